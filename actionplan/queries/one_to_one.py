"""What a post's holder and their manager talk about, as the value of a sheet."""

from collections.abc import Iterable

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from actionplan.declared import Status
from actionplan.models import Action, Entry
from actionplan.models.log import SPOKEN
from actionplan.position import said
from actionplan.queries.asking import lines_of
from actionplan.queries.glossary import glossary_of
from actionplan.queries.handover import AnswersFor
from actionplan.queries.report import brand_of
from actionplan.queries.rows import Row
from actionplan.reporting.one_to_one import Sheet, SheetAction, SheetUpdate
from actionplan.words import NOT_RATED, day, moment, status_words
from council.scope import Scope

MOST = 2  # updates of each action


def sheet_of(scope: Scope, found: AnswersFor, sentence: str) -> Sheet:
    """The sheet of a post that was asked what it answers for: two queries more."""
    updates = last_updates(row.action for row in found.rows)
    return Sheet(
        post=found.post.title,
        holders=_holders(found),
        council=scope.council.name,
        as_at=scope.today,
        sentence=sentence,
        actions=[_action(row, updates.get(row.action.pk, ())) for row in found.rows],
        brand=brand_of(scope.council),
        glossary=glossary_of(scope.council.pk),
    )


def last_updates(actions: Iterable[Action]) -> dict[int, list[Entry]]:
    """By action, the last two updates that still count, the last first."""
    newest = Window(RowNumber(), partition_by="action", order_by=F("number").desc())
    spoken = Entry.objects.standing().filter(kind__in=SPOKEN, action__in=[a.pk for a in actions])
    found: dict[int, list[Entry]] = {}
    for entry in spoken.annotate(place=newest).filter(place__lte=MOST).select_related("by"):
        found.setdefault(entry.action_id, []).append(entry)
    for entries in found.values():
        entries.sort(key=lambda one: -one.number)
    return found


def _holders(found: AnswersFor) -> str:
    names = ", ".join(str(one.person) for one in found.now)
    return f"{names}." if names else "The post is vacant."


def _action(row: Row, updates: Iterable[Entry]) -> SheetAction:
    return SheetAction(
        reference=row.action.reference,
        title=row.action.title,
        plan=str(row.action.plan),
        url=row.url,
        rating=row.rating.word if row.rating else NOT_RATED,
        status=_status(row.position.status),
        due=_due(row),
        updates=[_update(row, entry) for entry in updates],
        queries=list(_asked(row)),
    )


def _due(row: Row) -> str:
    due = row.position.due
    words = due.words or (moment(due.date, due.precision) if due.date else "")
    if not words:
        return "No date"
    return f"Due {words}: {row.late}" if row.late else f"Due {words}"


def _update(row: Row, entry: Entry) -> SheetUpdate:
    declared = said(entry)
    words = {rating.letter: rating.word for rating in row.action.plan.ratings}
    rating = words.get(declared.rating, declared.rating) or NOT_RATED
    by = "Import" if entry.imported_from else entry.signed_by
    facts = f"{rating}, {_status(declared.status).lower()}"
    return SheetUpdate(f"{by}, {day(entry.as_at)}", facts, declared.commentary or "No commentary")


def _status(status: Status | None) -> str:
    return status_words(status) if status else "Status not stated"


def _asked(row: Row) -> Iterable[str]:
    """Queries to the lead with how they stand and the reason given; then a question of SLT's."""
    for line in lines_of(row.action):
        if line.is_to_lead:
            reason = line.asked.said.reason if line.asked.said else ""
            given = f" {reason}" if reason else ""
            yield f"Query: {line.sentence} ({line.state.value.lower()}){given}"
    if question := getattr(row.action, "question", None):
        yield f"Question from SLT: {question} (not answered)"
