"""New dates that were proposed: those that wait for an answer, and the first agreed ones."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from actionplan.dates.proposing import AWAITED
from actionplan.models import Action, Entry, Plan
from actionplan.queries.json_rows import JsonRows

PROPOSED = Entry.Kind.DATE_PROPOSED


def open_proposals(actions: Q) -> dict[int, Entry]:
    """By action, the proposal that nobody has answered; ``actions`` filters entries. One query.

    Only the last one of an action counts. Asked only of plans that want new dates agreed.
    """
    found = _open(Entry.objects.filter(actions)).select_related("action", "by", "post")
    return {entry.action_id: entry for entry in found.order_by("pk")}


def _open(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    answered = Exists(Entry.objects.filter(about=OuterRef("pk")))
    newer = Exists(
        Entry.objects.filter(
            action=OuterRef("action"), kind=PROPOSED, number__gt=OuterRef("number")
        )
    )
    return entries.filter(kind=PROPOSED).exclude(answered).exclude(newer)


def proposed_beside() -> JsonRows:
    """The date that waits for an answer, beside each action of a query: ``proposed_due`` of it."""
    waits = _open(Entry.objects.filter(action=OuterRef("pk")))
    return JsonRows(waits, "pk", "due_words", "due_date", "due_precision")


def proposed_due(action: Action) -> Entry | None:
    """The proposal that was read beside an action: no more of it than its date."""
    for pk, words, day, precision in getattr(action, "proposed", ()):
        due_date = date.fromisoformat(day) if day else None
        due = {"due_words": words, "due_date": due_date, "due_precision": precision}
        return Entry(pk=pk, action=action, kind=PROPOSED, **due)
    return None


def open_proposal(action: Action) -> Entry | None:
    """The one that waits for an answer; no query where the plan does not ask for agreement."""
    if not action.plan.asks_date_agreement:
        return None
    return open_proposals(Q(action=action)).get(action.pk)


def proposals_of_plan(plan: Plan) -> dict[int, Entry]:
    """Those of a plan, by action."""
    return open_proposals(Q(action__plan=plan)) if plan.asks_date_agreement else {}


def minute_awaited(plan: Plan) -> QuerySet[Entry]:
    """Answers of committees, to be found in no minutes yet, oldest first."""
    given = Exists(Entry.objects.filter(about=OuterRef("pk"), kind=Entry.Kind.MINUTE_GIVEN))
    answers = Entry.objects.filter(
        action__plan=plan,
        kind__in=[Entry.Kind.DATE_AGREED, Entry.Kind.DATE_REFUSED],
        on_behalf_source=AWAITED,
    )
    return answers.exclude(given).order_by("recorded_at", "pk")


def came_with(entry: Entry) -> Entry | None:
    """The proposal that an update came with: it stands directly before it.

    One query, unless the update has just been recorded.
    """
    if hasattr(entry, "proposal"):
        known: Entry | None = entry.proposal
        return known
    return entry.action.entries.filter(number=entry.number - 1, kind=PROPOSED).first()
