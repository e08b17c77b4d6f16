"""Queries are answered, and questions asked: each in its place, or on a page of their own."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from actionplan.access.updating import Right, check_right_to_update, check_takes_updates
from actionplan.forms.answering import AnswerForm, JudgeForm, QuestionForm, WordsForm
from actionplan.models import Action, Entry
from actionplan.models.log import OF_QUERIES
from actionplan.queries.about_actions import keep_known
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.rules.answers import BY_THE_LEAD, FOR_THE_LEAD
from actionplan.rules.challenges import Code
from actionplan.services.answering import (
    accept_answer,
    answer_query,
    ask_again,
    ask_question,
    reply,
)
from actionplan.services.speaking import Speaker
from actionplan.views.asking import asked_for, key_of_ask, key_of_thread, safe_next
from council.htmx import render_page
from council.kept import forget_kept_forms, kept_form, made_for
from council.messages import say
from council.permissions import Permission, check
from council.scope import CouncilRequest
from council.versions import CannotEdit

EDIT = ["GET", "HEAD", "POST"]
PAGE = "queries/action_queries.html"


@require_safe
def action_queries(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """All that is asked about an action, on a page of its own."""
    return _show(request, action_or_404(request.scope, plan, reference))


@require_http_methods(EDIT)
def query_answer(request: CouncilRequest, plan: str, reference: str, code: str) -> HttpResponse:
    """The lead says why what a rule found is so."""
    action, right = _mine(request, plan, reference)
    rule = _rule(code)
    form = _form(request, AnswerForm, f"query-{action.pk}-{code}", on_behalf=right.on_behalf)

    def write(given: dict[str, Any]) -> Entry:
        said = {"seen": given["seen"], "reason": given["words"]}
        speaker = _speaker(request, action, right, given)
        return answer_query(action=action, code=rule, speaker=speaker, **said)

    return _answered(request, action, form, write, f"Your reason for {action.reference} is kept.")


@require_http_methods(EDIT)
def question_reply(request: CouncilRequest, plan: str, reference: str, entry: int) -> HttpResponse:
    """The lead replies to a question of SLT."""
    action, right = _mine(request, plan, reference)
    _entry_or_404(action, entry, FOR_THE_LEAD)
    form = _form(request, WordsForm, key_of_thread(action, entry), on_behalf=right.on_behalf)

    def write(given: dict[str, Any]) -> Entry:
        speaker = _speaker(request, action, right, given)
        return reply(action=action, seen=entry, words=given["words"], speaker=speaker)

    return _answered(request, action, form, write, f"Your reply about {action.reference} is kept.")


@require_http_methods(EDIT)
def answer_judge(request: CouncilRequest, plan: str, reference: str, entry: int) -> HttpResponse:
    """SLT accepts an answer, or asks again with a note."""
    action = _to_ask(request, plan, reference)
    answer = _entry_or_404(action, entry, BY_THE_LEAD)
    form = _form(request, JudgeForm, f"judge-{answer.pk}")
    speaker = Speaker(request.user, period_id=action.open_period_id)  # type: ignore[attr-defined]

    def write(given: dict[str, Any]) -> Entry:
        service = ask_again if form.again else accept_answer
        return service(action=action, seen=entry, note=given["words"], speaker=speaker)

    again = request.POST.get("answer") == "again"
    told = "The lead is asked again about {}." if again else "The answer about {} is accepted."
    return _answered(request, action, form, write, told.format(action.reference))


@require_http_methods(EDIT)
def question_ask(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """SLT asks the lead of an action something."""
    action = _to_ask(request, plan, reference)
    form = _form(request, QuestionForm, key_of_ask(action))
    speaker = Speaker(request.user, period_id=action.open_period_id)  # type: ignore[attr-defined]

    def write(given: dict[str, Any]) -> Entry:
        said = {"words": given["words"], "once": given["once"]}
        return ask_question(action=action, speaker=speaker, **said)

    return _answered(request, action, form, write, f"Its lead is asked about {action.reference}.")


# ---- who may, and what for


def _mine(request: CouncilRequest, plan: str, reference: str) -> tuple[Action, Right]:
    """An action that the member may speak for; PermissionDenied with why not."""
    action = action_or_404(request.scope, plan, reference)
    leads = leads_of_action(request.scope, action).of_action(action)
    right = check_right_to_update(request.scope, leads)
    check_takes_updates(action)
    return action, right


def _to_ask(request: CouncilRequest, plan: str, reference: str) -> Action:
    action = action_or_404(request.scope, plan, reference)
    check(request.scope, Permission.ASK_LEADS)
    check_takes_updates(action)
    return action


def _rule(slug: str) -> Code:
    known = {code.slug: code for code in Code}
    if slug not in known:
        raise Http404("No such rule.")
    return known[slug]


def _entry_or_404(action: Action, pk: int, kinds: tuple[str, ...]) -> Entry:
    entry = action.entries.filter(pk=pk, kind__in=set(kinds) & set(OF_QUERIES)).first()
    if entry is None:
        raise Http404("Nothing like that was said.")
    return entry


def _speaker(
    request: CouncilRequest, action: Action, right: Right, given: dict[str, Any]
) -> Speaker:
    period = action.open_period_id  # type: ignore[attr-defined]
    return Speaker(request.user, right.post, given.get("on_behalf_source", ""), period)


# ---- what becomes of a form


def _form[Form: WordsForm](
    request: CouncilRequest, kind: type[Form], key: str, *, on_behalf: bool = False
) -> Form:
    """Bound to what was posted; or with what was kept when a session ended."""
    if request.method == "POST":
        return kind(request.POST, key=key, on_behalf=on_behalf)
    kept = kept_form(request)
    words = {"words": kept.get("words", "")} if kept else None
    return kind(key=key, on_behalf=on_behalf, initial=words)


def _answered(
    request: CouncilRequest,
    action: Action,
    form: WordsForm,
    write: Callable[[dict[str, Any]], Entry],
    told: str,
) -> HttpResponse:
    """What was typed, recorded; else shown again with what is wrong and the words as typed."""
    show = partial(_show, request, action)
    if request.method != "POST":
        return show(form)
    if not form.is_valid():
        return show(form, status=422)
    try:
        write(form.cleaned_data)
    except CannotEdit as refused:
        form.refuse(refused)
        return show(form, status=409)
    forget_kept_forms(request.user, request.path)
    if request.htmx:
        return trigger_client_event(show(told=told), "gt:updated")
    say(request, told)
    return HttpResponseRedirect(safe_next(request) or f"{action.get_absolute_url()}#queries")


def _show(
    request: CouncilRequest,
    action: Action,
    form: WordsForm | None = None,
    *,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    keep_known([action], request.scope.today)
    leads = leads_of_action(request.scope, action).of_action(action)
    asked = asked_for(request.scope, action, leads, form)
    asked.told = told
    context = {
        "plan": action.plan,
        "action": action,
        "asked": asked,
        "next": safe_next(request),
        "kept_for": made_for(request.user),
    }
    partials = {f"asked-{action.pk}": "asked"}
    return render_page(request, PAGE, context, partials=partials, status=status)
