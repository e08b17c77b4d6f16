"""The recommendations of a plan and a file: the plan's, then those that only the file has. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from actionplan.document import PlanDocument, Recommendation
from actionplan.merging.alike import plain
from actionplan.merging.pairing_recommendations import match_recommendations
from actionplan.merging.pairs import Matching
from actionplan.merging.values import Base, CellChange, CellKind, RecommendationChange, RowState

LABELS = {
    "wording": "Wording",
    "theme": "Theme",
    "slt_leads": "SLT leads",
    "officer_leads": "Officer leads",
    "response": "Response",
    "response_reason": "Reason for the response",
}


@dataclass(frozen=True, slots=True)
class Themed:
    """A recommendation with the title of the theme it stands under."""

    found: Recommendation
    theme: str | None

    def value(self, name: str, posts: Mapping[str, str]) -> str:
        """A field in words; leads are called as the council calls them."""
        if name == "wording":
            return self.found.text
        if name == "theme":
            return self.theme or ""
        if name.startswith("response"):
            return getattr(self.found, name) or ""
        titles: Iterable[str] = getattr(self.found, name)
        return "; ".join(dict.fromkeys(posts.get(plain(one), one) for one in titles))


def themed(document: PlanDocument) -> list[Themed]:
    """Every recommendation in document order, with its theme."""
    return [Themed(one, theme.title) for theme in document.themes for one in theme.recommendations]


def name_of(found: Recommendation) -> str:
    """ "Recommendation 3", or how its wording begins."""
    return f"Recommendation {found.number}" if found.number else found.text[:60]


class Recommendations:
    """One list for both sides: a row stands under a place in it."""

    def __init__(
        self, plan: PlanDocument, file: PlanDocument, matching: Matching, base: Base
    ) -> None:
        self.plan, self.file, self.base = themed(plan), themed(file), base
        self.pairs = {pair.after: pair for pair in matching.recommendations}
        self.names = [name_of(one.found) for one in self.plan]
        self.new: list[int] = []
        self._places = [self._place(place) for place in range(len(self.file))]

    def _place(self, place: int) -> int:
        """Where a recommendation of the file stands in the list; two of one number are one."""
        if pair := self.pairs.get(place):
            return pair.before
        number = self.file[place].found.number
        for at, other in enumerate(self.new):
            if number and self.file[other].found.number == number:
                return len(self.plan) + at
        self.new.append(place)
        self.names.append(name_of(self.file[place].found))
        return len(self.names) - 1

    def of_file(self, place: int | None) -> int | None:
        """The place in the list of a recommendation of the file."""
        return None if place is None else self._places[place]

    def typed(self, words: str) -> int | None:
        """The place of what a person has typed: a number or the words; None for none.

        Raises ValueError where there is no such recommendation.
        """
        wanted = plain(words).removeprefix("recommendation ").strip()
        if not wanted:
            return None
        everything = [*self.plan, *(self.file[place] for place in self.new)]
        for at, one in enumerate(everything):
            if wanted in {plain(one.found.number), plain(one.found.text)}:
                return at
        raise ValueError(f"There is no recommendation “{words}”.")

    def name(self, at: int | None) -> str:
        return "" if at is None else self.names[at]

    def changes(self, posts: Mapping[str, str]) -> tuple[RecommendationChange, ...]:
        """The whole list, each with what the file says otherwise of it."""
        first: dict[int, int] = {}
        for place, at in enumerate(self._places):
            first.setdefault(at, place)
        was = self._bases()
        known = [self._known(at, first.get(at), was.get(at), posts) for at in range(len(self.plan))]
        return (*known, *(_made(self.file[place]) for place in self.new))

    def _bases(self) -> dict[int, Recommendation]:
        """What each of the plan's was when the file went out, where that is known."""
        before = list(self.base.recommendations)
        pairs = match_recommendations(before, [one.found for one in self.plan])
        return {pair.after: before[pair.before] for pair in pairs}

    def _known(
        self,
        at: int,
        place: int | None,
        was: Recommendation | None,
        posts: Mapping[str, str],
    ) -> RecommendationChange:
        ours = self.plan[at]
        if place is None:
            return RecommendationChange(self.names[at], RowState.MISSING, ours=ours.found)
        theirs = self.file[place]
        cells = [self._cell(name, ours, theirs, was, posts) for name in LABELS]
        found = tuple(cell for cell in cells if cell)
        conflict = any(cell.conflict for cell in found)
        state = RowState.CHANGED if found else RowState.UNCHANGED
        return RecommendationChange(
            self.names[at],
            RowState.CONFLICT if conflict else state,
            self.pairs[place].doubt,
            found,
            ours.found,
            theirs.found,
            theirs.theme,
        )

    @staticmethod
    def _cell(
        name: str,
        ours: Themed,
        theirs: Themed,
        was: Recommendation | None,
        posts: Mapping[str, str],
    ) -> CellChange | None:
        """Leads are taken where the base is known; wording, theme and response never are."""
        mine, their = ours.value(name, posts), theirs.value(name, posts)
        leads = name.endswith("leads")
        has_base = was and name not in {"wording", "theme"}
        base = Themed(was, None).value(name, posts) if was and has_base else None
        silent = not their if base is None else _plain(their) == _plain(base)
        if silent or _plain(mine) == _plain(their):
            return None
        conflict = base is not None and _plain(mine) != _plain(base)
        return CellChange(
            field=name,
            label=LABELS[name],
            base=base,
            ours=mine,
            theirs=their,
            conflict=conflict,
            kind=CellKind.STRUCTURE,
            taken=leads and base is not None and not conflict,
            value=getattr(theirs.found, name, None),
        )


def _made(new: Themed) -> RecommendationChange:
    found = new.found
    return RecommendationChange(name_of(found), RowState.NEW, theirs=found, theme=new.theme)


def _plain(words: str) -> list[str]:
    """Words as they are compared: posts in any order."""
    return sorted(plain(one) for one in words.split("; "))
