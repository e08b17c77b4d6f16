"""A head of service agrees an update, or returns it with a note."""

from django.db import IntegrityError, transaction

from actionplan.agreement import to_be_agreed
from actionplan.models import Action, Entry
from actionplan.proofs.chains import chained
from council import clock
from council.models import Person, Post
from council.versions import CannotEdit


def answer_update(
    *,
    action: Action,
    seen: int | None,
    kind: Entry.Kind,
    by: Person,
    note: str = "",
    post: Post | None = None,
    period_id: int | None = None,
) -> Entry:
    """Add to the log that the update ``seen`` is agreed, or returned with ``note``.

    What stands about the action does not change. The same answer sent twice is one answer. Raises
    CannotEdit, with a sentence, where that update is not the one that stands any more, or somebody
    has answered it already, or there is nothing to agree.
    """
    now = clock.now()
    answer = Entry(
        action=action,
        kind=kind,
        by=by,
        post=post,
        period_id=period_id,
        as_at=now.date(),
        recorded_at=now,
        commentary=note,
    )
    try:
        return _add(answer, seen)
    except IntegrityError:  # an update or another answer came at the same moment: which?
        return _add(answer, seen)


@transaction.atomic
def _add(answer: Entry, seen: int | None) -> Entry:
    """The answer, added; or the same one, which was added before."""
    stands = Action.objects.select_related("plan", "latest__carries").get(pk=answer.action_id)
    answer.about = _asked_about(stands, seen)
    first = answer.about.verdicts.select_related("by").first()
    if first:
        return _same(first, answer)
    chained(answer).save(force_insert=True)
    return answer


def _asked_about(action: Action, seen: int | None) -> Entry:
    """The update that stands; CannotEdit where it is not the one that was shown."""
    update = to_be_agreed(action)
    if update is None:
        raise CannotEdit(
            f"Nothing of {action.reference} is to be agreed: its plan does not ask for it, or no "
            "lead has updated it yet."
        )
    if update.pk != seen:
        raise CannotEdit(
            f"{action.reference} was updated while you were reading, so nothing is agreed or "
            "returned yet. Read what stands now, then agree or return that."
        )
    return update


def _same(first: Entry, second: Entry) -> Entry:
    """The answer that stands, if the second is the same; CannotEdit where it is another."""
    if all(getattr(first, part) == getattr(second, part) for part in ("kind", "by", "commentary")):
        return first
    raise CannotEdit(
        f"{first.signed_by} has already {first.kind} this update, so yours is not recorded. "
        "The next update of the action can be answered anew."
    )
