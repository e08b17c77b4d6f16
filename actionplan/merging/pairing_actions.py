"""Which action of one plan document is which of another: one way of telling after another. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping

from actionplan.document import Action, PlanDocument
from actionplan.merging.alike import close_pairs, plain
from actionplan.merging.pairs import Pair, Row, rows_of

SURELY_MOVED = 0.8  # how close words must be to be taken for those of another recommendation


def logged(action: Action) -> Hashable:
    """What an action says of its progress, to see whether two say the same."""
    said = (action.rating, action.status, action.due, action.completed, action.confidence)
    return (*said, " ".join((action.commentary or "").split()))


type Key = Callable[[Row, bool], Hashable]


class ActionMatcher:
    """Goes from the surest sign to the weakest; what has a partner is left out of the next."""

    def __init__(
        self,
        before: PlanDocument,
        after: PlanDocument,
        recommendations: Iterable[Pair],
        said: Mapping[int, Action],
    ) -> None:
        self.before, self.after = rows_of(before), rows_of(after)
        self.names = [one.number or one.text[:60] for one in before.recommendations()]
        self.code = before.reference
        self.above = {pair.after: pair.before for pair in recommendations}
        self.said = said
        self.pairs: dict[int, Pair] = {}
        self.doubts: dict[int, str] = {}
        self.taken: set[int] = set()
        self.skipped: set[int] = set()
        references = ((row.action.reference, row) for row in self.before)
        self.referred = {reference: row for reference, row in references if reference}

    def run(self, same: Mapping[int, str]) -> None:
        for place, reference in same.items():
            if known := self.referred.get(reference):
                self._pair(known, self.after[place])
        self._by_reference()
        self._in_order(self._words_and_saying)
        self._in_order(self._words_here)
        self._alone(self._words, "The plan has these words under {where}, as {known}.")
        self._alone(self._number, "Its number is that of {known}, which has other words.")
        self._by_closeness("Its words are close to those of {known}.")

    def _pair(self, known: Row, row: Row, doubt: str = "") -> None:
        if known.place not in self.taken and row.place not in self.pairs:
            self.pairs[row.place] = Pair(known.place, row.place, doubt)
            self.taken.add(known.place)

    def _open(self) -> list[Row]:
        """Rows of the later document that may still find a partner."""
        settled = {*self.pairs, *self.skipped, *self.doubts}
        return [row for row in self.after if row.place not in settled]

    def _free(self) -> list[Row]:
        return [row for row in self.before if row.place not in self.taken]

    # ---- by reference

    def _by_reference(self) -> None:
        """By reference; of several rows with one, that with its words, else the first."""
        claims: dict[str, list[Row]] = defaultdict(list)
        for row in self._open():
            if row.action.reference:
                claims[row.action.reference].append(row)
        words = {plain(row.action.title): row for row in self.before}
        for reference, rows in claims.items():
            known = self.referred.get(reference)
            if known:
                self._claimed(known, rows, words)
            elif self.before and self.code and reference.startswith(f"{self.code}-"):
                doubt = f"{reference} is not in the plan, or not any more."
                self.doubts |= {row.place: doubt for row in rows}

    def _claimed(self, known: Row, rows: list[Row], words: Mapping[str, Row]) -> None:
        title = plain(known.action.title)
        rows.sort(key=lambda row: plain(row.action.title) != title)
        other = words.get(plain(rows[0].action.title), known)
        turned = plain(other.action.title) != title
        doubt = f"The file calls this {known.action.reference}, but its words are those of "
        self._pair(known, rows[0], f"{doubt}{_called(other)}." if turned else "")
        twice = f"{known.action.reference} stands more than once in the file."
        self.doubts |= {row.place: twice for row in rows[1:]}

    # ---- by what a row says: each of these gives a key, or None for a row that has none

    def _here(self, row: Row, after: bool) -> int | None:
        """Its recommendation as the earlier document counts them; below 0 for a new one."""
        above = row.recommendation
        return self.above.get(above, -1 - above) if after and above is not None else above

    def _words(self, row: Row, after: bool) -> Hashable:
        return plain(row.action.title)

    def _words_here(self, row: Row, after: bool) -> Hashable:
        return self._here(row, after), plain(row.action.title)

    def _words_and_saying(self, row: Row, after: bool) -> Hashable:
        said = row.action if after else self.said.get(row.place, row.action)
        return self._words_here(row, after), logged(said)

    def _number(self, row: Row, after: bool) -> Hashable:
        number = row.action.source_number
        return (self._here(row, after), plain(number)) if number else None

    def _in_order(self, key: Key) -> None:
        """Pair the rows of one key in their order."""
        for known, rows in self._sides(key):
            for one, row in zip(known, rows, strict=False):
                self._pair(one, row)

    def _alone(self, key: Key, doubt: str) -> None:
        """Pair rows whose key only one row of each side has, with a doubt."""
        for known, rows in self._sides(key):
            if len(known) == len(rows) == 1:
                self._pair(known[0], rows[0], self._sentence(doubt, known[0]))

    def _sides(self, key: Key) -> list[tuple[list[Row], list[Row]]]:
        """The free rows and the open rows of each key."""
        known, rows = _by_key(self._free(), key, False), _by_key(self._open(), key, True)
        return [(known[one], rows[one]) for one in rows if one in known]

    def _by_closeness(self, doubt: str) -> None:
        """Words that are clearly close; closer where the recommendation is another one."""
        free, rows = self._free(), self._open()
        titles = [row.action.title for row in rows], [one.action.title for one in free]
        for mine, other in close_pairs(*titles).items():
            row, known = rows[mine], free[other]
            here = self._here(row, True) == self._here(known, False)
            if here or close_pairs([row.action.title], [known.action.title], SURELY_MOVED):
                self._pair(known, row, self._sentence(doubt, known))

    def _sentence(self, doubt: str, known: Row) -> str:
        above = known.recommendation
        where = "no recommendation" if above is None else f"recommendation {self.names[above]}"
        return doubt.format(where=where, known=_called(known))


def _by_key(rows: list[Row], key: Key, after: bool) -> dict[Hashable, list[Row]]:
    found: dict[Hashable, list[Row]] = defaultdict(list)
    for row in rows:
        found[key(row, after)].append(row)
    found.pop(None, None)
    return found


def _called(row: Row) -> str:
    """ "PR-17 “Review the constitution”"."""
    words = f"“{row.action.title[:80]}”"
    return f"{row.action.reference} {words}" if row.action.reference else words
