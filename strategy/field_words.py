"""What the fields of strategies are called, and their values in words."""

from typing import Any

from strategy.words import day

LABELS = {
    "vision_label": "What the vision is called",
    "purpose": "Purpose or mission",
    "purpose_label": "What the purpose is called",
    "corporate_vision": "The vision that it serves",
    "sits_under": "Sits under",
    "parent": "The strategy above, if it is in Golden Thread",
    "owner": "Whose strategy it is, if not the council’s",
    "author_post": "Author (a post)",
    "term_words": "Term, in the strategy’s words",
    "term_start": "First day of the term",
    "term_end": "Last day of the term",
    "review_words": "Review, in the strategy’s words",
    "review_every": "How often it is reviewed",
    "adopted_by": "Adopted by",
    "adopted_on": "Adopted on",
    "strands": "Strands",
    "chapter": "Heading above the heading",
    "place": "Place on the page",
    "group": "Heading shared with its neighbours",
    "body": "Who looks at it",
    "owner_post": "Owner",
    "status_words": "Status, in words",
    "incorporates": "Incorporates this strategy",
    "position": "Where it stands",
    "reading_notes": "Notes on reading the source",
    "labels": "What the levels are called",
    "footnotes": "Footnotes",
    "relations": "Parts that go with each other",
    "order": "Place among its kind",
}


def in_words(value: Any) -> str:
    """A field's value for a person: dates in words, lists a line each, nothing as "Nothing"."""
    if value in (None, "", []):
        return "Nothing"
    if hasattr(value, "strftime"):
        return day(value)
    if isinstance(value, dict):
        return "\n".join(f"{name}: {in_words(each)}" for name, each in value.items())
    if isinstance(value, list):
        return "\n".join(map(_line, value))
    return str(value)


def _line(value: Any) -> str:
    if isinstance(value, dict):
        return " – ".join(str(each) for each in value.values() if each)
    return str(value)
