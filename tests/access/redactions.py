"""Who may take personal data out: a system administrator alone, tested in a file of its own."""

from typing import Any

from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
redactions:redaction_list   GET      302    403    403    403  403   403     403      404
redactions:redaction_list   POST     302    405    405    405  405   405     405      404
redactions:entry_redact     GET      302    403    403    403  403   403     403      404
redactions:entry_redact     POST     302    403    403    403  403   403     403      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """The first entry of an action."""
    return {"number": 1} if name == "redactions:entry_redact" else {}
