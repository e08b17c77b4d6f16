"""The rules: each looks at one action and says what does not fit, and from which day on. Pure.

Nothing here knows today. A rule that begins to hold on a later day, if nothing is written until
then, gives that day (``since``), so that what is derived once answers for every day. What a source
does not say stays unknown, and no rule fires on an unknown. Rules: product.md, section 4.
"""

from collections.abc import Callable

from actionplan.rules.case import Case
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.dates import no_date, past_band, past_date, slipped, two_in_one, words_only
from actionplan.rules.leads import no_lead, vacant_post
from actionplan.rules.ratings import complete_late, complete_not_green, no_rating, unknown_rating
from actionplan.rules.steps import complete_open_steps, few_steps_done, open_steps_done
from actionplan.rules.updates import not_updated, same_words, thin_words

type Rule = Callable[[Case], Challenge | None]


def challenges(case: Case) -> list[Challenge]:
    """Every query about one action, of those rules that its plan uses, the gravest first."""
    if not case.is_asked_about:
        return []
    found = [RULES[code](case) for code in Code if case.rules.asks(code)]
    return sorted((one for one in found if one), key=lambda one: one.place)


RULES: dict[Code, Rule] = {
    Code.UNKNOWN_RATING: unknown_rating,
    Code.COMPLETE_NOT_GREEN: complete_not_green,
    Code.COMPLETE_LATE: complete_late,
    Code.PAST_DATE: past_date,
    Code.SLIPPED: slipped,
    Code.PAST_BAND: past_band,
    Code.NO_RATING: no_rating,
    Code.COMPLETE_OPEN_STEPS: complete_open_steps,
    Code.OPEN_STEPS_DONE: open_steps_done,
    Code.FEW_STEPS_DONE: few_steps_done,
    Code.NOT_UPDATED: not_updated,
    Code.SAME_WORDS: same_words,
    Code.NO_DATE: no_date,
    Code.THIN_WORDS: thin_words,
    Code.NO_LEAD: no_lead,
    Code.VACANT_POST: vacant_post,
    Code.WORDS_ONLY: words_only,
    Code.TWO_IN_ONE: two_in_one,
}
