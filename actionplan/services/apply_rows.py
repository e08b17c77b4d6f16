"""An import's rows: actions that are new, words that have changed since the last import."""

from collections import defaultdict, deque
from typing import TYPE_CHECKING

from django.db import IntegrityError
from simple_history.utils import bulk_create_with_history

from actionplan import document as doc
from actionplan.columns import in_own_spelling
from actionplan.fitting import Place, places
from actionplan.importing.notes import Note
from actionplan.models import Action, Entry, Lead, Period, Recommendation
from actionplan.models.log import COMMENTARY_LIMIT
from actionplan.position import Position, columns, said
from actionplan.services.apply_differences import plain
from actionplan.services.apply_structure import Structure
from actionplan.services.updates import UpdatedMeanwhile, add_entry
from council import clock

if TYPE_CHECKING:
    from actionplan.services.applying import Receipt, Source


class CannotApply(Exception):
    """A file that was read but cannot go into the plan; the message is one sentence."""


Key = tuple[int | None, str]


class Rows:
    """Matches a document's actions with the plan's, adds new ones, logs what has changed.

    Rows are matched by their recommendation and wording; of several alike, first by what the last
    import of them said, then in order. A row that says what the last import of it said is
    unchanged, whatever has been typed in the product since.
    """

    def __init__(self, receipt: "Receipt", structure: Structure, source: "Source") -> None:
        self.receipt = receipt
        self.structure = structure
        self.source = source
        self.plan = receipt.plan
        self.period = Period.objects.running().filter(plan=self.plan).first()
        self.letters = {rating.letter for rating in self.plan.ratings}
        self.last_imports = self._last_imports()
        self.actions = self._actions()
        self.taken: set[int] = set()
        self.known: dict[Key, deque[Action]] = defaultdict(deque)
        self.saying: dict[tuple[Key, Position], deque[Action]] = defaultdict(deque)
        for action in self.actions:
            key = (action.recommendation_id, plain(action.title))
            self.known[key].append(action)
            self.saying[key, self._last_said(action)].append(action)

    def apply(self, document: doc.PlanDocument) -> None:
        """Add and log what the document has and the plan has not."""
        for place, row in places(document):
            self._check(place, row)
        new: list[tuple[Action, doc.Action]] = []
        for recommendation in document.recommendations():
            stored = self.structure.recommendations[id(recommendation)]
            new += self._sort_out(stored, recommendation.actions)
        new += self._sort_out(None, document.loose_actions)
        self._add(new)
        leftover = [action for action in self.actions if action.pk not in self.taken]
        self.receipt.missing = sorted(action.reference for action in leftover)

    def _check(self, place: Place, row: doc.Action) -> None:
        """Note a rating the key does not have; raise CannotApply for endless commentary."""
        if row.rating and row.rating not in self.letters:
            understood = f"The plan's key has no such rating: “{row.title[:80]}” is left not rated."
            where = f"{place.words}, rating"
            self.receipt.differ(Note(where, row.rating, understood, True, place.action))
        if len(row.commentary or "") > COMMENTARY_LIMIT:
            limit = f"{COMMENTARY_LIMIT:,}"
            raise CannotApply(
                f"The commentary of “{row.title[:60]}” has more than {limit} characters."
            )

    def _actions(self) -> list[Action]:
        actions = list(self.plan.actions.select_related("latest").in_plan().in_plan_order())
        for action in actions:
            action.plan = self.plan
        return actions

    def _last_imports(self) -> dict[int, Entry]:
        """The entry that the last import of each action made."""
        entries = Entry.objects.filter(action__plan=self.plan).exclude(imported_from="")
        return {entry.action_id: entry for entry in entries.order_by("action", "number")}

    def _last_said(self, action: Action) -> Position:
        last = self.last_imports.get(action.pk)
        return said(last) if last else Position()

    def _sort_out(
        self, stored: Recommendation | None, rows: tuple[doc.Action, ...]
    ) -> list[tuple[Action, doc.Action]]:
        """Log changes of known rows; return the new ones as unsaved actions."""
        listed = list(doc.with_sub_actions(rows))
        matched = self._matched(stored, listed)
        found, new = [], []
        for place, row in enumerate(listed):
            action = matched.get(place)
            if action is None:
                action = self._unsaved(stored, row, place + 1)
                new.append((action, row))
            else:
                self._compare(action, row)
            found.append(action)
        self.structure.differences.of_order(str(stored or "No recommendation"), found)
        return new

    def _matched(self, stored: Recommendation | None, rows: list[doc.Action]) -> dict[int, Action]:
        """The known action of each row that has one, by the row's place."""
        keys = [(stored.pk if stored else None, plain(row.title)) for row in rows]
        alike = [self.saying[key, self._position(row)] for key, row in zip(keys, rows, strict=True)]
        matched: dict[int, Action] = {}
        for queues in (alike, [self.known[key] for key in keys]):
            for place, queue in enumerate(queues):
                action = None if place in matched else self._take(queue)
                if action:
                    matched[place] = action
        return matched

    def _take(self, queue: deque[Action]) -> Action | None:
        """The first action of a queue that no row has yet."""
        while queue:
            action = queue.popleft()
            if action.pk not in self.taken:
                self.taken.add(action.pk)
                return action
        return None

    def _unsaved(self, stored: Recommendation | None, row: doc.Action, order: int) -> Action:
        first_due = row.first_due or row.due
        action = Action(
            plan=self.plan,
            recommendation=stored,
            number=self.plan.next_number,
            order=order,
            title=row.title,
            steps=[{"words": step.words, "state": step.state} for step in row.steps],
            timescale=row.timescale or "",
            priority=row.priority or "",
            first_due_words=first_due.words,
            first_due_date=first_due.date,
            first_due_precision=first_due.precision or "",
            source_number=row.source_number or "",
            extras=in_own_spelling(row.extras, self.plan.columns),
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
        """Log what the file says differently from its last import; say what else differs."""
        self.structure.differences.of_action(action, row)
        last = self.last_imports.get(action.pk)
        if self._position(row) == self._last_said(action):
            self.receipt.unchanged += 1
        elif action.latest_id != (last.pk if last else None):
            self._leave_alone(action, row)
        else:
            self._log_change(action, row)

    def _leave_alone(self, action: Action, row: doc.Action) -> None:
        self.receipt.left_alone.append(action.reference)
        understood = "Updated in the product since the last import: left as it is there."
        self.receipt.differ(Note(action.reference, row.title, understood, True))

    def _log_change(self, action: Action, row: doc.Action) -> None:
        """Add an entry if nobody has updated the action since it was read; else leave it alone."""
        seen = action.latest
        entry = self._entry(action, self._position(row), 0)  # its number is found as it is added
        still = Action.objects.filter(pk=action.pk, latest=seen)
        try:
            add_entry(entry, seen.pk if seen else None)
        except (IntegrityError, UpdatedMeanwhile):
            if still.exists():
                raise  # not a race: a rule of the database was broken
            self._leave_alone(action, row)
        else:
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
