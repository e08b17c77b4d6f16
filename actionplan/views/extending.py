"""Giving one post more time for its updates, and taking that back."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods, require_POST

from actionplan.forms.extending import ExtensionForm
from actionplan.models import Extension, Period
from actionplan.queries.desk import plan_with_period
from actionplan.services.extending import give_longer, take_back
from actionplan.views.desk import desk_url
from actionplan.words import day
from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.models import Post
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit


@require_http_methods(["GET", "HEAD", "POST"])
def extension(request: CouncilRequest, plan: str, post: int) -> HttpResponse:
    """One post of the plan, the day until which it has time, and why."""
    period, of = _asked(request, plan, post)
    stands = period.extensions.standing().filter(post=of).first()
    form = ExtensionForm(request.POST or None, initial=_initial(stands))
    if request.method == "POST" and form.is_valid() and _given(request, period, of, form):
        return HttpResponseRedirect(desk_url(period.plan))
    context = {
        "plan": period.plan,
        "period": period,
        "post": of,
        "stands": stands,
        "form": form,
        "back": desk_url(period.plan),
    }
    status = 422 if request.method == "POST" else 200
    return render_page(request, "desk/extension.html", context, status=status)


@require_POST
def extension_back(request: CouncilRequest, plan: str, post: int) -> HttpResponse:
    """The post's updates are due with all others again."""
    period, of = _asked(request, plan, post)
    try:
        taken = take_back(period=period, post=of, by=request.user)
    except CannotEdit as error:
        regret(request, str(error))
    else:
        say(request, f"{of} has no more time than others{'' if taken else ' already'}.")
    return HttpResponseRedirect(desk_url(period.plan))


def _asked(request: CouncilRequest, plan: str, post: int) -> tuple[Period, Post]:
    """The period that runs and a post of the council; 403 without the right or a period."""
    permissions.check(request.scope, Permission.CLOSE_PERIODS)
    _, period = plan_with_period(request.scope, plan)
    if period is None:
        raise PermissionDenied("No period of this plan runs, so nobody needs more time.")
    found = Post.objects.in_use().filter(council=request.scope.council, pk=post).first()
    if found is None:
        raise Http404("No such post.")
    return period, found


def _initial(stands: Extension | None) -> dict[str, object]:
    return {"until": stands.until, "reason": stands.reason} if stands else {}


def _given(request: CouncilRequest, period: Period, post: Post, form: ExtensionForm) -> bool:
    """Whether the post has that time now; if not, the form says why."""
    until = form.cleaned_data["until"]
    try:
        give_longer(period=period, post=post, by=request.user, **form.cleaned_data)
    except CannotEdit as error:
        form.add_error("until", str(error))
        return False
    say(request, f"{post} has until {day(until)} for its updates.")
    return True
