"""The one way in which e-mails leave: over one connection, and none waits for a dead server."""

import logging
from contextlib import suppress
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, mailers

REFUSED = (SMTPRecipientsRefused, SMTPResponseException)  # the letter, by a server that works

NO_ANSWER, NOT_TAKEN = "The mail server did not answer.", "The mail server did not take it."

logger = logging.getLogger(__name__)


class Outbox:
    """For one run: opened with the first e-mail, closed at the end.

    One e-mail that the server refuses fails alone. Where the server does not answer, all that
    follow fail without another try, so that a dead server costs one waiting time and not one a
    person. Nothing is raised for the mail: SMTP's own errors are OSErrors too. ``why`` says why the
    last one was not taken.
    """

    def __init__(self) -> None:
        self._mailer: Any = mailers.default
        self._is_dead = False
        self.why = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def takes(self, message: EmailMessage) -> bool:
        """Whether the mail server took it."""
        if self._is_dead or not self._opens():
            return False
        self.why = NOT_TAKEN
        try:
            return bool(self._mailer.send_messages([message]))
        except REFUSED as error:
            self.why = refusal(error)
            self._close()  # some servers hang up with a refusal; the next e-mail opens again
            logger.warning("An e-mail was refused: %s", type(error).__name__)
        except OSError as error:
            self._fails(error)
        return False

    def _opens(self) -> bool:
        try:
            self._mailer.open()
        except OSError as error:
            self._fails(error)
        return not self._is_dead

    def _fails(self, error: OSError) -> None:
        self._is_dead, self.why = True, NO_ANSWER
        logger.warning("E-mails could not be sent: %s", type(error).__name__)

    def _close(self) -> None:
        with suppress(OSError):
            self._mailer.close()


def refusal(error: SMTPRecipientsRefused | SMTPResponseException) -> str:
    """What the server said, for a person: "The mail server refused it: 550 No such person here"."""
    if isinstance(error, SMTPResponseException):
        said = (error.smtp_code, error.smtp_error)
    else:
        said = next(iter(error.recipients.values()), (0, b""))
    code, words = said
    text = words.decode(errors="replace") if isinstance(words, bytes) else str(words)
    return f"The mail server refused it: {code} {' '.join(text.split())}"[:300]
