"""Who may add evidence, see it, and take it back. The action asked for is led by the holder."""

from typing import Any

from actionplan.services.evidence import add_file
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
evidence:evidence_add       GET      302    403    200    403  403   403     200      404
evidence:evidence_add       POST     302    403    422    403  403   403     422      404
evidence:evidence_file      GET      302    200    200    200  200   200     200      404
evidence:evidence_file      POST     302    405    405    405  405   405     405      404
evidence:evidence_withdraw  GET      302    403    200    403  403   403     200      404
evidence:evidence_withdraw  POST     302    403    422    403  403   403     422      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A file that the holder added."""
    if name == "evidence:evidence_add":
        return {}
    content, title = b"Agreed by Full Council.\n", f"Minutes {cast.undated.evidence.count()}"
    piece = add_file(action=cast.undated, title=title, content=content, name="m.txt", by=cast.owner)
    return {"evidence": piece.pk}
