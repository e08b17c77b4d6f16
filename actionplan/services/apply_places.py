"""Where an import's new rows stand among those that the plan has already."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from actionplan.merging.values import Merge, RowChange
from actionplan.models import Action, Recommendation


class Places:
    """Places of new rows, by those of the plan's.

    ``stored`` are the plan's recommendations in the order of the merge's, ``known`` its actions,
    ``found`` those that the file has as well, by their place in the merge's document.
    """

    def __init__(
        self,
        merge: Merge,
        stored: Sequence[Recommendation | None],
        known: Iterable[Action],
        found: Mapping[int, Action],
    ) -> None:
        self._rows, self._found = merge.rows, found
        self._pks = {None: None} | {at: one.pk for at, one in enumerate(stored) if one}
        self._last = self._last_places(known)

    def _last_places(self, known: Iterable[Action]) -> dict[int | None, int]:
        """The last place under each of the merge's recommendations that has actions already."""
        last: dict[int | None, int] = {}
        for action in known:
            above = action.recommendation_id
            last[above] = max(last.get(above, 0), action.order)
        return {at: last[pk] for at, pk in self._pks.items() if pk in last}

    def of(self, new: Iterable[RowChange]) -> Iterator[tuple[RowChange, int]]:
        """New rows, each with the place of the row above it in the file, or else the last one.

        Where the plan has actions, two rows have one place until ``lay_out`` numbers them anew:
        that with the higher reference comes below.
        """
        added, above = {row.index for row in new}, Counter[int | None]()
        met = {row.under for row in self._rows if row.index in self._found}
        for row in self._rows:
            if row.index in added:
                above.setdefault(row.under, 0 if row.under in met else self._last.get(row.under, 0))
                above[row.under] += row.under not in self._last
                yield row, above[row.under]
            elif row.index is not None and row.index in self._found:
                above[row.under] = self._found[row.index].order

    def mixed(self, new: Iterable[RowChange]) -> list[int | None]:
        """Primary keys of the recommendations (None: under none) that have new and known rows."""
        return [self._pks[under] for under in {row.under for row in new} if under in self._last]
