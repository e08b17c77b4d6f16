"""Which action of one plan document is which of another: pairs, and what is doubtful of them.

The one matching of the product: of a file with the plan, and of a plan with what it was.
"""

from collections.abc import Collection, Mapping

from actionplan.document import Action, PlanDocument
from actionplan.merging.pairing_actions import ActionMatcher
from actionplan.merging.pairing_recommendations import match_recommendations
from actionplan.merging.pairs import Matching


def match(
    before: PlanDocument,
    after: PlanDocument,
    *,
    same: Mapping[int, str] | None = None,
    new: Collection[int] = (),
    said: Mapping[int, Action] | None = None,
) -> Matching:
    """Pair the actions and recommendations of two documents; each action has one partner or none.

    An action is known by its reference; else by its wording within its recommendation (of several
    alike, first those that say the same, then in order). The same words under another
    recommendation, the source's own number, and words that are clearly close make a pair with a
    doubt. A person may have said that the action at a place of ``after`` is the ``same`` as a
    reference, or ``new``. ``said`` has what to compare where an action of ``before`` (by place)
    says something else by now. Recommendations are known by their number, else by their wording.
    """
    pairs = match_recommendations(list(before.recommendations()), list(after.recommendations()))
    matcher = ActionMatcher(before, after, pairs, said or {})
    matcher.skipped = set(new)
    matcher.run(same or {})
    actions = tuple(matcher.pairs[place] for place in sorted(matcher.pairs))
    return Matching(actions, tuple(pairs), matcher.doubts)
