"""Who leads what: the grid of a plan, and the leads of one action or recommendation."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplan.forms.leads import ActionLeadsForm, BulkForm, LeadsForm, RecommendationLeadsForm
from actionplan.forms.leads_grid import GridFilterForm
from actionplan.leading.leads import digest
from actionplan.models import Action, Change, Plan, Recommendation
from actionplan.queries.getters import action_or_404, plan_or_404
from actionplan.queries.leads import Grid, planned, posts_to_choose
from actionplan.queries.thread_ends import is_id, recommendation_or_404
from actionplan.services.leads import LeadChange, LeadsChangedMeanwhile, set_leads
from actionplan.services.leads_led import subject_of
from actionplan.words import day as day_in_words
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.paging import page_links
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit

EDIT = ["GET", "HEAD", "POST"]
MOST = 300  # rows on a page; more ticks than a thousand would be refused as a flood


@require_http_methods(EDIT)
def grid(request: CouncilRequest, plan: str) -> HttpResponse:
    """All actions with their leads, no lead first; ticked ones are set together."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = plan_or_404(request.scope, plan)
    posts = posts_to_choose(request.scope)
    form = BulkForm(request.POST or None, plan=found, posts=posts)
    status = 200
    if request.method == "POST":
        status = _set_in_bulk(request, found, form)
        if status == 302:
            return HttpResponseRedirect(f"{request.path}{_address(request, tick=None)}")
    return _show_grid(request, found, form, status)


def _set_in_bulk(request: CouncilRequest, plan: Plan, form: BulkForm) -> int:
    """Set the leads of what is ticked; 302, or the status to show the form with."""
    seen = _ticked(request)
    if not seen:
        form.add_error(None, "Tick at least one action.")
    if not form.is_valid():
        return 422
    actions = plan.actions.in_plan().in_bulk(seen)
    changes = [
        LeadChange(one, form.posts, form.several("add"), form.several("remove"), seen[pk])
        for pk, one in actions.items()
    ]
    try:
        if len(actions) < len(seen):
            raise LeadsChangedMeanwhile([])
        lines = set_leads(plan=plan, changes=changes, **_given(request, form))
    except LeadsChangedMeanwhile as error:
        form.add_error(None, _changed_meanwhile(error))
        return 409
    except CannotEdit as error:
        form.add_error(None, str(error))
        return 422
    say(request, _done(lines, len(changes), form))
    return 302


def _ticked(request: CouncilRequest) -> dict[int, str]:
    """The actions that are ticked, each with the digest of its leads as they were seen."""
    tokens = (token.partition("-") for token in request.POST.getlist("action"))
    return {int(pk): seen for pk, _, seen in tokens if is_id(pk)}


def _given(request: CouncilRequest, form: Any) -> dict[str, Any]:
    return {"by": request.user, "why": form.why, "day": form.cleaned_data.get("day")}


def _changed_meanwhile(error: LeadsChangedMeanwhile) -> str:
    who = ", ".join(subject_of(thing) for thing in error.of) or "some that are gone from the plan"
    return (
        f"Somebody else has changed these meanwhile: {who}. Nothing of yours is saved. "
        "The table shows the leads as they stand now; look at them and set yours again."
    )


def _done(lines: list[Change], ticked: int, form: BulkForm) -> str:
    """What has happened, with counts."""
    if not lines:
        return "Nothing was different, so nothing has changed."
    day = form.cleaned_data.get("day")
    since = f" from {day_in_words(day)}" if day else ""
    one = len(lines) == 1
    kept = f" The other {ticked - len(lines)} had them already." if ticked > len(lines) else ""
    return f"The leads of {len(lines)} action{'' if one else 's'} are set{since}.{kept}"


def _show_grid(request: CouncilRequest, plan: Plan, form: BulkForm, status: int) -> HttpResponse:
    all_ticked = request.method != "POST" and request.GET.get("tick") == "shown"
    ticked = _ticked(request)
    whole = Grid(request.scope, plan, lambda action: all_ticked or action.pk in ticked)
    filters = GridFilterForm(request.GET, rows=whole.rows)
    matching = sorted(filter(filters.keeps, whole.rows), key=lambda row: bool(row.leads))
    page = Paginator(matching, MOST).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "form": form,
        "filters": filters,
        "held": whole.held,
        "unled": whole.sections((row for row in page if not row.leads), "-no-lead"),
        "led": whole.sections(row for row in page if row.leads),
        "bare": [] if filters.is_filtering else whole.without_actions(plan),
        "shown": len(page),
        "matching": len(matching),
        "total": len(whole.rows),
        "without_lead": sum(not row.leads for row in whole.rows),
        "pages": page_links(request.GET, page),
        "tick_all": _address(request, tick="shown"),
        "tick_none": _address(request, tick=None),
        "all_ticked": all_ticked,
    }
    return render_page(request, "leads/grid.html", context, status=status)


def _address(request: CouncilRequest, *, tick: str | None) -> str:
    """The same page with all rows ticked, or with none."""
    query = request.GET.copy()
    query.pop("tick", None)
    if tick:
        query["tick"] = tick
    return f"?{query.urlencode()}"


@require_http_methods(EDIT)
def action_leads(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Who is accountable for one action, and who delivers it."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    action = action_or_404(request.scope, plan, reference)
    return _edit(request, action.plan, action, ActionLeadsForm)


@require_http_methods(EDIT)
def recommendation_leads(request: CouncilRequest, plan: str, recommendation: int) -> HttpResponse:
    """Who leads one recommendation, and so the actions below it that have no lead of their own."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = recommendation_or_404(request.scope, plan, recommendation)
    return _edit(request, found.plan, found, RecommendationLeadsForm)


def _edit(
    request: CouncilRequest,
    plan: Plan,
    thing: Action | Recommendation,
    form_class: type[LeadsForm],
) -> HttpResponse:
    back = reverse("leads:grid", args=[request.scope.council.slug, plan.slug])
    back = f"{back}#{thing.anchor}"
    form, status = _save(request, _form(request, plan, thing, form_class), thing, form_class)
    if status == 302:
        return HttpResponseRedirect(back)
    context = {
        "heading": f"Who leads {subject_of(thing)}",
        "caption": thing.title if isinstance(thing, Action) else thing.wording,
        "introduction": _introduction(request, thing),
        "form": form,
        "back": back,
    }
    return render_page(request, "forms/row_page.html", context, status=status)


def _form(
    request: CouncilRequest,
    plan: Plan,
    thing: Action | Recommendation,
    form_class: type[LeadsForm],
    *,
    data: Any = None,
) -> LeadsForm:
    """The form as it is asked for or sent; ``data`` takes the place of what was sent."""
    rows = list(thing.leads.select_related("post"))
    present = [row for row in rows if row.holds_on(request.scope.today)]
    return form_class(
        data or request.POST or None,
        plan=plan,
        present=present,
        posts=posts_to_choose(request.scope, also=[row.post for row in present]),
        initial={"seen": digest(rows)},
    )


def _save(
    request: CouncilRequest,
    form: LeadsForm,
    thing: Action | Recommendation,
    form_class: type[LeadsForm],
) -> tuple[LeadsForm, int]:
    """Save what was sent; the form to show and its status, 302 when it is saved."""
    if request.method != "POST":
        return form, 200
    if not form.is_valid():
        return form, 422
    change = LeadChange(thing, form.changed_posts, seen=form.cleaned_data["seen"])
    try:
        lines = set_leads(plan=form.plan, changes=[change], **_given(request, form))
    except LeadsChangedMeanwhile:
        again = request.POST.copy()
        again["seen"] = digest(thing.leads.all())
        fresh = _form(request, form.plan, thing, form_class, data=again)
        fresh.is_valid()
        fresh.compare()
        return fresh, 409
    except CannotEdit as error:
        form.add_error(None, str(error))
        return form, 422
    words = "is set" if lines else "was so already; nothing has changed"
    say(request, f"Who leads {subject_of(thing)} {words}.")
    return form, 302


def _introduction(request: CouncilRequest, thing: Action | Recommendation) -> str:
    """What holds besides what the boxes say."""
    said = []
    if isinstance(thing, Action) and thing.recommendation:
        said.append("Without an accountable post of its own it inherits its recommendation’s.")
    later = planned(thing.leads.select_related("post"), request.scope.today)
    if later:
        said.append(f"Planned already: {'; '.join(later)}. What you save takes its place.")
    return " ".join(said)
