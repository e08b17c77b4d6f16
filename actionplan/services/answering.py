"""A lead answers a query or a question; SLT asks, accepts the answer, or asks again.

Nothing is locked while people think. The entry is added first: of two writers of one action's log
only one gets the number, and the other reads anew what stands. Then the query is held, and the
entry stays only if its facts and its last words are those that the form was shown.
"""

from uuid import UUID

from django.db import IntegrityError

from actionplan.models import Action, Entry, Query
from actionplan.rules.answers import BY_THE_LEAD, FOR_THE_LEAD
from actionplan.rules.challenges import Code
from actionplan.services.speaking import Speaker, added, is_same, silent_entry, tried
from council.versions import CannotEdit


def answer_query(*, action: Action, code: Code, seen: str, reason: str, speaker: Speaker) -> Entry:
    """Say why what the rule found is so: an entry of the log, which stands until the facts change.

    ``seen`` is the version of the query that was shown. The same reason by the same person twice
    is one answer. Raises CannotEdit, with a sentence, where the query is another by now or gone.
    """
    return tried(lambda: _answer(action, code, seen, reason, speaker))


def accept_answer(*, action: Action, seen: int, speaker: Speaker, note: str = "") -> Entry:
    """Let the answer ``seen`` be good. Raises CannotEdit as ``ask_again`` does."""
    return tried(lambda: _judge(action, Entry.Kind.ANSWER_ACCEPTED, seen, note, speaker))


def ask_again(*, action: Action, seen: int, note: str, speaker: Speaker) -> Entry:
    """Send the answer ``seen`` back to its lead with a note.

    Raises CannotEdit where it is not the last word any more, where its query's facts have changed,
    where whoever judges it gave it, and without a note.
    """
    if not note.strip():
        raise CannotEdit("Say what you want to know: the lead reads it.")
    return tried(lambda: _judge(action, Entry.Kind.ASKED_AGAIN, seen, note, speaker))


def ask_question(*, action: Action, words: str, once: UUID, speaker: Speaker) -> Entry:
    """Ask the lead something about an action; the same form sent twice asks once."""
    if not words.strip():
        raise CannotEdit("Write the question.")
    return tried(lambda: _ask(action, words, once, speaker))


def reply(*, action: Action, seen: int, words: str, speaker: Speaker) -> Entry:
    """Reply to the question ``seen``, or to the note that asked again.

    Raises CannotEdit where somebody has replied already, with other words.
    """
    return tried(lambda: _reply(action, seen, words, speaker))


def _answer(action: Action, code: Code, seen: str, reason: str, speaker: Speaker) -> Entry:
    query = Query.objects.live().filter(action=action, code=code).first()
    if query is None or query.version != seen:
        return _given_before(action, code, reason, speaker, query)
    entry = silent_entry(action, Entry.Kind.QUERY_ANSWERED, reason, speaker)
    entry.about_id, entry.query_code, entry.query_facts = query.answer_id, code, query.facts
    return _put(entry, query.pk, seen)


def _given_before(
    action: Action, code: Code, reason: str, speaker: Speaker, query: Query | None
) -> Entry:
    """The same answer, sent before; else CannotEdit."""
    answer = query.answer if query else None
    if answer and is_same(answer, Entry.Kind.QUERY_ANSWERED, reason, speaker):
        return answer
    gone = "does not stand any more" if query is None else "has changed while you were reading"
    raise CannotEdit(
        f"This query about {action.reference} {gone}, so nothing is recorded yet. "
        "Read what stands now."
    )


def _judge(action: Action, kind: Entry.Kind, seen: int, note: str, speaker: Speaker) -> Entry:
    answer = action.entries.filter(pk=seen, kind__in=BY_THE_LEAD).first()
    if answer is None:
        raise CannotEdit(f"{action.reference} has no such answer.")
    if answer.by_id == speaker.by.pk:
        raise CannotEdit("You gave this answer, so somebody else accepts it or asks again.")
    later = answer.verdicts.select_related("by").first()
    if later:
        return _same_or_refused(later, kind, note, speaker)
    entry = silent_entry(action, kind, note, speaker)
    entry.about, entry.query_code, entry.query_facts = answer, answer.query_code, answer.query_facts
    if not answer.query_code:
        return added(entry)
    query = Query.objects.live().filter(action=action, answer=answer).first()
    if query is None:
        raise CannotEdit(
            f"The facts have changed since {action.reference} was answered, so the answer stands "
            "no longer: its lead is asked anew."
        )
    return _put(entry, query.pk, query.version)


def _ask(action: Action, words: str, once: UUID, speaker: Speaker) -> Entry:
    first = action.entries.filter(once=once).first()
    if first and is_same(first, Entry.Kind.QUESTION, words, speaker):
        return first
    entry = silent_entry(action, Entry.Kind.QUESTION, words, speaker)
    if first is None:
        entry.once = once
    return added(entry)


def _reply(action: Action, seen: int, words: str, speaker: Speaker) -> Entry:
    question = action.entries.filter(pk=seen, kind__in=FOR_THE_LEAD, query_code="").first()
    if question is None:
        raise CannotEdit(f"{action.reference} has no such question.")
    later = question.verdicts.select_related("by").first()
    if later:
        return _same_or_refused(later, Entry.Kind.REPLY, words, speaker)
    entry = silent_entry(action, Entry.Kind.REPLY, words, speaker)
    entry.about = question
    return added(entry)


def _same_or_refused(later: Entry, kind: Entry.Kind, words: str, speaker: Speaker) -> Entry:
    if is_same(later, kind, words, speaker):
        return later
    raise CannotEdit(
        f"{later.signed_by} was first ({later.kind}), so yours is not recorded. "
        "Read what stands now."
    )


def _put(entry: Entry, query: int, version: str) -> Entry:
    """Add what is said of a query, and let it be the last word: if the query is as it was shown."""
    added(entry)
    held = Query.objects.live().select_for_update().filter(pk=query).first()
    if held is None or held.version != version:
        raise IntegrityError("The query has changed meanwhile.")
    held.answer = entry
    held.save(update_fields=["answer"])
    return entry
