"""The reporting periods of a plan. A closed one keeps its address for ever."""

from django.urls import path

from actionplan.views import corrections, narratives, period_seal, period_steps, periods

app_name = "periods"

urlpatterns = [
    path("", periods.period_list, name="period_list"),
    path("add/", periods.period_add, name="period_add"),
    path("<slug:period>/", periods.period_detail, name="period_detail"),
    path("<slug:period>/edit/", periods.period_edit, name="period_edit"),
    path("<slug:period>/closing/", period_steps.period_closing, name="period_closing"),
    path("<slug:period>/open/", period_steps.period_open, name="period_open"),
    path("<slug:period>/remind/", period_steps.period_remind, name="period_remind"),
    path("<slug:period>/close-and-lock/", period_seal.period_seal, name="period_seal"),
    path("<slug:period>/text/", periods.period_text, name="period_text"),
    path("<slug:period>/narrative/", narratives.narrative_list, name="narrative_list"),
    path("<slug:period>/narrative/<int:about>/", narratives.narrative_edit, name="narrative_edit"),
    path("<slug:period>/corrections/add/", corrections.correction_add, name="correction_add"),
]
