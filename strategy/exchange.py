"""The strategy file: a whole strategy as TOML that a person can read and edit.

``docs/strategy-file.md`` says what may stand in it. ``dump`` and ``load`` are exact opposites:
what was written is read back the same, and a file in ``dump``'s own form is written the same.
"""

from council.toml_files import read_toml, write_toml
from council.values import decode, encode
from strategy.checking import check
from strategy.document import StrategyDocument

# Raised by one when the form of the file changes so that old files need to be understood anew.
FORMAT = 1
HEADING = "A strategy, for Golden Thread. docs/strategy-file.md says what may stand here."


def dump(document: StrategyDocument) -> str:
    """The strategy as a file's text. ValueError if it does not hold together (see ``check``)."""
    check(document)
    return write_toml({"format": FORMAT, **encode(document)}, HEADING)


def load(content: str | bytes) -> StrategyDocument:
    """The strategy in a file.

    Raises ValueError with one sentence, which says where, for a file that is too large, is not
    UTF-8 or TOML, holds anything unknown or missing, or a strategy that does not hold together.
    """
    data = read_toml(content)
    number = data.pop("format", None)
    if type(number) is not int or number != FORMAT:
        raise ValueError(
            f"The file must begin with “format = {FORMAT}”, which says how to read it."
        )
    document: StrategyDocument = decode(StrategyDocument, data)
    check(document)
    return document
