"""The floor: a bare Django application that only selects the same rows and prints them.

No log-in, no middleware, no forms, no rules: three views over the product's own tables, with the
product's way to the database, through plain templates. What the product takes beyond this is
what its work costs.
"""

import os
import uuid
from collections import Counter, defaultdict
from typing import Any

import environs
from django.conf import settings

if not settings.configured:
    database = environs.Env().dj_db_url("DATABASE_URL")
    settings.configure(
        ALLOWED_HOSTS=["127.0.0.1"],
        AUTH_USER_MODEL="council.Person",
        DATABASES={"default": database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}},
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        INSTALLED_APPS=[
            "council",
            "strategy",
            "actionplan",
            "django.contrib.auth",
            "django.contrib.contenttypes",
        ],
        ROOT_URLCONF=__name__,
        SECRET_KEY=os.environ["SECRET_KEY"],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "DIRS": [os.path.join(os.path.dirname(__file__), "templates")],
            }
        ],
        TIME_ZONE="Europe/London",
        USE_I18N=False,
        USE_TZ=True,
    )

from django.core.wsgi import get_wsgi_application
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone

application = get_wsgi_application()

from actionplan.models import Action, Lead, Plan  # noqa: E402


def rows_of(plan: Plan, number: int) -> list[Any]:
    """The first ``number`` actions with everything that is printed of them: two queries."""
    posts = defaultdict(list)
    leads = Lead.objects.filter(Q(action__plan=plan) | Q(recommendation__plan=plan))
    for lead in leads.select_related("post"):
        posts[lead.action_id, lead.recommendation_id].append(lead.post.title)
    actions = Action.objects.filter(plan=plan).select_related("recommendation", "latest__by")
    found = list(actions.in_plan_order()[:number])
    for action in found:
        own = posts[action.pk, None] or posts[None, action.recommendation_id]
        action.owners = own  # type: ignore[attr-defined]
    return found


def page(plan_id: int, number: int) -> dict[str, Any]:
    """What the template needs."""
    plan = Plan.objects.get(pk=plan_id)
    return {"plan": plan, "actions": rows_of(plan, number)}


def show_plan(request: HttpRequest, plan_id: int, number: int) -> HttpResponse:
    """The rows as a table."""
    return render(request, "plan.html", page(plan_id, number))


def print_plan(request: HttpRequest, plan_id: int, number: int) -> HttpResponse:
    """The same table through the same PDF library, with no style of ours and no tags."""
    import weasyprint

    html = render_to_string("plan.html", page(plan_id, number))
    return HttpResponse(weasyprint.HTML(string=html).write_pdf(), content_type="application/pdf")


def update(request: HttpRequest, action_id: int) -> HttpResponse:
    """One INSERT into the log and one UPDATE of the action; prints the row."""
    action = Action.objects.select_related("plan", "latest__by").get(pk=action_id)
    latest = action.latest
    if latest is None:
        raise ValueError("nobody has spoken of this action")
    latest.pk = None
    latest.once = uuid.uuid4()
    latest.number += 1
    latest.commentary = request.POST["commentary"]
    latest.recorded_at = timezone.now()
    with transaction.atomic():
        latest.save(force_insert=True)
        Action.objects.filter(pk=action_id).update(latest=latest)
    return render(request, "plan.html#row", {"plan": action.plan, "action": action})


def dashboard(request: HttpRequest, plan_id: int) -> HttpResponse:
    """Counts by rating and status, and the five rows that are longest past their date."""
    plan = Plan.objects.get(pk=plan_id)
    counts: Counter[str] = Counter()
    for row in plan.actions.values("latest__rating", "latest__status").annotate(number=Count("pk")):
        counts[row["latest__rating"]] += row["number"]
        counts[row["latest__status"]] += row["number"]
    dated = plan.actions.filter(latest__due_date__isnull=False).select_related("latest")
    worst = dated.order_by("latest__due_date")[:5]
    context = {"plan": plan, "counts": counts.items(), "worst": worst}
    return render(request, "dashboard.html", context)


urlpatterns = [
    path("plan/<int:plan_id>/<int:number>/", show_plan),
    path("plan/<int:plan_id>/<int:number>/pdf/", print_plan),
    path("update/<int:action_id>/", update),
    path("dashboard/<int:plan_id>/", dashboard),
]
