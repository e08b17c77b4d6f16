"""What the public may see of a plan: the last position that was published, without what is exempt.

Nothing here reads live words. Whoever asks is nobody: there is no scope, and what is not public
does not exist.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from actionplan.comparing.comparison import Comparison
from actionplan.comparing.documents import compare
from actionplan.document import PlanDocument
from actionplan.glossary import Term
from actionplan.models import Action, Correction, Period, Plan, Report
from actionplan.models.report import PUBLISHED
from actionplan.proofs.sealed import Query
from actionplan.public.exempt_marks import Mark
from actionplan.public.redacting import Redacted, redact
from actionplan.queries.document import plan_document
from actionplan.queries.past_periods import sealed_document, sealed_periods, what_was_sealed
from actionplan.reporting.queried import published, suggesting
from actionplan.reporting.report import Brand, ReportDocument
from actionplan.rules.case import Running
from actionplan.rules.challenges import as_rules
from actionplan.words import day
from council import clock
from council.models import Meeting
from council.scope import Scope

# What a correction of a field tells of a field that may be exempt.
CORRECTED = {"leads": "leads", "title": "title", "commentary": "commentary"} | dict.fromkeys(
    ("due", "completed"), "due"
)


def public_plan_or_404(council: str, slug: str) -> Plan:
    """The plan that is marked public, with its council."""
    public = Plan.objects.filter(is_public=True, council__slug=council, slug=slug)
    plan = public.exclude(state=Plan.State.DRAFT).select_related("council").first()
    if plan is None:
        raise Http404("No such plan.")
    return plan


def published_periods(plan: Plan, today: date) -> QuerySet[Period]:
    """Closed periods that have been published, newest first, each with its held ``meetings``.

    A period has been published with its report; one that has no report in the product, on the day
    of its first meeting.
    """
    held = Meeting.objects.held().filter(day__lte=today)
    meetings = Prefetch("meetings", held.select_related("committee").order_by("day"))
    return sealed_periods(plan).filter(_went_out(today)).prefetch_related(meetings)


def public_plans(scope: Scope) -> QuerySet[Plan]:
    """The council's plans of which the public sees something: one query."""
    sealed = Period.objects.filter(plan=OuterRef("pk"), state=Period.State.SEALED)
    public = Plan.objects.filter(council=scope.council, is_public=True)
    return public.exclude(state=Plan.State.DRAFT).filter(
        Exists(sealed.filter(_went_out(scope.today)))
    )


def _went_out(today: date) -> Q:
    """Whether a closed period has been published."""
    reports = Report.objects.filter(parts__period=OuterRef("pk"))
    held = Meeting.objects.held().filter(day__lte=today, periods=OuterRef("pk"))
    return Q(Exists(reports.filter(stage__in=PUBLISHED))) | (~Exists(reports) & Q(Exists(held)))


@dataclass(frozen=True, slots=True)
class Published:
    """One published position: the period, where it was reported, and its public part.

    ``comparison`` is with the published period ``before``; both sides are redacted alike.
    """

    plan: Plan
    period: Period
    periods: list[Period]
    redacted: Redacted
    meeting: Meeting | None = None
    before: Period | None = None
    comparison: Comparison | None = None
    glossary: tuple[Term, ...] = ()
    queries: tuple[Query, ...] = ()

    @property
    def reported_to(self) -> str:
        """ "the Policy, Finance and Development Committee, 12 September 2023"."""
        if self.meeting is None:
            return ""
        return f"{self.meeting.committee.name}, {day(self.meeting.day)}"

    @property
    def is_latest(self) -> bool:
        return self.period == self.periods[0]


def published_or_404(plan: Plan, slug: str | None, today: date) -> Published:
    """The last published position, or that of the period with this address.

    Raises Http404 where none is published, and BrokenSeal where what was locked cannot be read.
    """
    periods = list(published_periods(plan, today))
    places = [n for n, one in enumerate(periods) if slug in (None, one.slug)]
    if not places:
        raise Http404("Nothing of this plan is published yet.")
    period, earlier = periods[places[0]], periods[places[0] + 1 : places[0] + 2]
    shown = _Public(plan)
    sealed = what_was_sealed(period.seal)
    after = shown.part_of(sealed.document)
    before = shown.part_of(sealed_document(earlier[0].seal)) if earlier else None
    return Published(
        plan=plan,
        period=period,
        periods=periods,
        redacted=after,
        meeting=_reported_at(period),
        before=earlier[0] if earlier else None,
        comparison=compare(before.document, after.document) if before else None,
        glossary=sealed.glossary,
        queries=sealed.queries,
    )


class _Public:
    """Redacts what was sealed by the marks of a plan as they are today."""

    def __init__(self, plan: Plan) -> None:
        self.marks = marks_of(plan)
        self.today = plan_document(plan, clock.today()) if self.marks else None

    def part_of(self, document: PlanDocument) -> Redacted:
        return redact(document, today=self.today, marks=self.marks)


def marks_of(plan: Plan) -> dict[str, Mark]:
    """What is exempt today, by reference: also what has left the plan, and parts of such a row."""
    actions = Action.objects.filter(plan=plan).select_related("plan")
    every = {one.pk: one for one in actions.only("plan", "parent", "number", "code_of_origin",
             "exempt_paragraph", "exempt_fields", "plan__code")}  # fmt: skip
    found = {pk: mark for pk, one in every.items() if (mark := _mark(one, every))}
    return {every[pk].reference: mark for pk, mark in found.items()}


def _mark(action: Action, every: dict[int, Action]) -> Mark | None:
    """That of a row above it, or itself, which is exempt as a whole; else its own."""
    here: Action | None = action
    while here is not None:
        if here.exempt_paragraph and not here.exempt_fields:
            return Mark(here.exempt_paragraph)
        here = every.get(here.parent_id) if here.parent_id else None
    own = action.exempt_paragraph
    return Mark(own, frozenset(action.exempt_fields)) if own else None


def _reported_at(period: Period) -> Meeting | None:
    """The meeting of its published report, else the first of its own that was held."""
    reports = Report.objects.filter(parts__period=period, stage__in=PUBLISHED)
    report = reports.select_related("meeting__committee").order_by("meeting__day").first()
    if report:
        return report.meeting
    return next(iter(period.meetings.all()), None)


def public_corrections(found: Published) -> list[Correction]:
    """The corrections of a period that say nothing of what is exempt.

    Figures of the whole plan are left out where the public ones count something else.
    """
    lines: Iterable[Correction] = found.period.corrections.order_by("number")
    return [one for one in lines if _is_public(one, found.redacted)]


def _is_public(line: Correction, redacted: Redacted) -> bool:
    if not line.reference:
        return not redacted.rows and not redacted.undated
    hidden = redacted.hidden.get(line.reference)
    return hidden is None or (bool(hidden) and CORRECTED.get(line.field) not in hidden)


def _document(found: Published) -> PlanDocument:
    """Its public part, with the facts and reasons of queries, and with what dates suggest where
    the plan's rules say so.
    """
    document, hidden = found.redacted.document, found.redacted.hidden
    if queries := _queries(found):
        document = published(document, queries, hidden)
    rules = as_rules(found.plan.rules)
    if rules.published:
        period = found.period
        days = Running(period.name, period.first_day, period.last_day, period.updates_due_by)
        document = suggesting(document, rules, days, hidden)
    return document


def _queries(found: Published) -> Collection[Query]:
    """Those that are published: where its report's form says so all, else none; where it has no
    report, and so no form, those that a lead has answered.
    """
    reports = Report.objects.filter(parts__period=found.period, stage__in=PUBLISHED)
    forms = [report.form for report in reports.order_by("pk")]
    if not forms:
        return [one for one in found.queries if one.reason]
    return found.queries if any(form.publishes_queries for form in forms) else ()


def public_report(found: Published) -> ReportDocument:
    """The value that every public file is written from."""
    council, meeting, document = found.plan.council, found.meeting, _document(found)
    title = document.title or "Action plan"
    return ReportDocument(
        document=document,
        council=council.name,
        title=title if found.is_latest else f"{title}, {found.period.name}",
        committee=meeting.committee.name if meeting else None,
        meeting_on=meeting.day if meeting else None,
        produced_from=f"The position closed and locked for {found.period.name}",
        brand=Brand(council.brand_background, council.brand_text, council.brand_accent),
        note=found.redacted.sentence,
        glossary=found.glossary,
    )
