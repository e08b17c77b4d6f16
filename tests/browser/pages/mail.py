"""What somebody is told by e-mail."""

from actionplan.mail.links import declining_address
from tests.factories import Cast

PAGES = {"choice": "/mail/", "choice without log-in": "{decline}"}


def prepare(cast: Cast) -> dict[str, str]:
    """The owner's own link."""
    return {"decline": _path(declining_address(cast.owner.pk))}


def _path(address: str) -> str:
    return "/mail/" + address.split("/mail/", 1)[1]
