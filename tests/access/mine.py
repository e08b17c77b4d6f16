"""Who may see and give what their posts owe."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
mine:my_updates             GET      302    200    200    200  200   200     200      404
mine:my_updates             POST     302    405    405    405  405   405     405      404
mine:my_progress            GET      302    200    200    200  200   200     200      404
mine:my_progress            POST     302    405    405    405  405   405     405      404
mine:my_update              GET      302    403    200    403  403   403     200      404
mine:my_update              POST     302    403    302    403  403   403     302      404
mine:handover               GET      302    200    200    200  200   200     200      404
mine:handover               POST     302    405    405    405  405   405     405      404
mine:one_to_one             GET      302    200    200    200  200   200     200      404
mine:one_to_one             POST     302    405    405    405  405   405     405      404
mine:one_to_one_file        GET      302    200    200    200  200   200     200      404
mine:one_to_one_file        POST     302    405    405    405  405   405     405      404
mine:my_draft               GET      302    405    405    405  405   405     405      404
mine:my_draft               POST     302    403    302    403  403   403     302      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The action of the table, which the holder's post leads; and that post."""
    return {"post": cast.post.pk} | ({"kind": "docx"} if name == "mine:one_to_one_file" else {})
