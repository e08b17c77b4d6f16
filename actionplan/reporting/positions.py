"""The position against each recommendation, drafted from what the plan says. Pure."""

from collections.abc import Iterator

from actionplan.document import Action, PlanDocument, Recommendation
from actionplan.reporting import phrases
from actionplan.reporting.pieces import Grid
from actionplan.reporting.rows import Row, rows_under
from actionplan.reporting.summary import of
from actionplan.words import brief_position
from council.hostile import one_line

WORDING, TITLE, OPEN = 600, 160, 2_000  # characters of a cell
HEADINGS = ("Recommendation", "Position", "Still to be done")
RESPONSE = "Response"
REASON = 1_200


def positions(document: PlanDocument) -> Grid | None:
    """One row a recommendation, in the reviewer's words; None where the plan has none.

    With the council's response and its reason, where the plan states any.
    """
    rows = tuple(_rows(document))
    caption = f"Position against each recommendation: {one_line(document.title, TITLE)}"
    if not rows:
        return None
    if not any(one.response for one in document.recommendations()):
        return Grid(caption, HEADINGS, rows, (4, 2, 5))
    told = map(_response, document.recommendations())
    rows = tuple((row[0], said, *row[1:]) for row, said in zip(rows, told, strict=True))
    return Grid(caption, (HEADINGS[0], RESPONSE, *HEADINGS[1:]), rows, (4, 3, 2, 5))


def _response(one: Recommendation) -> str:
    """ "Declined. The council has no housing of its own."; "Not stated"."""
    return one_line(phrases.or_not_stated(phrases.response_words(one)), REASON)


def _rows(document: PlanDocument) -> Iterator[tuple[str, ...]]:
    place = 0
    for theme in document.themes:
        for one in theme.recommendations:
            place += 1
            still = [row for row in rows_under(one, theme, place) if row.action.is_open]
            yield _asked(one, place), _position(document, one), _open(document, still)


def _asked(one: Recommendation, place: int) -> str:
    return one_line(f"{one.number or place}. {one.text}", WORDING)


def _position(document: PlanDocument, one: Recommendation) -> str:
    """ "5 of 7 complete, 2 past their own date.", with the rating that its lead declares."""
    said = [f"{brief_position(of(document, one.actions))}." if one.actions else "No action yet."]
    if one.narrative and one.narrative.rating:
        rating = phrases.rating_words(document, one.narrative.rating)
        said.append(f"Rated {rating} by its lead.")
    return " ".join(said)


def _open(document: PlanDocument, still: list[Row]) -> str:
    told = "; ".join(f"{row.name} {_told(document, row.action)}" for row in still)
    return one_line(f"{told}.", OPEN) if told else "Nothing is open."


def _told(document: PlanDocument, action: Action) -> str:
    """ "Draft the strategy (Amber, due September 2023)"."""
    rating = phrases.rating_words(document, action.rating)
    due = phrases.due_words(action.due) if action.due else "no date"
    return f"{one_line(action.title, TITLE)} ({rating}, {due})"
