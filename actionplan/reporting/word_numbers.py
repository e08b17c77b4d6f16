"""Numbered lists in Word: each begins at 1, whatever list stood before it."""

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document

NUMBERED = "List Number"


def new_list(document: "Document", numbering: Any) -> tuple[int, int] | None:
    """Level and number of a list that begins at 1, in the form of the style ``List Number``.

    ``numbering`` is the root of the document's numbering. None where the style is missing or, as
    in some council's template, has no numbers of its own.
    """
    found = _numbering_of_style(document)
    num = None if found is None else _by_id(numbering, found[1])
    if found is None or num is None:
        return None
    made = numbering.add_num(num.abstractNumId.val)
    made.add_lvlOverride(ilvl=found[0]).add_startOverride(1)
    return found[0], made.numId


def number(paragraph: Any, level: int, identity: int) -> None:
    """Make a paragraph (its XML) an item of that list."""
    properties = paragraph.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = level
    properties.get_or_add_numId().val = identity


def _numbering_of_style(document: "Document") -> tuple[int, int] | None:
    """Level and number that the style says, or the one that it builds upon."""
    style: Any = next((one for one in document.styles if one.name == NUMBERED), None)
    while style is not None:
        said = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if said is not None and said.numId is not None:
            return (said.ilvl.val if said.ilvl is not None else 0), said.numId.val
        style = style.base_style
    return None


def _by_id(numbering: Any, identity: int) -> Any:
    return next((one for one in numbering.num_lst if one.numId == identity), None)
