"""Addresses under a council. The scope middleware has resolved the council before any view."""

from django.urls import path

from actionplan.views import (
    action,
    action_row,
    action_update,
    agreeing,
    board,
    changes,
    council_pack,
    dashboard,
    download,
    needs,
    plainly,
    returning,
    standing,
)

app_name = "actionplan"

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("needs/<slug:need>/", needs.need_list, name="need_list"),
    path("figures/pdf/", council_pack.dashboard_pack, name="dashboard_pack"),
    path("figures/<slug:figure>/", needs.figure_list, name="figure_list"),
    path("plans/", dashboard.plan_list, name="plan_list"),
    path("plans/<slug:plan>/", board.plan_detail, name="plan_detail"),
    path("plans/<slug:plan>/figures/", standing.plan_standing, name="plan_standing"),
    path("plans/<slug:plan>/figures/pdf/", standing.plan_pack, name="plan_pack"),
    path("plans/<slug:plan>/in-plain-words/", plainly.plan_plainly, name="plan_plainly"),
    path("plans/<slug:plan>/changes/", changes.plan_changes, name="plan_changes"),
    path("plans/<slug:plan>/download/", download.plan_download, name="plan_download"),
    path("plans/<slug:plan>/return-forms/", returning.return_forms, name="return_forms"),
    path("plans/<slug:plan>/actions/<slug:reference>/", action.action_detail, name="action_detail"),
    path(
        "plans/<slug:plan>/actions/<slug:reference>/row/",
        action_row.action_row,
        name="action_row",
    ),
    path(
        "plans/<slug:plan>/actions/<slug:reference>/update/",
        action_update.action_update,
        name="action_update",
    ),
    path(
        "plans/<slug:plan>/actions/<slug:reference>/agree/",
        agreeing.action_agree,
        name="action_agree",
    ),
]
