"""The pages of a plan's life, and what is sent from them."""

from django.urls import reverse

from actionplan.models import Plan
from council.versions import newest

HOSTILE = "x" * 5000 + "\x00\u202e<script>alert(1)</script>"


def address(cast, name: str = "plan_life", plan: Plan | None = None) -> str:
    return reverse(f"life:{name}", args=[cast.council.slug, (plan or cast.plan).slug])


def put(plan: Plan, state: str) -> None:
    """Into a state, as if by the steps before it."""
    Plan.objects.filter(pk=plan.pk).update(state=state)
    plan.state = state


def state_of(plan: Plan) -> str:
    return Plan.objects.get(pk=plan.pk).state


def form(plan: Plan, **fields: object) -> dict[str, object]:
    usual = {"seen": newest(plan) or "", "reason": "The council has decided so."}
    return {name: value for name, value in (usual | fields).items() if value is not None}


STEPS = {
    "plan_adopt": "draft",
    "plan_redraft": "active",
    "plan_close": "active",
    "plan_reopen": "closing",
    "plan_settle": "closing",
    "plan_archive": "closing",
}
