"""A real mail server for tests: what it took, whom it refuses; and one that hangs up."""

import socket
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

SITE = "https://plans.example.gov.uk"


@dataclass
class Box:
    """A mail server's handler: what it took, and whom it refuses."""

    taken: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)

    async def handle_RCPT(  # noqa: N802 - the server calls it by this name
        self, server: Any, session: Any, envelope: Any, address: str, _: Any
    ) -> str:
        if address in self.refused:
            return "550 No such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - as above
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> EmailMessage:
        return next(one for one in self.taken if one["To"] == address)


def sending_to(port: int) -> dict[str, Any]:
    backend = "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    return {"default": {"BACKEND": backend, "OPTIONS": options}}


def hang_up(server: socket.socket, calls: list[int]) -> None:
    with suppress(OSError):  # the server is closed at the end of the test
        while True:
            caller, _ = server.accept()
            calls.append(1)
            caller.close()
