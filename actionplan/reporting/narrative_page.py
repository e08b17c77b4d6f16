"""What the SLT leads said as HTML: the rating with its shape, then the words, all escaped."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actionplan.marks import rating_mark
from actionplan.reporting.cells import lines_of, paragraphs
from actionplan.reporting.front import printed_rating
from actionplan.reporting.narrative import Said
from actionplan.reporting.printed import Pen, Remainder
from council.hostile import capped, one_line


def said_html(said: Said | None, title: str, pen: Pen) -> SafeString:
    """The whole of it; "" for nothing. The end of a very long one is left to the pen."""
    if said is None:
        return SafeString("")
    mark = rating_mark(printed_rating(said.rating)) if said.rating else ""
    shown, rest = capped(said.words)
    if rest:
        pen.left_over.append(Remainder(f"{title}: narrative", paragraphs(lines_of(rest))))
        shown += f"\nGoes on in {pen.over_in}."
    note = format_html('<p class="note">{}</p>', one_line(said.note, 200)) if said.note else ""
    declared = format_html("{} {}", one_line(said.declared, 200), mark)
    return format_html(
        '<div class="said"><p class="said-rating">{}</p>{}{}</div>',
        declared, paragraphs(lines_of(shown)), note,
    )  # fmt: skip
