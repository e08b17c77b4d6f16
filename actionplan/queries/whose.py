"""Which plan a file is of, when nobody has said."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from actionplan.document import PlanDocument
from actionplan.merging.alike import plain
from actionplan.merging.titles import same_plan
from actionplan.models import Action, Plan


def plan_of_document(plans: QuerySet[Plan], document: PlanDocument) -> Plan | None:
    """The one of ``plans`` that a document speaks of, or None.

    That is the plan whose references it has, whatever it is called; else the one of its title.
    """
    return plan_of_references(plans, document) or plan_of_title(plans, document.title)


def plan_of_title(plans: QuerySet[Plan], title: str) -> Plan | None:
    """The plan of this title, less the words of its date."""
    return next((plan for plan in plans if same_plan(plan.title, title)), None)


def plan_of_references(plans: QuerySet[Plan], document: PlanDocument) -> Plan | None:
    """The plan in which most references of a document stand for the same words.

    Other councils count from PR-1 as well, so a reference alone names no plan.
    """
    said = {one.reference: plain(one.title) for one in document.actions() if one.reference}
    codes = {reference.rpartition("-")[0] for reference in said}
    brought = Action.objects.filter(code_of_origin__in=codes)
    known = plans.filter(Q(code__in=codes) | Q(pk__in=brought.values("plan"))) if codes else ()
    words = wordings(known)
    same = {plan: len(said.items() & words[plan.pk].items()) for plan in known}
    likely = max(same, key=lambda plan: same[plan], default=None)
    return likely if likely and same[likely] * 2 > len(said) else None


def wordings(plans: Iterable[Plan]) -> dict[int, dict[str, str]]:
    """By plan, what each of its references stands for: one query for all of them."""
    codes = {plan.pk: plan.code for plan in plans}
    found: dict[int, dict[str, str]] = {pk: {} for pk in codes}
    actions = Action.objects.in_plan().filter(plan__in=codes)
    for one in actions.only("plan", "number", "code_of_origin", "title"):
        reference = f"{one.code_of_origin or codes[one.plan_id]}-{one.number}"
        found[one.plan_id][reference] = plain(one.title)
    return found
