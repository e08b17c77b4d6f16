"""Which words are alike: the same but for spaces and capitals, or clearly close. Pure."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

CLOSE = 0.6  # of two texts' words, in their order; reworded titles of real plans lie above it
CLEARLY = 0.1  # how far the best must be ahead of the next
COMMON = 60  # a word in more texts than this tells none of them from the others
CANDIDATES = 4  # texts that are looked at closely, for each one
WORD = re.compile(r"\w+")


def plain(text: str | None) -> str:
    """Text as it is compared: runs of spaces are one, capitals do not matter."""
    return " ".join((text or "").split()).casefold()


def _words(text: str) -> list[str]:
    """The words of a text, several of a thing as one: "councillors" is "councillor"."""
    return [word.removesuffix("s") if len(word) > 3 else word for word in WORD.findall(plain(text))]


def close_pairs(
    first: Sequence[str], second: Sequence[str], close: float = CLOSE
) -> dict[int, int]:
    """Places in ``first`` and the place in ``second`` whose text is clearly the closest to it.

    A text has a partner only if each is the other's best by far, so that nothing is left to
    chance. The time grows with the number of texts, not with the number of pairs.
    """
    scores = list(_scores([_words(one) for one in first], second))
    best: dict[tuple[str, int], list[float]] = defaultdict(list)
    for score, one, other in scores:
        best["first", one].append(score)
        best["second", other].append(score)
    return {
        one: other
        for score, one, other in scores
        if score >= close
        and _ahead(score, best["first", one])
        and _ahead(score, best["second", other])
    }


def _ahead(score: float, scores: list[float]) -> bool:
    """Whether a score is clearly the best of several, among which it is itself."""
    ranked = sorted(scores, reverse=True)
    return score == ranked[0] and (len(ranked) == 1 or score - ranked[1] >= CLEARLY)


def _scores(first: list[list[str]], second: Sequence[str]) -> Iterator[tuple[float, int, int]]:
    """How close texts are, for those that share a word that is not in many of them."""
    lists = [_words(one) for one in second]
    holding: dict[str, list[int]] = defaultdict(list)
    for place, words in enumerate(lists):
        for word in set(words):
            holding[word].append(place)
    for one, words in enumerate(first):
        shared: Counter[int] = Counter()
        for word in set(words):
            if len(holding.get(word, ())) <= COMMON:
                shared.update(holding.get(word, ()))
        for other, _ in shared.most_common(CANDIDATES):
            matcher = SequenceMatcher(None, words, lists[other], autojunk=False)
            yield matcher.ratio(), one, other
