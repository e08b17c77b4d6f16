"""Rules about what leads say: nothing, the same again, or too little. Pure."""

from actionplan.key import OFF_TRACK
from actionplan.rules.case import ONE_DAY, Case
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.thin_words import missing_in


def not_updated(case: Case) -> Challenge | None:
    """Open, and its lead says nothing in the period that runs."""
    if not case.action.is_open or case.running is None or case.updated or case.arose_since:
        return None
    since = case.running.overdue_from
    facts = (("period", case.running.name), ("due by", (since - ONE_DAY).isoformat()))
    return Challenge(Code.NOT_UPDATED, facts, since)


def same_words(case: Case) -> Challenge | None:
    """Updated in the period that runs with the words that were reported in the last one.

    "No change" says so itself, and is no repetition.
    """
    said, before = case.action.commentary, case.reported
    if not (case.action.is_open and case.updated and said and before) or case.no_change:
        return None
    if _squeezed(said) != _squeezed(before.commentary):
        return None
    return Challenge(Code.SAME_WORDS, (("period", before.period),))


def thin_words(case: Case) -> Challenge | None:
    """Open, amber or red, and the commentary gives no cause, no next step or no date."""
    declared = case.declared
    if not case.action.is_open or declared is None or declared.colour not in OFF_TRACK:
        return None
    missing = missing_in(case.action.commentary or "")
    if not missing:
        return None
    facts = (("rating", declared.letter), ("missing", ", ".join(missing)))
    return Challenge(Code.THIN_WORDS, facts)


def _squeezed(words: str) -> str:
    return " ".join(words.split()).casefold()
