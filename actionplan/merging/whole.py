"""What a file has otherwise about a plan as a whole: key, timescales, first day, order. Pure."""

from collections.abc import Iterable

from actionplan.document import PlanDocument
from actionplan.key_lines import Band, Rating
from actionplan.merging.alike import plain
from actionplan.merging.pairs import Matching, rows_of
from actionplan.merging.recommendations import name_of
from actionplan.merging.values import Otherwise
from actionplan.words import day


def whole_plan_differences(ours: PlanDocument, theirs: PlanDocument) -> list[Otherwise]:
    """Its key, its timescale bands and the day they run from, where the file has them."""
    has = day(ours.start) if ours.start else ""
    start = day(theirs.start) if theirs.start else ""
    key = "" if _only_uses(theirs.key, ours.key) else _key(theirs.key)
    found = [
        Otherwise("The plan, key", key, _key(ours.key)),
        Otherwise("The plan, timescales", _bands(theirs.bands), _bands(ours.bands)),
        Otherwise("The plan, start", start, has),
    ]
    return [one for one in found if one.said and plain(one.said) != plain(one.has)]


def order_of_rows(ours: PlanDocument, theirs: PlanDocument, matching: Matching) -> list[Otherwise]:
    """Where recommendations, or the actions of one, stand in another order than in the plan."""
    names = [name_of(one) for one in ours.recommendations()]
    places = list(dict.fromkeys(pair.before for pair in matching.recommendations))
    found = [_order("The plan", [(place, names[place]) for place in places])]
    before, after = rows_of(ours), rows_of(theirs)
    groups: dict[int | None, list[tuple[int, str]]] = {}
    for pair in matching.actions:
        known, row = before[pair.before], after[pair.after]
        reference = known.action.reference or known.action.title
        if known.recommendation is None or row.recommendation is not None:
            groups.setdefault(known.recommendation, []).append((pair.before, reference))
    for at, rows in groups.items():
        found.append(_order("No recommendation" if at is None else names[at], rows))
    return [one for one in found if one]


def _order(where: str, things: list[tuple[int, str]]) -> Otherwise | None:
    """The order of the file, where it is not that of their places in the plan."""
    if things == sorted(things):
        return None
    return Otherwise(f"{where}, order", ", ".join(name for _, name in things))


def _only_uses(theirs: Iterable[Rating], ours: Iterable[Rating]) -> bool:
    """Whether a file rates by the plan's key and defines nothing itself."""
    known = {(one.letter, plain(one.word)) for one in ours}
    return all(not one.definition and (one.letter, plain(one.word)) in known for one in theirs)


def _key(ratings: Iterable[Rating]) -> str:
    return "; ".join(f"{one.letter} {one.word}: {one.definition}" for one in ratings)


def _bands(bands: Iterable[Band]) -> str:
    return "; ".join(f"{band.code} {band.words}" for band in bands)
