"""Which recommendation of one plan document is which of another. Pure."""

from collections.abc import Mapping

from actionplan.document import Recommendation
from actionplan.merging.alike import close_pairs, plain
from actionplan.merging.pairs import Pair

REWORDED = 0.85  # how close two wordings of a recommendation must be


def match_recommendations(before: list[Recommendation], after: list[Recommendation]) -> list[Pair]:
    """Pairs by number, else by wording, else by wording that is close, which is a doubt.

    Two of ``after`` with one number are the same recommendation, which goes on.
    """
    numbered = {one.number: place for place, one in _from_the_end(before) if one.number}
    worded = {plain(one.text): place for place, one in _from_the_end(before)}
    pairs: dict[int, Pair] = {}
    for place, one in enumerate(after):
        found = numbered.get(one.number) if one.number else None
        if found is None:
            found = _same_words(one, worded, before)
        if found is not None:
            pairs[place] = Pair(found, place)
    _pair_reworded(before, after, pairs)
    return [pairs[place] for place in sorted(pairs)]


def _from_the_end(things: list[Recommendation]) -> list[tuple[int, Recommendation]]:
    """Each with its place, so that of several alike the first one counts."""
    return list(enumerate(things))[::-1]


def _pair_reworded(
    before: list[Recommendation], after: list[Recommendation], pairs: dict[int, Pair]
) -> None:
    taken = {pair.before for pair in pairs.values()}
    left = [place for place, one in enumerate(after) if place not in pairs and one.text]
    free = [place for place, _ in enumerate(before) if place not in taken]
    texts = [after[place].text for place in left], [before[place].text for place in free]
    for mine, other in close_pairs(*texts, REWORDED).items():
        if after[left[mine]].number and before[free[other]].number:
            continue  # two numbers are two recommendations
        doubt = f"The words are close to those of “{before[free[other]].text[:80]}”."
        pairs[left[mine]] = Pair(free[other], left[mine], doubt)


def _same_words(
    one: Recommendation, by_words: Mapping[str, int], before: list[Recommendation]
) -> int | None:
    """The place of one with these words, unless both have a number and they are different."""
    found = by_words.get(plain(one.text)) if one.text else None
    if found is None or (one.number and before[found].number):
        return None
    return found
