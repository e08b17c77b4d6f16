"""Who may open what an e-mail leads to: the link is the holder's, the choice needs no log-in."""

from typing import Any

from actionplan.mail.links import address_of, declining_address
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
mail:settings               GET      302    200    200    200  200   200     200      200
mail:settings               POST     302    200    200    200  200   200     200      200
mail:open                   GET      302    403    302    403  403   403     403      403
mail:open                   POST     302    405    405    405  405   405     405      405
mail:decline                GET      200    200    200    200  200   200     200      200
mail:decline                POST     200    200    200    200  200   200     200      200
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The holder's own links."""
    if name == "mail:settings":
        return {}
    whole = (
        address_of(cast.owner.pk, "/") if name == "mail:open" else declining_address(cast.owner.pk)
    )
    return {"token": whole.rstrip("/").rsplit("/", 1)[1]}
