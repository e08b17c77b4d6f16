"""Carrying an action on into another plan: the same promise, under the same reference."""

from collections.abc import Iterable
from dataclasses import replace

from django.db import transaction

from actionplan.access.updating import named
from actionplan.changes import Detail
from actionplan.declared import Status
from actionplan.leading.leads import LeadBook, Leads
from actionplan.models import Action, Change, Lead, Plan, Recommendation
from actionplan.position import Position, position_of
from actionplan.queries.conditions import referred_to
from actionplan.services.dates_left import left_behind
from actionplan.services.decisions import decide
from actionplan.services.lead_copies import copy_leads
from actionplan.services.link_copies import copy_links
from actionplan.services.register import Register, Why
from actionplan.services.structure import save_signed
from actionplan.services.structure_order import lay_out
from actionplan.services.structure_places import at_the_end
from council import clock
from council.models import Person, Post
from council.versions import CannotEdit

# What the new action has from the old one as it is.
KEPT = (
    "number",
    "title",
    "steps",
    "timescale",
    "priority",
    "extras",
    "counts_in_totals",
    "exempt_paragraph",
    "exempt_fields",
    "source_number",
    "first_due_words",
    "first_due_date",
    "first_due_precision",
    "due_meeting",
    "due_cycle",
)


@transaction.atomic
def carry(
    *, action: Action, into: Plan, recommendation: Recommendation | None, by: Person, why: Why
) -> Action:
    """Make the action anew in another plan of the council, and let the old one be superseded.

    The new one keeps reference, wording, first agreed date, leads, links of the thread and what
    was last said, with the date in force; its open parts go along. Evidence, log and a date that is
    only proposed stay with the old one, and the register says so of the date. Raises
    CannotEdit with a sentence, and UpdatedMeanwhile when a lead updates it at the same moment.
    """
    _lock(action.plan, into)
    old = Register(plan=action.plan, by=by, why=why)
    new = Register(plan=into, by=by, why=why)
    _check_plans(old.plan, new.plan, recommendation)
    made = _carry(_stands(action, old.plan), new, old, recommendation, _parent_there(action, into))
    lay_out(new.plan, [made.recommendation_id], by)
    return made


def _lock(*plans: Plan) -> None:
    """Hold both plans, always in the same order, so that two who carry never wait in a circle."""
    ids = [plan.pk for plan in plans]
    list(Plan.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def _check_plans(source: Plan, into: Plan, recommendation: Recommendation | None) -> None:
    """Raise CannotEdit unless something can be carried from one plan into the other."""
    if source.council_id != into.council_id:
        raise CannotEdit("An action can only be carried into a plan of the same council.")
    if source.pk == into.pk:
        raise CannotEdit("An action is carried into another plan, not into its own.")
    if source.is_draft:
        raise CannotEdit(f"{source} is not adopted yet, so nothing is carried out of it.")
    if recommendation and recommendation.plan_id != into.pk:
        raise CannotEdit(f"{recommendation} does not belong to {into}.")


def _stands(action: Action, plan: Plan) -> Action:
    """The action as it stands now, with what was last said; refused if it has ended or left."""
    found = Action.objects.select_related("latest__carries", "recommendation")
    stands = found.get(pk=action.pk)
    stands.plan = plan
    status = position_of(stands).status
    if stands.left:
        raise CannotEdit(f"{stands.reference} is no longer in the plan, so it is not carried on.")
    if stands.successors.exists():
        raise CannotEdit(f"{stands.reference} is carried on already.")
    if status is not None and not status.is_open:
        raise CannotEdit(f"{stands.reference} is {status.value}, so there is nothing to carry on.")
    return stands


def _parent_there(action: Action, into: Plan) -> Action | None:
    """What the action's whole has become in the other plan, where it was carried before."""
    if action.parent_id is None:
        return None
    found = into.actions.in_plan().filter(predecessors__before=action.parent_id)
    return found.select_related("recommendation").first()


def _carry(
    action: Action,
    new: Register,
    old: Register,
    recommendation: Recommendation | None,
    parent: Action | None,
) -> Action:
    """One action, then its open parts under it."""
    made = _made(action, new, parent.recommendation if parent else recommendation, parent)
    leads = _copy_leads(action, made)
    copy_links(action, made, new.by)
    _join_dependencies(action, made)
    position, gone = _position_there(action, new.plan)
    details = [["Carried from", str(old.plan), str(new.plan)], *leads, *gone]
    details += left_behind(action)
    came = new.note(Change.Kind.CARRIED, str(made), details, action=made)
    decide(action=made, position=position, by=new.by, change=came, carries=action.latest)
    _supersede(action, made, old)
    for part in _open_parts(action):
        _carry(_stands(part, old.plan), new, old, recommendation, made)
    return made


def _made(
    action: Action, new: Register, recommendation: Recommendation | None, parent: Action | None
) -> Action:
    """The new row; raises CannotEdit where its reference is taken there."""
    code = action.code_of_origin or action.plan.code
    if new.plan.actions.filter(referred_to(code, action.number)).exists():
        raise CannotEdit(f"There is a {action.reference} in {new.plan} already.")
    made = Action(
        plan=new.plan,
        code_of_origin=code,
        recommendation=recommendation,
        parent=parent,
        order=at_the_end(new.plan, recommendation),
        **{name: getattr(action, name) for name in KEPT},
    )
    save_signed(made, new.by)
    return made


def _copy_leads(action: Action, made: Action) -> list[Detail]:
    """The posts that lead it now lead it there as its own; the register's details."""
    wanted = Lead.objects.on(clock.today()).filter(action=action)
    if action.recommendation_id:
        wanted |= Lead.objects.on(clock.today()).filter(recommendation=action.recommendation_id)
    led = LeadBook(wanted.select_related("post").order_by("order", "pk")).of_action(action)
    if not led.inherited:
        copy_leads(action, made)
        return []
    for place, (post, kind) in enumerate(_own(led), start=1):
        Lead.objects.create(action=made, post=post, kind=kind, order=place)
    return [["Leads", led.titles, f"{led.titles}, as its own"]] if led else []


def _own(led: Leads) -> Iterable[tuple[Post, Lead.Kind]]:
    """Each post once: the first that answers for it as accountable, all others for delivery."""
    first, *others = led.accountable or (None,)
    if first:
        yield first, Lead.Kind.ACCOUNTABLE
    for post in dict.fromkeys([*others, *led.delivery]):
        if post != first:
            yield post, Lead.Kind.DELIVERY


def _join_dependencies(action: Action, made: Action) -> None:
    """What it needs, and what needs it, as far as that has been carried into the same plan."""
    there = Action.objects.filter(plan=made.plan)
    made.depends_on.set(there.filter(predecessors__before__needed_by=action))
    made.needed_by.set(there.filter(predecessors__before__depends_on=action))


def _position_there(action: Action, plan: Plan) -> tuple[Position, list[Detail]]:
    """What stands, as far as the other plan's key can say it, and what is lost for the register."""
    position = position_of(action)
    if position.rating in {"", *(rating.letter for rating in plan.ratings)}:
        return position, []
    lost = ["RAG", position.rating, f"Not rated: the key of {named(plan)} has no {position.rating}"]
    return replace(position, rating=""), [lost]


def _supersede(action: Action, made: Action, old: Register) -> None:
    """The old one stays where it is, names what it has become, and has nothing open any more."""
    detail = ["Carried to", "", f"{made.reference} in {named(made.plan)}"]
    change = old.note(Change.Kind.CARRIED, str(action), [detail], action=action)
    old.succeed(change, action, made)
    position = replace(position_of(action), status=Status.SUPERSEDED, completed=None)
    decide(action=action, position=position, by=old.by, change=change)


def _open_parts(action: Action) -> Iterable[Action]:
    """Its parts in the plan that are still open and not carried yet."""
    for part in action.sub_actions.in_plan().select_related("latest").order_by("order", "number"):
        status = position_of(part).status
        if (status is None or status.is_open) and not part.successors.exists():
            yield part
