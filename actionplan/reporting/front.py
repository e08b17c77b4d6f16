"""What stands before and after a report's tables: cover, figures, key, and how they are made."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.safestring import SafeString

from actionplan.document import PlanDocument
from actionplan.key_lines import Rating
from actionplan.marks import rating_mark
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.summary import Summary
from actionplan.words import day, meaning
from council.hostile import one_line


def printed_rating(rating: Rating) -> Rating:
    """A line of the key that fits where it is printed."""
    word = one_line(rating.word, 24) or rating.letter
    return replace(rating, word=word, definition=one_line(rating.definition, 300))


def details_of(report: ReportDocument) -> Iterator[tuple[str, str]]:
    """The lines of the cover: what they are called, and what they say."""
    document = report.document
    known = (
        ("Committee", report.committee),
        ("Date of meeting", report.meeting_on and day(report.meeting_on)),
        ("Report of", report.author),
        ("Date of report", report.dated and day(report.dated)),
        ("Position as at", day(document.as_at) if document.as_at else "Not stated"),
        ("Answers", document.source),
        ("Produced from", report.produced_from),
        ("Not shown here", report.note),
    )
    return ((name, one_line(words, 400)) for name, words in known if words)


def summary_rows(summary: Summary) -> list[tuple[str, list[str]]]:
    """The rows of the table of figures: their name, and their counts; the whole plan last."""
    named = [
        (f"{number}. {one_line(text, 80)}" if number else text, figures)
        for number, text, figures in summary.parts
    ]
    every = [*named, ("Whole plan", summary.whole)]
    return [(name, [f"{c.count(f):,}" for c in summary.columns]) for name, f in every]


def key_of(document: PlanDocument) -> list[tuple[SafeString, str]]:
    """Each rating of the key with its meaning, and what no rating means."""
    known = [(rating_mark(one), meaning(one) or "Not explained") for one in document.key]
    return [*known, (rating_mark(None), "The plan gives no rating")]


def rules(document: PlanDocument) -> list[tuple[str, str]]:
    """How each figure is made: its name and its rule."""
    on_day = f" on {day(document.as_at)}" if document.as_at else ""
    return [
        ("Total", "Every action and sub-action of the plan, but rows that a person has marked as "
         "headings for others and taken out of the totals."),
        ("Ratings", "As the lead declared them. No rating is computed or changed by this report. "
         "“Not rated” are actions to which the plan gives no rating."),
        ("Complete", "Status complete or business as usual, as the plan says it."),
        ("Open", "Every other action but those cancelled or superseded. An action whose status "
         "the plan does not state counts as open."),
        ("Past its date", f"Open{on_day}, and the last day that its due words name lies before "
         "that day. A month, quarter or year counts to its last day."
         if document.as_at else "Not counted: the plan does not say of which day it speaks."),
        ("No date", "Open, and its due words name no day, month, quarter or year."),
        ("Dated ahead", "Open, and neither past its date nor without one."),
    ]  # fmt: skip
