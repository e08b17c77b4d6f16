"""Writing a report: begun, its cover and words kept, signed off. Stages are ``report_stages``."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction

from actionplan.models import (
    Period,
    Plan,
    Report,
    ReportPart,
    ReportSignature,
    ReportStep,
    ReportTemplate,
    ReportText,
)
from actionplan.reporting.template import Stage, TemplateForm, form_data
from council import clock
from council.models import Meeting, Person
from council.versions import CannotEdit, ChangedMeanwhile, claim, sign

FINAL = (
    "This report is ready, so its words stand. Take it back to an earlier stage first, and say why."
)
MOST_CHARACTERS = 50_000


@transaction.atomic
def begin_report(
    *,
    meeting: Meeting,
    title: str,
    form: TemplateForm,
    parts: Iterable[tuple[Plan, Period | None]],
    by: Person,
    template: ReportTemplate | None = None,
    theme: str = "",
) -> Report:
    """A new report to ``meeting`` about those plans, each in a period or as it stands (None).

    The same again, asked by the same person before anything was written into the first (a double
    click), gives the first. Raises CannotEdit where the meeting is not held, or there is no plan,
    or what is chosen belongs together in no way.
    """
    chosen = list(parts)
    council = meeting.committee.council
    check_parts(meeting, chosen)
    if template and template.council_id != council.pk:
        raise CannotEdit("This form of report belongs to another council.")
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    report = Report(
        council=council, meeting=meeting, title=title, template=template, form_name=form.title,
        data=form_data(form), theme=theme, begun_at=clock.now(), begun_by=by,
    )  # fmt: skip
    first = _begun_before(report, chosen)
    if first:
        return first
    sign(report, by)
    report.save()
    for order, (plan, period) in enumerate(chosen, start=1):
        ReportPart.objects.create(report=report, plan=plan, period=period, order=order)
    ReportStep.objects.create(report=report, stage=Stage.BEGUN, at=clock.now(), by=by)
    return report


def _begun_before(asked: Report, parts: list[tuple[Plan, Period | None]]) -> Report | None:
    """The report that ``asked`` would be again, as long as it stands as it was begun."""
    same = ("meeting", "title", "template", "form_name", "data", "theme", "begun_by")
    wanted = [(plan.pk, period and period.pk) for plan, period in parts]
    untouched = Report.objects.filter(
        **{name: getattr(asked, name) for name in same},
        stage=Stage.BEGUN, cover={}, late_reason="", texts=None, signatures=None,
    )  # fmt: skip
    return next(
        (
            one
            for one in untouched
            if list(one.parts.order_by("order").values_list("plan", "period")) == wanted
            and one.steps.count() == 1
        ),
        None,
    )


def check_parts(meeting: Meeting, parts: list[tuple[Plan, Period | None]]) -> None:
    """Raise CannotEdit where these plans cannot be reported to this meeting."""
    if meeting.is_cancelled:
        raise CannotEdit("This meeting is cancelled. Choose another for the report.")
    if not parts:
        raise CannotEdit("Choose at least one plan to report.")
    for plan, period in parts:
        if plan.council_id != meeting.committee.council_id or plan.is_draft:
            raise CannotEdit(f"{plan} cannot be reported to this meeting.")
        if period and period.plan_id != plan.pk:
            raise CannotEdit(f"{period} is no period of {plan}.")


@transaction.atomic
def save_text(
    *,
    report: Report,
    kind: ReportText.Kind,
    code: str,
    words: str,
    seen: int,
    by: Person,
    officer: str = "",
) -> ReportText:
    """Keep the words of one section or implication as they are typed.

    ``seen`` is the version that the writer began with, 0 for none. The same words again are no
    change. Raises ChangedMeanwhile where somebody else has written it since, CannotEdit where
    the report is final, has no such part, or the words are too many.
    """
    locked = _to_write(report)
    known = locked.form.typed_sections if kind == "section" else locked.form.implications
    if code not in {one.code for one in known}:
        raise CannotEdit("The form of this report has no such part.")
    if len(words) > MOST_CHARACTERS:
        raise CannotEdit(f"At most {MOST_CHARACTERS:,} characters are taken.")
    text = ReportText.objects.filter(report=locked, kind=kind, code=code).first()
    if text and (text.words, text.officer) == (words, officer):
        return text
    if (text.version if text else 0) != seen:
        raise ChangedMeanwhile
    text = text or ReportText(report=locked, kind=kind, code=code, version=0)
    text.words, text.officer, text.version = words, officer, text.version + 1
    text.changed_at, text.changed_by = clock.now(), by
    text.save()
    return text


@transaction.atomic
def save_cover(
    *,
    report: Report,
    title: str,
    cover: Mapping[str, str],
    late_reason: str,
    seen: int | None,
    by: Person,
) -> None:
    """The title and the facts of page 1; ChangedMeanwhile where somebody else has saved since."""
    stands: Report = claim(report, seen)
    if stands.is_final:
        raise CannotEdit(FINAL)
    stands.title, stands.late_reason = title, late_reason
    stands.cover = {code: words for code, words in cover.items() if words}
    sign(stands, by)
    stands.save()


@transaction.atomic
def sign_off(*, report: Report, code: str, name: str, day: date, by: Person) -> ReportSignature:
    """Record who has signed the report off, and on which day; a later one stands in its place.

    Raises CannotEdit for a day that is yet to come and for a sign-off that the form does not ask.
    """
    locked = _to_write(report)
    if code not in {one.code for one in locked.form.sign_offs}:
        raise CannotEdit("The form of this report asks for no such sign-off.")
    if day > clock.today():
        raise CannotEdit("A sign-off cannot be given on a day that is yet to come.")
    signature, _ = ReportSignature.objects.update_or_create(
        report=locked,
        code=code,
        defaults={
            "name": name,
            "day": day,
            "basis": locked.basis(),
            "recorded_at": clock.now(),
            "recorded_by": by,
        },
    )
    return signature


def _to_write(report: Report) -> Report:
    """The report as it stands, locked; raises CannotEdit where its words stand."""
    locked = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.is_final:
        raise CannotEdit(FINAL)
    return locked
