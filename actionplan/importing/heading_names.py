"""What a heading names: a scored match with one table of synonyms, with a weight for each. Pure."""

import re
from collections.abc import Mapping
from functools import lru_cache

from actionplan.importing.synonyms import SYNONYMS, Field

KNOWN = 5.0
# A name inside a longer heading that weighs less says nothing.
FAINT = 4.0


def plain(heading: str) -> str:
    """A heading without punctuation, plural brackets and capitals: "Owner(s)" is "owner s"."""
    return " ".join(re.sub(r"[^\w%#]+", " ", heading.casefold().replace("_", " ")).split())


# Fields that a councillor's column cannot hold: a portfolio holder answers for an action and
# does not own it.
MEMBERS = re.compile(r"\b(?:portfolio|cabinet|councillors?|members?|political|executive member)\b")
OFFICERS = re.compile(r"\b(?:officers?|director|manager|head|slt|service)\b")


@lru_cache(maxsize=4096)
def named(heading: str) -> Mapping[Field, float]:
    """How far a heading names each field: the whole name counts in full, a part of it less."""
    words = plain(heading)
    scores = below(heading) or inside(words)
    # Brackets add nothing, but for "RAG (previous)": that whole is a name of its own.
    bare = words if is_a_name(words) else plain(re.sub(r"\([^)]*\)", " ", heading))
    for field, weight in inside(bare).items():
        scores[field] = max(scores.get(field, 0.0), weight * 0.95)
    if MEMBERS.search(words) and not OFFICERS.search(words):
        scores.pop(Field.LEAD, None)
    return scores


def is_a_name(words: str) -> bool:
    """Whether the words, as they stand, are a known name of some field."""
    return any(words in names for names in SYNONYMS.values())


def below(heading: str) -> dict[Field, float]:
    """What a heading under another one (a further line) names, if it does so by itself.

    Under "Actions" may stand "Action", "Lead" and "End"; "Date" under "Actual completion" is one
    name with it. Nothing where the lower heading needs the upper one ("Last quarter").
    """
    upper, _, lower = heading.rpartition("\n")
    scores = inside(plain(lower)) if upper else {}
    if max(scores.values(), default=0.0) < KNOWN:
        return {}
    words = plain(heading)
    whole = {field: names[words] for field, names in SYNONYMS.items() if words in names}
    return scores | {field: float(weight) for field, weight in whole.items()}


def by_first_word() -> dict[str, list[tuple[str, Field, int]]]:
    """All names under their first word."""
    found: dict[str, list[tuple[str, Field, int]]] = {}
    for field, synonyms in SYNONYMS.items():
        for name, weight in synonyms.items():
            found.setdefault(name.partition(" ")[0], []).append((name, field, weight))
    return found


NAMES = by_first_word()


def inside(words: str) -> dict[Field, float]:
    """The weight of the best name of each field that stands as whole words in a heading."""
    scores: dict[Field, float] = {}
    padded = f"{words} "
    for start in (0, *(match.end() for match in re.finditer(" ", words))):
        for name, field, weight in NAMES.get(words[start:].partition(" ")[0], ()):
            if padded.startswith(f"{name} ", start) and (name == words or len(name) > 2):
                part = 1.0 if name == words else 0.5 + 0.4 * len(name) / len(words)
                if part == 1.0 or weight * part >= FAINT:
                    scores[field] = max(scores.get(field, 0.0), weight * part)
    return scores


def best_name(words: str) -> Field | None:
    """The field that words name best, if they name one at all."""
    best = max(named(words).items(), key=by_score, default=None)
    return best[0] if best and best[1] >= KNOWN else None


def by_score(item: tuple[Field, float]) -> float:
    return item[1]
