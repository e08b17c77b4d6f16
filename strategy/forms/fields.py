"""What helps to fill in the fields of strategies."""

from django import forms

from council.forms.fields import DayField

HINTS = {
    "adopted_by": "Such as Full Council.",
    "sits_under": "The title of the strategy above.",
    "status_words": "Such as WIP.",
    "link": "Where the document can be read, beginning with https://.",
    "strands": "What it means for one audience each: the audience and a colon on a line of its "
    "own (“officers:”), and the text below it.",
    "reading_notes": "One a line.",
    "labels": "One a line: level | word for one | word for several.",
    "footnotes": "One a line: mark | code of the part that carries it | text. "
    "In a text, [^1] marks the place of footnote 1.",
    "relations": "One a line: code | code | why, such as C1 | P2 | Both are about customers.",
}


def date_field(*, required: bool) -> forms.DateField:
    """A day as people write it."""
    return DayField(None, required=required, help_text="Such as 30 June 2023.")
