"""An import's rows: actions that are new, words that have changed since the last import."""

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from simple_history.utils import bulk_create_with_history

from actionplan import document as doc
from actionplan.importing.notes import Note
from actionplan.models import Action, Entry, Lead, Period, Recommendation
from actionplan.models.log import COMMENTARY_LIMIT
from actionplan.services.apply_structure import Structure, plain
from actionplan.services.updates import Position, columns, said
from council import clock

if TYPE_CHECKING:
    from actionplan.services.applying import Receipt, Source


class CannotApply(Exception):
    """A file that was read but cannot go into the plan; the message is one sentence."""


Key = tuple[int | None, str]


class Rows:
    """Matches a document's actions with the plan's, adds new ones, logs what has changed.

    Rows are matched by their recommendation and wording, in order; a row that says what the last
    import of it said is unchanged, whatever has been typed in the product since.
    """

    def __init__(self, receipt: "Receipt", structure: Structure, source: "Source") -> None:
        self.receipt = receipt
        self.structure = structure
        self.source = source
        self.plan = receipt.plan
        self.period = Period.objects.running().filter(plan=self.plan).first()
        self.letters = {rating.letter for rating in self.plan.ratings}
        self.known = self._known_actions()

    def apply(self, document: doc.PlanDocument) -> None:
        """Add and log what the document has and the plan has not."""
        for row in document.actions():
            self._check(row)
        new: list[tuple[Action, doc.Action]] = []
        for recommendation in document.recommendations():
            stored = self.structure.recommendations[id(recommendation)]
            new += self._sort_out(stored, recommendation.actions)
        new += self._sort_out(None, document.loose_actions)
        self._add(new)
        leftover = [action for queue in self.known.values() for action in queue]
        self.receipt.missing = sorted(action.reference for action in leftover)

    def _check(self, row: doc.Action) -> None:
        """Note a rating the key does not have; raise CannotApply for endless commentary."""
        if row.rating and row.rating not in self.letters:
            understood = "The plan's key has no such rating: left as not rated."
            self.receipt.notes.append(Note(row.title[:80], row.rating, understood, True))
        if len(row.commentary or "") > COMMENTARY_LIMIT:
            limit = f"{COMMENTARY_LIMIT:,}"
            raise CannotApply(
                f"The commentary of “{row.title[:60]}” has more than {limit} characters."
            )

    def _known_actions(self) -> dict[Key, deque[Action]]:
        known: dict[Key, deque[Action]] = defaultdict(deque)
        actions = self.plan.actions.select_related("latest").in_plan_order()
        for action in actions:
            action.plan = self.plan
            known[action.recommendation_id, plain(action.title)].append(action)
        return known

    def _sort_out(
        self, stored: Recommendation | None, rows: tuple[doc.Action, ...]
    ) -> list[tuple[Action, doc.Action]]:
        """Log changes of known rows; return the new ones as unsaved actions."""
        new: list[tuple[Action, doc.Action]] = []
        for order, row in enumerate(doc.with_sub_actions(rows), start=1):
            queue = self.known.get((stored.pk if stored else None, plain(row.title)))
            if queue:
                self._compare(queue.popleft(), row)
            else:
                new.append((self._unsaved(stored, row, order), row))
        return new

    def _unsaved(self, stored: Recommendation | None, row: doc.Action, order: int) -> Action:
        action = Action(
            plan=self.plan,
            recommendation=stored,
            number=self.plan.next_number,
            order=order,
            title=row.title[:2000],
            steps=[{"words": step.words, "state": step.state} for step in row.steps],
            timescale=(row.timescale or "")[:20],
            priority=(row.priority or "")[:40],
            first_due_words=row.due.words,
            first_due_date=row.due.date,
            first_due_precision=row.due.precision or "",
            source_number=(row.source_number or "")[:40],
            extras=[list(extra) for extra in row.extras],
        )
        self.plan.next_number += 1
        return action

    def _add(self, new: list[tuple[Action, doc.Action]]) -> None:
        """Save new actions with their leads and first entries, in a few statements."""
        if not new:
            return
        by = self.source.by
        bulk_create_with_history([action for action, _ in new], Action, default_user=by)
        self.plan.save(update_fields=["next_number"])
        self._add_leads(new)
        spoken = [(action, row) for action, row in new if self._position(row) != Position()]
        entries = [self._entry(action, self._position(row), 1) for action, row in spoken]
        for entry in Entry.objects.bulk_create(entries):
            entry.action.latest = entry
        Action.objects.bulk_update([action for action, _ in spoken], ["latest"], batch_size=500)
        self.receipt.added += [action.reference for action, _ in new]

    def _add_leads(self, new: list[tuple[Action, doc.Action]]) -> None:
        leads = []
        for action, row in new:
            titles = [row.accountable] if row.accountable else []
            posts = dict.fromkeys(self.structure.post(title) for title in (*titles, *row.delivery))
            for order, post in enumerate(posts, start=1):
                first = order == 1 and bool(row.accountable)
                kind = Lead.Kind.ACCOUNTABLE if first else Lead.Kind.DELIVERY
                leads.append(Lead(action=action, post=post, kind=kind, order=order))
        Lead.objects.bulk_create(leads)

    def _compare(self, action: Action, row: doc.Action) -> None:
        """Log what the file says differently from its last import."""
        last = Entry.objects.filter(action=action).exclude(imported_from="").first()
        if self._position(row) == (said(last) if last else Position()):
            self.receipt.unchanged += 1
        elif action.latest_id != (last.pk if last else None):
            self.receipt.left_alone.append(action.reference)
            understood = "Updated in the product since the last import: left as it is there."
            self.receipt.notes.append(Note(action.reference, row.title, understood, True))
        else:
            self._log_change(action, self._position(row))

    def _log_change(self, action: Action, position: Position) -> None:
        entry = self._entry(action, position, 1 + (action.latest.number if action.latest else 0))
        entry.save()
        Action.objects.filter(pk=action.pk).update(latest=entry)
        self.receipt.changed.append(action.reference)

    def _position(self, row: doc.Action) -> Position:
        rating = row.rating if row.rating in self.letters else None
        return Position(rating or "", row.status, row.due, row.completed, (row.commentary or ""))

    def _entry(self, action: Action, position: Position, number: int) -> Entry:
        return Entry(
            action=action,
            number=number,
            by=self.source.by,
            imported_from=self.source.file_name[:255],
            period=self.period,
            as_at=self.source.as_at,
            recorded_at=clock.now(),
            **columns(position),
        )
