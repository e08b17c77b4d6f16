"""Pages of a plan that asks for everything: confidence, agreement, columns of its own, guards."""

from dataclasses import replace

from actionplan.key import as_data
from actionplan.key_lines import Guard, Rating
from actionplan.models import Action, Entry
from actionplan.services.agreeing import answer_update
from tests import factories

PLAN = "/ashdown/plans/peer-review/"
PAGES = {
    "plan": PLAN,
    "action to be agreed": f"{PLAN}actions/PR-1/",
    "action agreed": f"{PLAN}actions/PR-2/",
    "action returned": f"{PLAN}actions/PR-3/",
    "update": f"{PLAN}actions/PR-1/update/",
}
NOT_DUE = Rating("N", "Not due yet", "diamond", "grey", counts=False, guard=Guard.OPEN)
LONG = "Kilometres-of-one-word-" * 6


def prepare(cast):
    """The cast's plan with all that it may ask for, one update agreed and one returned."""
    red = replace(factories.KEY[2], guard=Guard.COMMENTARY)
    cast.plan.key = as_data((*factories.KEY[:2], red, NOT_DUE))
    cast.plan.asks_confidence = cast.plan.asks_agreement = True
    cast.plan.columns = ["Budget", "Evidence of impact"]
    cast.plan.save()
    factories.entry(cast.ahead, by=cast.owner, post=cast.post, rating="N", confidence="high")
    extras = [["Budget", "£3,000"], ["Evidence of impact", f"{LONG} and more words " * 9]]
    Action.objects.filter(pk=cast.ahead.pk).update(extras=extras)
    _answer(cast, cast.late, Entry.Kind.AGREED, "")
    _answer(cast, cast.complete, Entry.Kind.RETURNED, f"Say where.\n{LONG}")


def _answer(cast, action, kind, note):
    seen = action.latest.pk
    answer_update(action=action, seen=seen, kind=kind, by=cast.manager, note=note)
