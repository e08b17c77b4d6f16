"""Files under review for tests of what they do: a document and decisions, kept like an upload."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from actionplan import models
from actionplan.action_fields import LOGGED, STRUCTURE
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.importing.notes import Note, Reading
from actionplan.importing.stored import to_text
from actionplan.merging import decisions, taking
from actionplan.merging.decisions import Decisions
from actionplan.merging.taking import Covers, Taking
from actionplan.models import Entry, Plan, PlanFile
from actionplan.queries.document import plan_document
from actionplan.services.apply_receipt import Receipt
from actionplan.services.review import apply_review
from actionplan.stamped import Stamp, StampKind
from actionplan.stamps import make_stamp
from council import clock
from council.models import Council, Person

ALL = (*LOGGED, *STRUCTURE)
TODAY = date(2023, 6, 30)


def now(plan: Plan) -> PlanDocument:
    """The plan as it stands."""
    return plan_document(Plan.objects.get(pk=plan.pk), TODAY)


def stamp_of(plan: Plan, kind: StampKind = StampKind.PLAN) -> str:
    """The stamp that a file of the plan would carry if it went out now."""
    council = plan.council.slug
    return make_stamp(Stamp(council, plan.slug, "", clock.now(), now(plan), kind))


def edited(document: PlanDocument, **changes: dict[str, Any] | None) -> PlanDocument:
    """The document with fields of actions changed, by reference (PR_1 for PR-1); None drops one."""

    def of(actions: tuple[Action, ...]) -> tuple[Action, ...]:
        found = ((one, changes.get(key(one), {})) for one in actions)
        return tuple(replace(one, **change) for one, change in found if change is not None)

    def key(action: Action) -> str:
        return (action.reference or "").replace("-", "_")

    def changed(recommendation: Recommendation) -> Recommendation:
        return replace(recommendation, actions=of(recommendation.actions))

    themes = tuple(
        Theme(theme.title, tuple(map(changed, theme.recommendations))) for theme in document.themes
    )
    return replace(document, themes=themes, loose_actions=of(document.loose_actions))


def sent(
    council: Council,
    by: Person,
    document: PlanDocument,
    *,
    plan: Plan | None = None,
    decided: Decisions | None = None,
    notes: tuple[Note, ...] = (),
    stamp: str = "",
    covers: Covers = Covers.SOME,
    **chosen: Any,
) -> PlanFile:
    """A file that holds ``document`` in columns for everything, under review."""
    reading = Reading(document, notes, speaks=ALL, stamp=stamp)
    file = sent_reading(council, by, reading, plan=plan, covers=covers, **chosen)
    file.decisions = decisions.to_data(decided or Decisions())
    file.save()
    return file


def sent_reading(
    council: Council,
    by: Person,
    reading: Reading,
    *,
    plan: Plan | None = None,
    covers: Covers = Covers.SOME,
    **chosen: Any,
) -> PlanFile:
    """A file that was read in this way, under review, with nothing decided."""
    usual: dict[str, Any] = {"title": reading.document.title, "covers": covers, "as_at": TODAY}
    return PlanFile.objects.create(
        council=council,
        file=ContentFile(b"kept", name="kept.bin"),
        file_name="returns.xlsx",
        size=4,
        sha256="0" * 64,
        reading=to_text(reading),
        choices=taking.to_data(Taking(**usual | chosen)),
        sent_by=by,
        sent_at=clock.now(),
        plan=plan,
    )


def apply(file: PlanFile, by: Person) -> Receipt:
    return apply_review(file=file, by=by, seen_version=file.version)


def latest_of(action: models.Action) -> Entry:
    """The newest line of an action's log."""
    return Entry.objects.filter(action=action).latest("number")
