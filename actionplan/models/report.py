"""Reports to committees: the council's own forms, and each report as it is written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actionplan.models.period import Period
from actionplan.models.plan import Plan
from actionplan.reporting.parts import Signed, Typed, Written
from actionplan.reporting.template import FINAL, Stage, TemplateForm, form_from
from council.models import Committee, Council, Meeting, Person
from council.storage import private_files

PUBLISHED = [Stage.PUBLISHED.value, Stage.CONSIDERED.value, Stage.RESOLVED.value]
STAGES = [(stage.value, stage.value) for stage in Stage]


def check_form_data(data: object) -> None:
    """Raise ValidationError unless ``data`` is a form in which a report can be written."""
    try:
        form_from(data)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class ReportTemplate(models.Model):
    """A committee's own form of report, or the whole council's where ``committee`` is None.

    ``data`` is a ``TemplateForm`` (``actionplan.reporting.template``). ``file`` is the council's
    Word template, if it has sent one; ``placeholders`` are the names of ours that stand in it,
    checked when it was sent (``actionplan.reporting.placeholders``).
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="report_templates")
    committee = models.ForeignKey(
        Committee, models.PROTECT, null=True, blank=True, related_name="report_templates"
    )
    name = models.CharField(max_length=100)
    data = models.JSONField(validators=[check_form_data])
    file = models.FileField(storage=private_files, upload_to="report-templates/", blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    placeholders = models.JSONField(default=list, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ("name", "pk")
        constraints = [
            models.UniqueConstraint(fields=("council", "name"), name="report_template_named_once"),
            models.CheckConstraint(
                condition=Q(file="") | ~Q(sha256=""), name="report_template_file_has_digest"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def form(self) -> TemplateForm:
        """The form as a value."""
        return form_from(self.data)


class Report(models.Model):
    """What goes, or went, to one meeting about one or more plans.

    ``data`` is the form as it was when the report was begun; ``template`` says which of the
    council's own it was, None for one that the product brings (``form_name`` names it either
    way). ``cover`` holds the facts of page 1 by the codes of the form. The plans with their
    periods are ``parts``, what was typed ``texts``, sign-offs ``signatures``; ``written()`` is all
    of that as one value. ``stage`` is one of ``Stage``.
    """

    class Decision(models.TextChoices):
        NOTED = "noted", "Noted"
        AGREED = "agreed", "Agreed as recommended"
        AMENDED = "amended", "Agreed with changes"
        DEFERRED = "deferred", "Deferred"
        REFUSED = "refused", "Not agreed"

    council = models.ForeignKey(Council, models.PROTECT, related_name="reports")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="reports")
    title = models.CharField(max_length=300)
    template = models.ForeignKey(
        ReportTemplate, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    form_name = models.CharField(max_length=300)
    data = models.JSONField(validators=[check_form_data])
    theme = models.CharField(max_length=300, blank=True, help_text="The one that it prints.")
    cover = models.JSONField(default=dict, blank=True)
    stage = models.CharField(max_length=20, choices=STAGES, default=Stage.BEGUN.value)
    late_reason = models.TextField(blank=True, help_text="Why it missed the agenda.")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    minute = models.CharField(max_length=200, blank=True)
    resolution = models.TextField(blank=True)
    arising = models.TextField(blank=True, help_text="Actions arising, one a line.")
    begun_at = models.DateTimeField()
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ("-begun_at", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in Stage]), name="report_stage_known"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.RESOLVED.value) | (~Q(decision="") & ~Q(minute="")),
                name="report_resolved_with_minute",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("reports:report_detail", args=[self.council.slug, self.pk])

    @property
    def form(self) -> TemplateForm:
        """The form it is written in."""
        return form_from(self.data)

    @property
    def is_final(self) -> bool:
        """Ready or later: nothing of it can be changed unless it is taken back."""
        return self.stage in {stage.value for stage in FINAL}

    @property
    def is_published(self) -> bool:
        """Published or later: every member of the council may have its final files."""
        return self.stage in PUBLISHED

    @property
    def is_draft(self) -> bool:
        """Whether it is stamped DRAFT: not final, or made from anything but locked periods."""
        return not self.is_final or not self.figures_are_locked

    @property
    def figures_are_locked(self) -> bool:
        """Whether every plan in it speaks from a period that is closed and locked."""
        parts = list(self.parts.all())
        return bool(parts) and all(part.is_locked for part in parts)

    def basis(self) -> dict[str, Any]:
        """What a sign-off is about beside its texts: each part of it by its name, as JSON."""
        parts = [[part.plan_id, part.period_id] for part in self.parts.all()]
        return {
            "Title": self.title,
            "Cover details": [self.cover, self.late_reason],
            "Plans and periods": parts,
            "Form of report": [self.form_name, self.theme],
        }

    def written(self) -> Written:
        """All that people have written into it, by the codes of its form."""
        texts = list(self.texts.all())
        kinds: dict[str, dict[str, Typed]] = {kind: {} for kind in ReportText.Kind.values}
        for text in texts:
            kinds[text.kind][text.code] = Typed(text.words, text.officer)
        signed = {one.code: Signed(one.name, one.day) for one in self.signatures.all()}
        cover: dict[str, Any] = self.cover
        return Written(kinds["section"], kinds["implication"], cover, signed)


class ReportPart(models.Model):
    """One plan in a report, in the period it is reported for; None is the plan as it stands."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="parts")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="report_parts")
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="report_parts"
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("report", "order")
        constraints = [
            models.UniqueConstraint(fields=("report", "plan"), name="report_has_a_plan_once"),
            models.UniqueConstraint(fields=("report", "order"), name="report_part_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.period or 'as it stands'}"

    @property
    def is_locked(self) -> bool:
        """Whether its figures can never change."""
        return self.period is not None and self.period.is_sealed


class ReportText(models.Model):
    """Words of one section or implication, kept as they are typed.

    ``version`` goes up with each change, so that two people cannot lose each other's words.
    """

    class Kind(models.TextChoices):
        SECTION = "section", "section"
        IMPLICATION = "implication", "implication"

    report = models.ForeignKey(Report, models.CASCADE, related_name="texts")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.SlugField(max_length=80)
    words = models.TextField(blank=True)
    officer = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        ordering = ("report", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=("report", "kind", "code"), name="report_text_once_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.report}"
