"""What a report is about and the form it is written in, changed while it is a draft."""

from collections.abc import Iterable

from django.db import transaction

from actionplan.models import Period, Plan, Report, ReportPart, ReportTemplate
from actionplan.reporting.template import Stage, TemplateForm, form_data
from actionplan.services.reports import FINAL, check_parts
from council.models import Person
from council.versions import CannotEdit, claim, sign

LOCKED = (
    "The figures of this report are locked. Choose a closed and locked period for every plan, or "
    "take the report back to “begun” first, and say why."
)


@transaction.atomic
def change_basis(
    *,
    report: Report,
    parts: Iterable[tuple[Plan, Period | None]],
    form: TemplateForm | None,
    template: ReportTemplate | None,
    theme: str,
    seen: int | None,
    by: Person,
) -> Report:
    """Other plans, periods, theme or form; ``form`` None keeps the form as it was copied.

    What was typed stays by its codes: what the new form has no part for is kept and not printed.
    Raises ChangedMeanwhile where somebody else has saved since ``seen``, CannotEdit for a final
    report, for parts that cannot be reported, and for live figures once they were locked.
    """
    stands: Report = claim(report, seen)
    if stands.is_final:
        raise CannotEdit(FINAL)
    chosen = list(parts)
    check_parts(stands.meeting, chosen)
    if stands.stage != Stage.BEGUN and not all(one and one.is_sealed for _, one in chosen):
        raise CannotEdit(LOCKED)
    if form:
        stands.template, stands.form_name, stands.data = template, form.title, form_data(form)
    if stands.stage not in {stage.value for stage in stands.form.stages}:
        raise CannotEdit(f"The new form has no stage “{stands.stage}”. Take the report back first.")
    stands.theme = theme
    sign(stands, by)
    stands.save()
    stands.parts.all().delete()
    for order, (plan, period) in enumerate(chosen, start=1):
        ReportPart.objects.create(report=stands, plan=plan, period=period, order=order)
    return stands
