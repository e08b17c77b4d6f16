"""My updates: everything that a person's posts owe, each answered in its place."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from actionplan.access.updating import Right, check_right_to_update, check_takes_updates
from actionplan.forms.my_update import MyUpdateForm
from actionplan.leading.leads import LeadBook
from actionplan.models import Action
from actionplan.my_updates import in_all
from actionplan.queries.about_actions import keep_known
from actionplan.queries.asking import open_questions, waiting_about
from actionplan.queries.decisions import decided_since
from actionplan.queries.getters import action_or_404, leads_of_action
from actionplan.queries.my_updates import mine
from actionplan.queries.owed import Mine, Owed
from actionplan.queries.rows import row_of
from actionplan.services.drafts import save_draft
from actionplan.services.updates import NotCorrected, UpdatedMeanwhile
from actionplan.views.asking import with_forms
from actionplan.views.updating import drafted, rebased, record, update_form
from council.htmx import render_page
from council.kept import forget_kept_forms, made_for
from council.messages import regret, say
from council.scope import CouncilRequest
from council.versions import CannotEdit

PAGE = "mine/my_updates.html"
CARD = "mine/my_update.html"
UPDATED = "gt:updated"


@require_safe
def my_updates(request: CouncilRequest) -> HttpResponse:
    """All that is asked of the member now, most urgent first, with a form for each."""
    found = mine(request.scope)
    context = {
        "mine": found,
        "sentence": _sentence(found),
        "plans": [
            (
                of,
                [_card(request, one) for one in of.due],
                [_asked(request, one) for one in of.queried],
            )
            for of in found.plans
        ],
        "kept_for": made_for(request.user),
    }
    return render_page(request, PAGE, context)


@require_safe
def my_progress(request: CouncilRequest) -> HttpResponse:
    """How much is left: asked for by the page when an update was given in it."""
    found = mine(request.scope)
    return render(request, f"{PAGE}#progress", {"mine": found, "sentence": _sentence(found)})


def _sentence(found: Mine) -> str:
    return in_all([of.progress for of in found.plans], found.to_answer, len(found.to_agree))


def _card(request: CouncilRequest, owed: Owed) -> dict[str, Any]:
    """One action that is asked for, with its form as it is shown first."""
    form = MyUpdateForm(action=owed.row.action, on_behalf=False, today=request.scope.today)
    return {"owed": _asked(request, owed), "form": form.with_draft(owed.draft)}


def _asked(request: CouncilRequest, owed: Owed) -> Owed:
    """The same, with forms in which its queries and questions are answered."""
    if owed.asked:
        with_forms(owed.asked, request.scope, owed.row.leads).ask = None
    return owed


@require_http_methods(["GET", "HEAD", "POST"])
def my_update(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """One card: as a page of its own where there are no scripts; and what becomes of its form."""
    said = request.POST.get("commentary", "")
    action = action_or_404(request.scope, plan, reference, said)
    book = leads_of_action(request.scope, action)
    right = _right(request, action, book)
    form = update_form(request, action, right, MyUpdateForm)
    if request.method != "POST":
        return _show(request, action, book, _started(request, form))
    if not form.is_valid():
        return _show(request, action, book, form, status=422)
    try:
        record(request, action, form, right)
    except UpdatedMeanwhile:
        form = rebased(request, action, right, MyUpdateForm)
        return _show(request, action, book, form, status=409)
    except NotCorrected as refusal:
        form.add_error(None, str(refusal))
        return _show(request, action, book, form, status=422)
    return _given(request, action, book, form.advice(request.user))


def _right(request: CouncilRequest, action: Action, book: LeadBook) -> Right:
    """The right by which the member updates the action; PermissionDenied with why not."""
    right = check_right_to_update(request.scope, book.of_action(action))
    check_takes_updates(action)
    return right


def _started(request: CouncilRequest, form: MyUpdateForm) -> MyUpdateForm:
    """With the last words in its box, where they were asked for."""
    return form.with_last_words() if request.GET.get("words") == "last" else form


def _show(
    request: CouncilRequest, action: Action, book: LeadBook, form: MyUpdateForm, status: int = 200
) -> HttpResponse:
    keep_known([action], request.scope.today)
    row = row_of(action, book, request.scope)
    asked = waiting_about(action, open_questions([action.plan]).get(action.pk, []))
    decided = decided_since([action]).get(action.pk, ())
    owed = _asked(request, Owed(row, asked=asked, decided=decided))
    context = {"owed": owed, "form": form, "kept_for": made_for(request.user)}
    kept = bool(request.POST.get("kept") or request.GET.get("kept"))
    partials = {_anchor(action): "card"}
    return render_page(request, CARD, context | {"kept": kept}, partials=partials, status=status)


def _given(
    request: CouncilRequest, action: Action, book: LeadBook, advice: list[str]
) -> HttpResponse:
    """The card says that it is done; without scripts, back to what is left."""
    if request.POST.get("kept"):
        forget_kept_forms(request.user, request.path)
    if not request.htmx:
        say(request, " ".join([f"{action.reference} is updated.", *advice]))
        return HttpResponseRedirect(_page(request))
    row = row_of(action, book, request.scope)
    response = render(request, f"{CARD}#given", {"row": row, "advice": advice})
    return trigger_client_event(response, UPDATED)


@require_POST
def my_draft(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Keep what was typed so far: sent by the page as one types, or by a button."""
    action = action_or_404(request.scope, plan, reference)
    _right(request, action, leads_of_action(request.scope, action))
    refusal = ""
    try:
        save_draft(action=action, fields=drafted(request), once=_once(request), by=request.user)
    except CannotEdit as error:
        refusal = str(error)
    if request.htmx:
        return render(request, f"{CARD}#draft", {"refusal": refusal, "is_kept": True})
    told = f"What you typed for {action.reference} is kept. It is not sent yet."
    regret(request, refusal) if refusal else say(request, told)
    return HttpResponseRedirect(f"{_page(request)}#{_anchor(action)}")


def _once(request: CouncilRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("once", ""))
    except ValueError:
        return None


def _page(request: CouncilRequest) -> str:
    return reverse("mine:my_updates", args=[request.scope.council.slug])


def _anchor(action: Action) -> str:
    """The id of its card on the page."""
    return f"my-{action.pk}"
