"""A plan from its adoption to the archive."""

from django.urls import path

from actionplan.views import life, life_settle, life_steps

app_name = "life"

urlpatterns = [
    path("", life.plan_life, name="plan_life"),
    path("adopt/", life_steps.plan_adopt, name="plan_adopt"),
    path("draft/", life_steps.plan_redraft, name="plan_redraft"),
    path("close/", life_steps.plan_close, name="plan_close"),
    path("active/", life_steps.plan_reopen, name="plan_reopen"),
    path("settle/", life_settle.plan_settle, name="plan_settle"),
    path("archive/", life_steps.plan_archive, name="plan_archive"),
]
