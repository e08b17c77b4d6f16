"""What anybody may read without an account. No address here goes through the council's scope."""

from django.urls import path

from actionplan.views import public

app_name = "public"

urlpatterns = [
    path("brand.css", public.brand, name="brand"),
    path("<slug:plan>/", public.plan_public, name="plan_public"),
    path("<slug:plan>/files/<slug:kind>/", public.plan_file, name="plan_file"),
    path("<slug:plan>/<slug:period>/", public.period_public, name="period_public"),
    path("<slug:plan>/<slug:period>/files/<slug:kind>/", public.period_file, name="period_file"),
]
