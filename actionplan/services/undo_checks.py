"""Whether an import can be undone: it is the last one, and nobody has worked on since."""

from collections.abc import Iterable

from django.utils.text import get_text_list

from actionplan.models import Action, Change, Plan, PlanFile
from actionplan.services.apply_receipt import Deed, What
from council.versions import CannotEdit

NAMED = 10  # references in a sentence


def refuse_unless_undoable(file: PlanFile, reason: str) -> Plan:
    """The file's plan; raises CannotEdit where the file as a whole cannot be taken back."""
    if not reason.strip():
        raise CannotEdit("Say why the import is undone: that is kept with it.")
    if file.state == PlanFile.State.UNDONE:
        raise CannotEdit("This import has been undone already.")
    if file.period_id:
        raise CannotEdit("A closed past period is locked, so it stays.")
    if file.state != PlanFile.State.APPLIED or file.plan is None:
        raise CannotEdit("This file was not brought in, so there is nothing to undo.")
    if "stands" not in file.receipt:
        raise CannotEdit("This file was brought in before imports could be undone, so it stays.")
    _refuse_earlier(file)
    return file.plan


def _refuse_earlier(file: PlanFile) -> None:
    later = PlanFile.objects.filter(
        plan=file.plan, state=PlanFile.State.APPLIED, applied_at__gt=file.applied_at, period=None
    )
    if newest := later.order_by("-applied_at").first():
        raise CannotEdit(
            f"Only the last import of a plan can be undone: {newest.file_name} came later."
        )


def refuse_worked_on(file: PlanFile, deeds: Iterable[Deed], actions: dict[int, Action]) -> None:
    """Raise CannotEdit, naming them, where something that the import touched has gone on."""
    stands, since = file.receipt["stands"], _changes_since(file)
    spoken = [one for pk, one in actions.items() if one.latest_id != stands.get(str(pk))]
    if spoken:
        raise CannotEdit(f"{_named(spoken)} been updated since, so the import stays.")
    changed = [one for one in actions.values() if one.pk in {line.action_id for line in since}]
    if changed:
        raise CannotEdit(f"{_named(changed)} been changed since, so the import stays.")
    made = {deed.action for deed in deeds if deed.action and deed.what is What.ADDED}
    parts = Action.objects.in_plan().filter(parent__in=made).exclude(pk__in=made)
    if added := list(parts.select_related("plan")):
        raise CannotEdit(f"{_named(added)} been added since as a part, so the import stays.")
    led = {deed.subject for deed in deeds if deed.what is What.RECOMMENDATION_LEADS}
    for line in since:
        if line.kind == Change.Kind.LEADS and line.subject in led:
            raise CannotEdit(f"The leads of {line.subject} have been changed since.")


def _changes_since(file: PlanFile) -> list[Change]:
    """Lines of the register after the import, but those that moved rows within their list."""
    lines = Change.objects.filter(plan=file.plan, number__gt=file.receipt["last_change"])
    return list(lines.exclude(kind=Change.Kind.REORDERED))


def _named(actions: list[Action]) -> str:
    """ "PR-1 and PR-2 have"; after ten only how many more."""
    names = [one.reference for one in actions[:NAMED]]
    if more := len(actions) - NAMED > 0:
        names.append(f"{len(actions) - NAMED:,} more")
    return f"{get_text_list(names, 'and')} {'have' if more or len(names) > 1 else 'has'}"
