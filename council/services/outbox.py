"""The one way in which e-mails leave: over one connection, and none waits for a dead server."""

import logging
from contextlib import suppress
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from types import TracebackType
from typing import Any, Self

from django.core.mail import EmailMessage, mailers

REFUSED = (SMTPRecipientsRefused, SMTPResponseException)  # the letter, by a server that works

logger = logging.getLogger(__name__)


class Outbox:
    """For one run: opened with the first e-mail, closed at the end.

    One e-mail that the server refuses fails alone. Where the server does not answer, all that
    follow fail without another try, so that a dead server costs one waiting time and not one a
    person. Nothing is raised for the mail: SMTP's own errors are OSErrors too.
    """

    def __init__(self) -> None:
        self._mailer: Any = mailers.default
        self._is_dead = False

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
        try:
            return bool(self._mailer.send_messages([message]))
        except REFUSED as error:
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
        self._is_dead = True
        logger.warning("E-mails could not be sent: %s", type(error).__name__)

    def _close(self) -> None:
        with suppress(OSError):
            self._mailer.close()
