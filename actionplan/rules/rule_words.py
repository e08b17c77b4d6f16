"""A plan's rules in plain words: what each asks, and what was changed of them. Pure."""

from actionplan.changes import Detail
from actionplan.key_lines import Rating
from actionplan.rules.challenges import Challenge, Code, Rules
from actionplan.rules.key_says import red_for_late
from actionplan.rules.words import NAMES, basis

EXPLAINED: dict[Code, str] = {
    Code.UNKNOWN_RATING: "Its rating is a letter that the key does not have.",
    Code.COMPLETE_NOT_GREEN: "It is said to be complete, and its rating is not green or as the key "
    "rates what is complete.",
    Code.COMPLETE_LATE: "It was completed after its date and is not rated red.",
    Code.PAST_DATE: "It is open, its date has passed, and it is not rated red.",
    Code.SLIPPED: "It is open, and its promised date has moved to a later one again and again. A "
    "meeting that was moved does not count.",
    Code.PAST_BAND: "It is open, its timescale has ended, and it is not rated red.",
    Code.NO_RATING: "It has no rating.",
    Code.COMPLETE_OPEN_STEPS: "It is said to be complete, and steps of it are open.",
    Code.OPEN_STEPS_DONE: "It is said to be open, and all its steps are done.",
    Code.FEW_STEPS_DONE: "It is green in the last period before its date, and few of its steps are "
    "done.",
    Code.NOT_UPDATED: "It is open, and the day for updates has passed without one.",
    Code.SAME_WORDS: "Its update repeats what was reported last. “No change” does not count.",
    Code.NO_DATE: "It is open, and nothing says when it is due.",
    Code.THIN_WORDS: "It is amber or red, and the commentary gives no cause, next step or date.",
    Code.NO_LEAD: "It is open, and no post leads it.",
    Code.VACANT_POST: "It is open, and nobody holds the post that leads it.",
    Code.WORDS_ONLY: "It is open, and its due words fix no date.",
    Code.TWO_IN_ONE: "It is open, and its due words give two dates, or a date and “Complete”.",
}
NUMBERS = {
    "grace_days": "Days after its date before an action is asked about",
    "slips": "Moves of its date from which an action is asked about",
    "steps_done": "Steps in a hundred that should be done before the last period",
}
PUBLISHED = "What dates suggest is published"
# The rule that each number belongs to.
OF_RULE = {Code.PAST_DATE: "grace_days", Code.SLIPPED: "slips", Code.FEW_STEPS_DONE: "steps_done"}


def explained(code: Code, key: tuple[Rating, ...]) -> str:
    """What a rule asks about, and in whose words: the plan's key, where that says so."""
    if code is Code.COMPLETE_LATE and red_for_late(key) is None:
        return f"{EXPLAINED[code]} This plan’s key has no rating for that, so it finds nothing."
    said = basis(Challenge(code), key)
    return f"{EXPLAINED[code]} {said}" if said.startswith("The plan’s") else EXPLAINED[code]


def differences(before: Rules, after: Rules) -> list[Detail]:
    """What changed, as lines of the register: the rule or number, from, to."""
    rules = [[NAMES[code], _on(before, code), _on(after, code)] for code in Code]
    numbers = [
        [words, str(getattr(before, name)), str(getattr(after, name))]
        for name, words in NUMBERS.items()
    ]
    shown = [PUBLISHED, *("Yes" if one.published else "No" for one in (before, after))]
    return [[what, old, new] for what, old, new in [*rules, *numbers, shown] if old != new]


def summary(rules: Rules) -> str:
    """ "All 18 rules are on"; "16 of 18 rules are on"."""
    on = sum(rules.asks(code) for code in Code)
    return f"All {on} rules are on" if on == len(Code) else f"{on} of {len(Code)} rules are on"


def as_stored(rules: Rules) -> dict[str, object]:
    """Rules as the plan stores them: only what is not as usual."""
    usual = Rules()
    off = [code.value for code in Code if not rules.asks(code)]
    named = ("grace_days", "slips", "steps_done", "published")
    others = {name: getattr(rules, name) for name in named}
    stored = {name: value for name, value in others.items() if value != getattr(usual, name)}
    return ({"off": off} if off else {}) | stored


def _on(rules: Rules, code: Code) -> str:
    return "On" if rules.asks(code) else "Off"
