"""What is asked about an action, with the forms that one person may fill in."""

from django.utils.http import url_has_allowed_host_and_scheme

from actionplan.access.updating import is_closed, right_to_update
from actionplan.forms.answering import AnswerForm, JudgeForm, QuestionForm, WordsForm
from actionplan.leading.leads import Leads
from actionplan.models import Action, Entry
from actionplan.queries.asking import AboutAction, Line, Thread, about_action
from council.permissions import Permission, can
from council.scope import CouncilRequest, Scope


def asked_for(
    scope: Scope,
    action: Action,
    leads: Leads,
    sent: WordsForm | None = None,
    whole: list[Entry] | None = None,
) -> AboutAction:
    """All that is asked about an action, with forms; ``sent`` stands in its place, with errors.

    Where that place is gone by now it is ``left_over``, so that what was typed is not lost.
    ``whole`` is the action's log, where it is at hand.
    """
    return with_forms(about_action(action, whole), scope, leads, sent)


def with_forms(
    about: AboutAction, scope: Scope, leads: Leads, sent: WordsForm | None = None
) -> AboutAction:
    """Give a form to all that the member may answer, judge or ask."""
    action = about.action
    closed = is_closed(action)
    right = None if closed else right_to_update(scope, leads)
    may_ask = not closed and can(scope, Permission.ASK_LEADS)
    for one in about.parts:
        if right and (one.waits or (isinstance(one, Line) and one.is_to_lead)):
            one.form = _answer_form(one, right.on_behalf)
        if may_ask and one.answer and one.answer.by_id != scope.person.pk:
            one.judge = JudgeForm(key=f"judge-{one.answer.pk}")
    if may_ask:
        about.ask = QuestionForm(key=key_of_ask(action))
    if sent:
        _put_in_place(about, sent)
    return about


def _answer_form(one: Line | Thread, on_behalf: bool) -> WordsForm:
    if isinstance(one, Thread):
        return WordsForm(key=key_of_thread(one.action, one.last.pk), on_behalf=on_behalf)
    form = AnswerForm(key=one.anchor, on_behalf=on_behalf)
    form.show(one.asked.version)
    return form


def _put_in_place(about: AboutAction, sent: WordsForm) -> None:
    for one in about.parts:
        if one.form and one.form.key == sent.key:
            if isinstance(sent, AnswerForm) and isinstance(one, Line):
                sent.show(one.asked.version)
            one.form = sent
            return
        if one.judge and one.judge.key == sent.key:
            one.judge = sent
            return
    if about.ask and about.ask.key == sent.key:
        about.ask = sent
    else:
        about.left_over = sent


def key_of_thread(action: Action, entry: int) -> str:
    return f"reply-{action.pk}-{entry}"


def key_of_ask(action: Action) -> str:
    return f"ask-{action.pk}"


def safe_next(request: CouncilRequest) -> str:
    """Where the form came from, if that is an address on this site; else nothing."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if ours and address.startswith("/") else ""
