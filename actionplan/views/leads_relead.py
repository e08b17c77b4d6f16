"""Everything that one post leads goes to another from a day on: asked for, looked at, done."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from actionplan.forms.leads_relead import ReleadForm, ReleadWhyForm
from actionplan.leading.post_use import counted, still_led
from actionplan.models import Change, Lead, Plan
from actionplan.queries.getters import plan_or_404
from actionplan.queries.leads import posts_to_choose
from actionplan.services.leads import relead as give
from actionplan.services.leads_led import Thing, thing_of
from actionplan.words import day as day_in_words
from council import permissions
from council.htmx import render_page
from council.messages import say
from council.models import Post
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit

CHANGED = (
    "Somebody else has changed some of these leads meanwhile. Nothing of yours is saved. "
    "The list shows them as they stand now; look at it and send it again."
)


@dataclass(frozen=True, slots=True)
class Item:
    """One lead that may go to the other post, as the list shows it."""

    lead: Lead
    thing: Thing
    is_ticked: bool


@require_http_methods(["GET", "HEAD", "POST"])
def relead(request: CouncilRequest, plan: str) -> HttpResponse:
    """Who gives what to whom stands in the address; what is sent says what of it, and why."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = plan_or_404(request.scope, plan)
    asked = _asked(request)
    if request.method != "POST" and not asked.is_bound:
        return _show(request, found, asked, None)
    if not asked.is_valid():
        return _show(request, found, asked, None, status=422 if request.method == "POST" else 200)
    form = ReleadWhyForm(request.POST or None, plan=found)
    leads = list(_leads(found, asked))
    status = _give(request, asked, form, leads) if request.method == "POST" else 200
    if status == 302:
        grid = reverse("leads:grid", args=[request.scope.council.slug, found.slug])
        return HttpResponseRedirect(grid)
    return _show(request, found, asked, form, status=status, leads=leads)


def _asked(request: CouncilRequest) -> ReleadForm:
    """The form of the address; bound once it says more than which post is meant."""
    posts = posts_to_choose(request.scope)
    standing = Post.objects.filter(council=request.scope.council, merged_into=None)
    mine = standing.filter(leads__isnull=False).distinct()
    old = [(post, post.title) for post in mine.order_by("title")]
    form = ReleadForm(request.GET if request.GET.keys() - {"post"} else None, old=old, new=posts)
    form.initial["post"] = request.GET.get("post", "")
    return form


def _leads(plan: Plan, asked: ReleadForm) -> QuerySet[Lead]:
    """What the post leads from the day on: in this plan, or in all that are not archived."""
    leads = still_led(asked.old, asked.cleaned_data["day"])
    if not asked.in_all_plans:
        leads = leads.filter(Q(action__plan=plan) | Q(recommendation__plan=plan))
    of_a_row = Q(action=None) | Q(action__left="")
    return leads.filter(of_a_row).order_by(
        "recommendation__plan", "action__plan", "recommendation__order", "action__number", "kind"
    )


def _give(
    request: CouncilRequest, asked: ReleadForm, form: ReleadWhyForm, leads: list[Lead]
) -> int:
    """Give what is ticked; 302, or the status to show the page with."""
    if not form.is_valid():
        return 422
    chosen = [lead for lead in leads if str(lead.pk) in (form.ticked or ())]
    if len(chosen) < len(form.ticked or ()):
        form.add_error(None, CHANGED)
        return 409
    day = asked.cleaned_data["day"]
    try:
        lines = give(leads=chosen, new=asked.new, by=request.user, why=form.why, day=day)
    except CannotEdit as error:
        form.add_error(None, str(error))
        return 422
    say(request, _done(lines, asked))
    return 302


def _done(lines: list[Change], asked: ReleadForm) -> str:
    """What has happened, with counts."""
    actions = sum(line.action_id is not None for line in lines)
    since = day_in_words(asked.cleaned_data["day"])
    return f"{asked.new} leads {counted(actions, len(lines) - actions)} from {since}."


def _show(
    request: CouncilRequest,
    plan: Plan,
    asked: ReleadForm,
    form: ReleadWhyForm | None,
    *,
    status: int = 200,
    leads: list[Lead] | None = None,
) -> HttpResponse:
    ticked = form.ticked if form else None
    items = [
        Item(lead, thing_of(lead), ticked is None or str(lead.pk) in ticked) for lead in leads or []
    ]
    actions = {item.thing for item in items if item.lead.action_id}
    above = {item.thing for item in items if not item.lead.action_id}
    context = {
        "plan": plan,
        "asked": asked,
        "form": form,
        "items": items,
        "counted": counted(len(actions), len(above)),
        "back": reverse("leads:grid", args=[request.scope.council.slug, plan.slug]),
    }
    return render_page(request, "leads/relead.html", context, status=status)
