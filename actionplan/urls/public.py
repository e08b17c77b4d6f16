"""What anybody may read without an account. No address here goes through the council's scope."""

from django.urls import path

from actionplan.interchange import SCHEMA
from actionplan.views import public

app_name = "public"
PLAN, FILE = "<slug:of>/<slug:plan>/", "files/<slug:kind>/"

urlpatterns = [
    path(f"plan-{SCHEMA}.schema.json", public.plan_schema, name="plan_schema"),
    path("<slug:of>/brand.css", public.brand, name="brand"),
    path(PLAN, public.plan_public, name="plan_public"),
    path(f"{PLAN}{FILE}", public.plan_file, name="plan_file"),
    path(f"{PLAN}<slug:period>/", public.period_public, name="period_public"),
    path(f"{PLAN}<slug:period>/{FILE}", public.period_file, name="period_file"),
]
