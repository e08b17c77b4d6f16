"""Who may send plans in as files, and see what was read from them."""

from functools import cache
from pathlib import PurePath
from typing import Any

from actionplan.importing.notes import Choices, Reading
from actionplan.importing.read import read_content
from tests.actionplan.reviewed import sent_reading
from tests.factories import Cast
from tests.importing.making import word_plan

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
files:file_list             GET      302    403    403    403  403   403     200      404
files:file_list             POST     302    405    405    405  405   405     405      404
files:file_send             GET      302    403    403    403  403   403     200      404
files:file_send             POST     302    403    403    403  403   403     422      404
files:file_detail           GET      302    403    403    403  403   403     200      404
files:file_detail           POST     302    405    405    405  405   405     405      404
files:file_again            GET      302    405    405    405  405   405     405      404
files:file_again            POST     302    403    403    403  403   403     302      404
files:file_columns          GET      302    403    403    403  403   403     200      404
files:file_columns          POST     302    403    403    403  403   403     422      404
files:file_row              GET      302    403    403    403  403   403     302      404
files:file_row              POST     302    403    403    403  403   403     422      404
files:file_alike            GET      302    403    403    403  403   403     302      404
files:file_alike            POST     302    403    403    403  403   403     302      404
files:file_missing          GET      302    403    403    403  403   403     302      404
files:file_missing          POST     302    403    403    403  403   403     302      404
files:file_apply            GET      302    403    403    403  403   403     200      404
files:file_apply            POST     302    403    403    403  403   403     409      404
files:file_receipt          GET      302    403    403    403  403   403     302      404
files:file_receipt          POST     302    405    405    405  405   405     405      404
files:file_discard          GET      302    403    403    403  403   403     200      404
files:file_discard          POST     302    403    403    403  403   403     302      404
files:file_undo             GET      302    403    403    403  403   403     302      404
files:file_undo             POST     302    403    403    403  403   403     302      404
files:file_original         GET      302    403    403    403  403   403     200      404
files:file_original         POST     302    405    405    405  405   405     405      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A small plan that was sent in, and not brought in yet."""
    if name in {"files:file_list", "files:file_send"}:
        return {}
    return {"file": sent_reading(cast.council, cast.manager, small_plan()).pk, "place": 0}


@cache
def small_plan() -> Reading:
    """One action, as it is read from a Word file; read once for all who ask."""
    content = word_plan([["Action", "Lead"], ["Publish the budget", "Head of Finance"]])
    return read_content(content, PurePath("plan.docx"), Choices())
