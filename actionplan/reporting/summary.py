"""The table of figures that opens a report: one row a recommendation, one for the whole plan."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actionplan.document import Action, PlanDocument, with_sub_actions
from actionplan.figures import Figures, figures_of
from actionplan.key_lines import Rating
from actionplan.words import NOT_RATED, counted, left_out
from council.hostile import shortened


@dataclass(frozen=True, slots=True)
class Column:
    """One figure: its heading, and how it is read from ``Figures``. ``rating`` heads a rating."""

    heading: str
    letter: str | None = None
    of: str = ""
    rating: Rating | None = None

    def count(self, figures: Figures) -> int:
        """The figure itself."""
        return getattr(figures, self.of) if self.of else figures.by_rating[self.letter]


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of the whole plan and of its parts: (number, text, figures) for each."""

    whole: Figures
    parts: tuple[tuple[str, str, Figures], ...]
    columns: tuple[Column, ...]


def summary_of(document: PlanDocument) -> Summary:
    """The figures of a plan, as ``figures.py`` counts them."""
    whole = figures_of(document)
    return Summary(whole, tuple(parts_of(document)), tuple(columns_of(document, whole)))


def parts_of(document: PlanDocument) -> Iterator[tuple[str, str, Figures]]:
    """Each recommendation with its figures; last, the actions that answer none."""
    for position, one in enumerate(document.recommendations(), 1):
        yield one.number or str(position), one.text, of(document, one.actions)
    if document.loose_actions:
        yield "", "Under no recommendation", of(document, document.loose_actions)


def of(document: PlanDocument, actions: tuple[Action, ...]) -> Figures:
    """The figures of some actions and their sub-actions."""
    return figures_of(document, with_sub_actions(actions))


def columns_of(document: PlanDocument, whole: Figures) -> Iterator[Column]:
    """The ratings, not rated, those left out of the bar, the total, where the actions stand."""
    ratings = ratings_of(document, whole)
    for rating in ratings:
        if rating.counts:
            yield Column(rating.word, letter=rating.letter, rating=rating)
    yield Column(NOT_RATED)
    for rating in ratings:
        if not rating.counts:
            heading = f"{rating.word} (not in the bar)"
            yield Column(heading, letter=rating.letter, rating=rating)
    yield Column("Total", of="total")
    yield Column("Complete", of="complete")
    yield Column("Open", of="open")
    if whole.as_at:
        yield Column("Past its date", of="past_date")
    if whole.ended:
        yield Column("Ended", of="ended")


def ratings_of(document: PlanDocument, whole: Figures) -> list[Rating]:
    """The ratings of the key, and those in use that it does not explain."""
    known = {rating.letter for rating in document.key}
    strays = sorted(letter for letter in whole.by_rating if letter and letter not in known)
    return [*document.key, *(stray(letter) for letter in strays)]


def stray(letter: str) -> Rating:
    """A rating that the key does not explain: its letter stands for itself."""
    return Rating(letter, f"“{shortened(letter, 20)}”", "", "grey", "Not in the plan’s key")


def rating_counts(summary: Summary) -> list[tuple[Rating | None, int]]:
    """How many actions of the plan have each rating, and how many have none."""
    return [(c.rating, c.count(summary.whole)) for c in summary.columns if not c.of]


def in_words(columns: Iterable[Column], figures: Figures) -> str:
    """ "7 actions: 5 Green, 1 Amber, 0 Red, 1 not rated; 6 complete, 1 open".

    Ratings that the key keeps out of the bars are said by themselves, where they count anything.
    """
    if not figures.total:
        return "No actions"
    known = [(c, c.count(figures)) for c in columns if not c.of]
    rated = (f"{n} {rating_name(c)}" for c, n in known if c.rating is None or c.rating.counts)
    beside = left_out((c.rating, n) for c, n in known)
    stand = f"{figures.complete} complete, {figures.open} open"
    parts = (", ".join(rated), beside, stand)
    return f"{counted(figures.total, 'action')}: {'; '.join(filter(None, parts))}"


def rating_name(column: Column) -> str:
    """The word of a rating inside a sentence."""
    return column.heading if column.rating else NOT_RATED.lower()
