"""Rules about steps: open where all is complete, done where it is not, or too few. Pure."""

from actionplan.declared import Step, StepState
from actionplan.rules.case import Case
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.ratings import is_rated


def complete_open_steps(case: Case) -> Challenge | None:
    """Complete, and steps of it are open; steps of which nothing is said are not."""
    left = _count(case.action.steps, StepState.OPEN)
    if not case.action.is_complete or not left:
        return None
    return Challenge(Code.COMPLETE_OPEN_STEPS, _steps(case, left))


def open_steps_done(case: Case) -> Challenge | None:
    """Said to be open although each of its steps is done; "not stated" is not said to be open."""
    done = _count(case.action.steps, StepState.DONE)
    if case.action.status is None or not case.action.is_open or not done:
        return None
    if done < len(case.action.steps):
        return None
    return Challenge(Code.OPEN_STEPS_DONE, _steps(case, done))


def few_steps_done(case: Case) -> Challenge | None:
    """Green in the last period before its date, with fewer steps done than there should be."""
    due, running, steps = case.action.due.date, case.running, case.action.steps
    if not (case.action.is_open and is_rated(case, "green") and due and running and steps):
        return None
    done = _count(steps, StepState.DONE)
    if not running.first_day <= due <= running.next_ends or any(one.state is None for one in steps):
        return None
    if done * 100 >= len(steps) * case.rules.steps_done:
        return None
    return Challenge(Code.FEW_STEPS_DONE, (*_steps(case, done), ("due", due.isoformat())))


def _count(steps: tuple[Step, ...], state: StepState) -> int:
    return sum(step.state is state for step in steps)


def _steps(case: Case, number: int) -> tuple[tuple[str, str], ...]:
    return (("number", str(number)), ("steps", str(len(case.action.steps))))
