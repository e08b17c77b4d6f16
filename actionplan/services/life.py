"""A plan's way through its life: draft, active, closing, archived."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from actionplan.changes import Detail
from actionplan.models import Change, Entry, Period, Plan
from actionplan.queries.life import open_actions
from actionplan.services.deriving import derive_plan
from actionplan.services.periods import open_first_period
from actionplan.services.register import Register, Why
from actionplan.words import counted, day
from council import clock
from council.in_words import NOTHING
from council.models import Person
from council.versions import CannotEdit, claim, sign

State = Plan.State
NAMED = 5  # open actions that a refusal names


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a plan's life: from which state to which, and why it cannot be now."""

    before: State
    after: State
    otherwise: str

    def check(self, plan: Plan) -> None:
        """Raise CannotEdit with a sentence where the plan is not where the step begins."""
        if plan.state != self.before:
            raise CannotEdit(f"This plan is {plan.get_state_display()}. {self.otherwise}")


ADOPT = Step(State.DRAFT, State.ACTIVE, "Only a draft can be adopted.")
REDRAFT = Step(State.ACTIVE, State.DRAFT, "Only an adopted plan can be made a draft again.")
CLOSE = Step(State.ACTIVE, State.CLOSING, "Closing begins with a plan that is active.")
REOPEN = Step(State.CLOSING, State.ACTIVE, "Only a plan that is closing can be made active again.")
ARCHIVE = Step(
    State.CLOSING,
    State.ARCHIVED,
    "Start closing it first: then every open action is settled, and it can be archived.",
)


@transaction.atomic
def adopt_plan(*, plan: Plan, on: date, by: Person, why: Why, seen: int | None) -> None:
    """A draft becomes active from ``on``, by the meeting and minute that ``why`` names.

    Its first period is opened unless one runs. Raises ChangedMeanwhile, and CannotEdit for a plan
    without actions or a day to come.
    """
    register = _begin(ADOPT, plan, by, why, seen)
    stands = register.plan
    if not stands.actions.in_plan().exists():
        raise CannotEdit("This plan has no action yet. Add at least one before it is adopted.")
    if on > clock.today():
        raise CannotEdit("The day of adoption lies in the future. Adopt the plan when it has come.")
    stands.adopted_on, stands.adopted_at, stands.adopted_minute = on, why.meeting, why.minute
    details = [["Adopted on", NOTHING, day(on)]]
    details += [["Adopted by", NOTHING, str(why.meeting)]] if why.meeting else []
    _move(register, ADOPT, details, effective_on=on)
    if not Period.objects.running().filter(plan=stands).exists():
        open_first_period(plan=stands, day=on)
        derive_plan(stands)


@transaction.atomic
def redraft_plan(*, plan: Plan, by: Person, why: Why, seen: int | None) -> None:
    """A plan that was adopted by mistake is a draft again, as long as nobody has updated it.

    Raises ChangedMeanwhile and CannotEdit.
    """
    register = _begin(REDRAFT, plan, by, why, seen)
    stands = register.plan
    if updates := _updates(stands):
        raise CannotEdit(
            f"Leads have given {counted(updates, 'update')} since: the plan stays adopted. "
            "What is wrong in it can be changed with a reason."
        )
    was = day(stands.adopted_on) if stands.adopted_on else NOTHING
    stands.adopted_on, stands.adopted_at, stands.adopted_minute = None, None, ""
    _move(register, REDRAFT, [["Adopted on", was, NOTHING]])


def _updates(plan: Plan) -> int:
    """How many updates were typed here; what came with a file was said before."""
    entries = Entry.objects.filter(action__plan=plan, kind=Entry.Kind.UPDATE, imported_from="")
    return entries.count()


@transaction.atomic
def start_closing(*, plan: Plan, by: Person, why: Why, seen: int | None) -> None:
    """The plan's end begins: what is open is settled. Raises ChangedMeanwhile and CannotEdit."""
    _move(_begin(CLOSE, plan, by, why, seen), CLOSE)


@transaction.atomic
def reopen_plan(*, plan: Plan, by: Person, why: Why, seen: int | None) -> None:
    """Back to active; what was settled stays settled. Raises ChangedMeanwhile and CannotEdit."""
    _move(_begin(REOPEN, plan, by, why, seen), REOPEN)


@transaction.atomic
def archive_plan(*, plan: Plan, by: Person, why: Why, seen: int | None) -> None:
    """From now on the plan is only read, and its periods are closed and locked.

    Raises ChangedMeanwhile, and CannotEdit, naming some, while any action is open, or while a
    period runs: nobody could close it afterwards, and its last words would never be reported.
    """
    register = _begin(ARCHIVE, plan, by, why, seen)
    refuse_if_open(register.plan)
    _refuse_if_period_runs(register.plan)
    register.plan.archived_on = clock.today()
    _move(register, ARCHIVE)


def refuse_if_open(plan: Plan) -> None:
    """Raise CannotEdit, naming up to five, while anything in the plan is open."""
    still = list(open_actions(plan).select_related("plan"))
    if not still:
        return
    names = ", ".join(action.reference for action in still[:NAMED])
    more = f" and {len(still) - NAMED} more" if len(still) > NAMED else ""
    verb = "is" if len(still) == 1 else "are"
    raise CannotEdit(
        f"{counted(len(still), 'action')} {verb} still open: {names}{more}. "
        "Settle each of them, then archive the plan."
    )


def _refuse_if_period_runs(plan: Plan) -> None:
    running = Period.objects.running().filter(plan=plan).first()
    if running:
        raise CannotEdit(
            f"{running} still runs. Close and lock it, as the last period of the plan: then what "
            "was said in it is kept as reported, and the plan can be archived."
        )


def _begin(step: Step, plan: Plan, by: Person, why: Why, seen: int | None) -> Register:
    """The register for one step, with the plan held and unchanged since it was seen."""
    step.check(claim(plan, seen))
    return Register(plan=plan, by=by, why=why)


def _move(
    register: Register,
    step: Step,
    details: list[Detail] | None = None,
    effective_on: date | None = None,
) -> None:
    """Save the plan in its new state, with a line of the register."""
    plan = register.plan
    plan.state = step.after
    sign(plan, register.by, register.why.reason)
    plan.save()
    states = ["State", step.before.label.capitalize(), step.after.label.capitalize()]
    register.note(
        Change.Kind.STATE, plan.title, [states, *(details or [])], effective_on=effective_on
    )
