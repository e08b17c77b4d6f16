"""Actions arising at meetings: a standing list, made on first use, and a line added to it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from actionplan.declared import Precision
from actionplan.models import Action, Change, Lead, Plan
from actionplan.services.leads import LeadChange, set_leads
from actionplan.services.periods import open_first_period
from actionplan.services.plans import create_plan
from actionplan.services.register import Register, Why
from actionplan.services.structure_actions import add_action
from actionplan.words import day as day_words
from council import clock
from council.in_words import NOTHING
from council.models import Committee, Council, Person, Post
from council.versions import CannotEdit

SLT = "SLT"
# The standing list's own column: it stands wherever the action does, in files too.
AROSE_AT = "Arose at"


@dataclass(frozen=True, slots=True)
class Arising:
    """One action arising: what is to be done, by which post, by when."""

    what: str
    who: Post
    by_when: date


@transaction.atomic
def add_arising(
    *, council: Council, arising: Arising, by: Person, why: Why, committee: Committee | None = None
) -> Action:
    """An action of the committee's standing list (without one, of SLT's), led by its post.

    Raises CannotEdit where the post is not in use, the list holds the same words already, or the
    day is before that of the meeting.
    """
    if why.meeting and arising.by_when < why.meeting.day:
        raise CannotEdit(
            f"The meeting is on {day_words(why.meeting.day)}: give a day from then on."
        )
    plan = standing_list(council=council, committee=committee, by=by)
    values = _values(arising) | {"extras": [[AROSE_AT, _arose_at(why)]]}
    action = add_action(plan=plan, values=values, by=by, why=why)
    change = LeadChange(of=action, posts={Lead.Kind.ACCOUNTABLE: [arising.who]})
    set_leads(plan=plan, changes=[change], by=by, why=why)
    return action


@transaction.atomic
def standing_list(*, council: Council, committee: Committee | None, by: Person) -> Plan:
    """The standing list of a committee, or of SLT: a plan that is in force, made if need be.

    It has the key of the council's first plan in force, and the quarter as its period, so that
    its leads are asked like any others. Raises CannotEdit where it was archived.
    """
    Council.objects.select_for_update(no_key=True).get(pk=council.pk)
    plan = Plan.objects.filter(council=council, is_standing=True, arises_at=committee).first()
    if plan is None:
        return _made(council, committee, by)
    if not plan.takes_updates:
        raise CannotEdit(f"“{plan}” is {plan.get_state_display()}, so nothing can be added to it.")
    plan.council = council
    return plan


def _made(council: Council, committee: Committee | None, by: Person) -> Plan:
    name = committee.name if committee else SLT
    plan = create_plan(
        council=council,
        title=f"Actions arising: {name}",
        by=by,
        key=_usual_key(council),
        source=f"Meetings of {name}",
        arises_at=committee,
        is_standing=True,
        columns=[AROSE_AT],
    )
    made = Why(f"The first action arising at a meeting of {name}")
    Register(plan=plan, by=by, why=made).note(
        Change.Kind.PLAN, plan.title, [["Made", NOTHING, "Standing list of actions arising"]]
    )
    open_first_period(plan=plan, day=clock.today())
    return plan


def _arose_at(why: Why) -> str:
    """ "Audit Committee, 12 September 2023, minute 12"; "SLT, 3 July 2023" on the day of today."""
    if why.meeting is None:
        return f"{SLT}, {day_words(clock.today())}"
    minute = f", minute {why.minute.removeprefix('minute ')}" if why.minute else ""
    return f"{why.meeting.committee.name}, {day_words(why.meeting.day)}{minute}"


def _usual_key(council: Council) -> Any:
    first = Plan.objects.filter(council=council, state=Plan.State.ACTIVE).order_by("pk").first()
    return first.ratings if first else ()


def _values(arising: Arising) -> dict[str, Any]:
    return {
        "title": arising.what,
        "first_due_words": day_words(arising.by_when),
        "first_due_date": arising.by_when,
        "first_due_precision": Precision.DAY.value,
    }
