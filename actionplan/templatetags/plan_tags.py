"""Tags and filters of the plan's pages. Tags rather than includes: they stand in long tables."""

from collections.abc import Sequence
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from actionplan import marks
from actionplan.declared import Status
from actionplan.key_lines import Rating
from actionplan.words import day

register = template.Library()


@register.simple_tag
def rating_mark(rating: Rating | None) -> SafeString:
    """``{% rating_mark row.rating %}``: shape, letter and word."""
    return marks.rating_mark(rating or None)


@register.simple_tag
def ratings_bar(counts: Sequence[tuple[Rating | None, int]], label: str) -> SafeString:
    """``{% ratings_bar counts "Ratings of the plan" %}``: one stacked bar."""
    return marks.ratings_bar(counts, label)


@register.simple_tag
def status_tag(status: Status | str | None) -> SafeString:
    """``{% status_tag row.status %}``; takes the stored words as well as the member."""
    return marks.status_tag(Status(status) if status else None)


@register.filter
def govdate(value: date | datetime | None) -> str:
    """30 September 2022; a moment with a time zone is read in the council's; "" for None."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return day(value)


@register.filter
def sentence(words: str) -> str:
    """What a person typed, with a full stop where none stands at its end."""
    told = words.rstrip()
    return told if told.endswith((".", "!", "?", "…")) or not told else f"{told}."


@register.filter(name="datetime")
def govdatetime(value: datetime | None) -> str:
    """12 June 2023 at 2:15pm; "" for None."""
    if not value:
        return ""
    if timezone.is_aware(value):
        value = timezone.localtime(value)
    hour = value.hour % 12 or 12
    minutes = f":{value.minute:02}" if value.minute else ""
    return f"{govdate(value)} at {hour}{minutes}{'am' if value.hour < 12 else 'pm'}"


@register.filter
def paragraphs(text: str | None) -> SafeString:
    """Text as typed, made safe: blank lines part paragraphs, single line ends stay line ends."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(str(escape(line.rstrip())))
        elif blocks[-1]:
            blocks.append([])
    whole = "".join(f'<p class="gt-words">{"<br>".join(block)}</p>' for block in blocks if block)
    return mark_safe(whole)  # noqa: S308 - every line is escaped above
