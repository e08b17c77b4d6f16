"""The tables of a committee report, from a plan's document and what changed. Pure."""

from collections.abc import Iterable, Iterator, Mapping

from actionplan.comparing.comparison import ActionChange, Comparison, Kind
from actionplan.comparing.documents import severity
from actionplan.comparing.sentences import sentence
from actionplan.comparing.words import Group, groups
from actionplan.declared import Due, Proposal
from actionplan.document import Action, PlanDocument
from actionplan.figures import Figures, figures_of
from actionplan.marks import bar_sentence
from actionplan.merging.pairing_recommendations import match_recommendations
from actionplan.reporting import phrases
from actionplan.reporting.appendix import Corrected, alone, is_exception, is_late
from actionplan.reporting.pieces import NO_NUMBER, Bar, Grid
from actionplan.reporting.rows import Row, rows_of
from actionplan.reporting.summary import Summary, of, rating_counts, summary_of
from actionplan.words import day
from council.hostile import one_line

NO_DATE = "No date"
LONGEST = 300  # characters of a wording within a table of the front
SENTENCE = 1_200
FEW = 12  # references that one line names
WHOLE = "Whole plan"


# Table 1: the figures by recommendation, last time beside this time


def by_recommendation(document: PlanDocument, before: PlanDocument | None) -> Grid:
    """Every figure of each recommendation and of the plan, that of last time in brackets."""
    summary = summary_of(document)
    last = last_time(before, document)
    rows = [
        (_named(number, text), *_counts(summary, figures, last.get(place)))
        for place, (number, text, figures) in enumerate(summary.parts)
    ]
    whole = figures_of(before) if before else None
    rows.append((WHOLE, *_counts(summary, summary.whole, whole)))
    headings = ("Recommendation", *(column.heading for column in summary.columns))
    shares = shares_of(headings)
    return Grid(_figures_caption(document, before), headings, tuple(rows), shares, figures=True)


def bar_of(summary: Summary) -> Bar:
    """The ratings of the plan as one bar, with its sentence."""
    counts = rating_counts(summary)
    return Bar(bar_sentence(counts, "Ratings of the plan"), tuple(counts))


def shares_of(headings: tuple[str, ...]) -> tuple[int, ...]:
    """Room for the longest word of each figure's heading, the rest for the first."""
    words = [max(map(len, heading.split()), default=0) for heading in headings[1:]]
    figures = [3 if one < 8 else min(one // 2 + 1, 8) for one in words]
    first = max(2 * len(headings) + 3 * len(figures) - sum(figures), 8)
    return (first, *figures)


def _figures_caption(document: PlanDocument, before: PlanDocument | None) -> str:
    on = f", as at {day(document.as_at)}" if document.as_at else ""
    caption = f"Table 1: actions by recommendation, rating and progress{on}"
    if before is None:
        return caption
    then = f", as at {day(before.as_at)}," if before.as_at else ""
    return f"{caption}; last time{then} in brackets"


def _named(number: str, text: str) -> str:
    return f"{number}. {one_line(text, 80)}" if number else text


def _counts(summary: Summary, now: Figures, last: Figures | None) -> Iterator[str]:
    for column in summary.columns:
        then = f" ({column.count(last):,})" if last else ""
        yield f"{column.count(now):,}{then}"


def last_time(before: PlanDocument | None, document: PlanDocument) -> Mapping[int, Figures]:
    """The figures of each recommendation in the period before, by its place in the later plan."""
    if before is None:
        return {}
    had, has = list(before.recommendations()), list(document.recommendations())
    return {
        pair.after: of(before, had[pair.before].actions) for pair in match_recommendations(had, has)
    }


# Table 2: exceptions, worst first


def exceptions(document: PlanDocument, caption: str = "Exceptions") -> Grid | None:
    """Open actions that are off track or past their own date, worst first; None for none."""
    found = [row for row in rows_of(document) if is_exception(document, row.action)]
    found.sort(key=lambda row: _badness(document, row.action), reverse=True)
    if not found:
        return None
    number = f"{len(found):,} action{'s' * (len(found) > 1)}, worst first"
    headings = ("Ref", "Action", "Lead", "Rating", "Due")
    rows = tuple(_exception(document, row) for row in found)
    return Grid(f"{caption}: {number}", headings, rows, (3, 8, 5, 3, 4))


def _badness(document: PlanDocument, action: Action) -> tuple[tuple[int, int], int]:
    """By rating; within one, by how many days it is past its date."""
    late = (document.as_at - action.due.date).days if document.as_at and action.due.date else 0
    return severity(document.key, action.rating) or (-1, 0), late


def _exception(document: PlanDocument, row: Row) -> tuple[str, ...]:
    """Reference, words, lead, rating as letter and word, due with its fact."""
    one = row.action
    due = one_line(one.due.words, 120) or (day(one.due.date) if one.due.date else NO_DATE)
    return (
        one_line(row.name, 16),
        one_line(one.title, LONGEST),
        led_by(one),
        rating_cell(document, one),
        f"{due}: past its date" if is_late(document, one) else due,
    )


def rating_cell(document: PlanDocument, action: Action) -> str:
    """ "A Amber"; "Not rated" without a rating, and for a letter that the key does not know."""
    rating = document.rating(action.rating)
    return f"{rating.letter} {rating.word}" if rating else phrases.rating_words(document, None)


def led_by(one: Action) -> str:
    """Its accountable lead, else the first of those who deliver it and how many more."""
    known = [*filter(None, [one.accountable]), *one.delivery]
    lead, *others = known or ["No lead"]
    more = f" and {len(others)} more" if others and not one.accountable else ""
    return f"{one_line(lead, 80)}{more}"


# Table 3: dates to agree


def dates_to_agree(document: PlanDocument, caption: str = "Dates to agree") -> Grid | None:
    """The dates that the committee, or whoever agrees them, still has to agree; None for none."""
    headings = ("Ref", "Action", "Date in force", "Proposed date", "Reason", "Proposed by")
    rows = tuple(_proposed(row) for row in rows_of(document) if row.action.proposed)
    return Grid(f"{caption}: {len(rows):,}", headings, rows, (3, 6, 3, 3, 6, 4)) if rows else None


def _proposed(row: Row) -> tuple[str, ...]:
    """Reference, words, both dates, why and by whom; the row has an open proposal."""
    action, proposed = row.action, row.action.proposed or Proposal(Due())
    return (
        one_line(row.name, 16),
        one_line(action.title, LONGEST),
        one_line(phrases.due_words(action.due), 120),
        one_line(phrases.due_words(proposed.due), 120),
        one_line(proposed.reason, 600) or "No reason given",
        one_line(proposed.post, 80) or "Not stated",
    )


# Table 4 and Appendix 3: what changed


type Names = Mapping[Action, str]


def names_of(*documents: PlanDocument | None) -> Names:
    """What each action is called, as a comparison has it; the last document that has it decides."""
    rows = (row for document in documents if document for row in rows_of(document))
    return {alone(row.action): one_line(row.name, 16) for row in rows}


def changes_in_brief(comparison: Comparison, names: Names, caption: str) -> Grid | None:
    """Each kind of change, how many actions it is about, and which; None for no change."""
    rows = tuple(
        (group.heading, f"{len(group.lines):,}", _which(group, names))
        for group in groups(comparison)
    )
    if not rows:
        return None
    return Grid(caption, ("Change", "Actions", "Which"), rows, (5, 3, 14))


def _which(group: Group, names: Names) -> str:
    """ "PR-1, PR-4 and 3 more"."""
    known = [name_of(line, names) for line in group.lines]
    more = len(known) - FEW
    return ", ".join(known[:FEW]) + (f" and {more:,} more" if more > 0 else "")


def name_of(line: ActionChange, names: Names) -> str:
    """What the action is called."""
    return names.get(line.action) or one_line(line.action.reference, 16) or NO_NUMBER


def changes_in_full(comparison: Comparison, names: Names) -> Iterator[Grid]:
    """A table for each kind of change, worst first, with every fact.

    New commentary stands with its action and is only named.
    """
    for group in groups(comparison):
        if group.kind is not Kind.COMMENTARY:
            rows = tuple(_change(line, group.kind, comparison, names) for line in group.lines)
            caption = f"{group.count[:1].upper()}{group.count[1:]}"
            yield Grid(caption, ("Ref", "Action", group.heading), rows, (2, 8, 12))


def _change(
    line: ActionChange, kind: Kind, comparison: Comparison, names: Names
) -> tuple[str, ...]:
    what = one_line(sentence(line, kind, comparison.after.as_at), SENTENCE)
    doubt = f" ({one_line(line.doubt, 200)})" if line.doubt else ""
    return name_of(line, names), one_line(line.action.title, LONGEST), f"{what}{doubt}"


# Corrections


def corrections(lines: Iterable[Corrected]) -> Grid | None:
    """What closed periods reported wrongly, beside what is right; None for nothing."""
    rows = tuple(
        (one_line(one.reference, 16) or "Plan", one_line(one.field, 60), one_line(one.period, 80),
         one_line(one.reported, LONGEST), one_line(one.correct, LONGEST),
         one_line(f"{one.minute}: {one.reason}", LONGEST))
        for one in lines
    )  # fmt: skip
    headings = ("Ref", "What", "Reported in", "Reported", "Correct", "Minute and reason")
    return Grid("Corrections", headings, rows, (3, 3, 4, 5, 4, 6)) if rows else None
