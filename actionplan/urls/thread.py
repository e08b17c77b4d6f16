"""Addresses of the golden thread, under a council's ``thread/``."""

from django.urls import path

from actionplan.views import coverage, thread, thread_links

app_name = "thread"

urlpatterns = [
    path("", thread.thread_list, name="thread_list"),
    path("gaps/", coverage.thread_coverage, name="thread_coverage"),
    path("gaps/<slug:gap>/", coverage.thread_gap, name="thread_gap"),
    path("strategies/<slug:strategy>/", thread.thread_overview, name="thread_overview"),
    path("strategies/<slug:strategy>/actions/", thread.thread_actions, name="thread_actions"),
    path(
        "strategies/<slug:strategy>/outcomes/<slug:code>/",
        thread_links.outcome_links,
        name="outcome_links",
    ),
    path(
        "strategies/<slug:strategy>/principles/<slug:code>/",
        thread_links.principle_links,
        name="principle_links",
    ),
    path(
        "plans/<slug:plan>/actions/<slug:reference>/",
        thread_links.action_links,
        name="action_links",
    ),
    path(
        "plans/<slug:plan>/recommendations/<int:recommendation>/",
        thread_links.recommendation_links,
        name="recommendation_links",
    ),
]
