"""Addresses of strategies under a council. The scope middleware has resolved the council."""

from django.urls import path

from strategy.views import editing, files, pages, parts

app_name = "strategy"

urlpatterns = [
    path("", pages.strategy_list, name="strategy_list"),
    path("<slug:strategy>/", pages.strategy_detail, name="strategy_detail"),
    path("<slug:strategy>/pdf/", files.strategy_pdf, name="strategy_pdf"),
    path(
        "<slug:strategy>/principles/<slug:code>/", pages.principle_detail, name="principle_detail"
    ),
    path("<slug:strategy>/outcomes/<slug:code>/", pages.outcome_detail, name="outcome_detail"),
    path("<slug:strategy>/history/", editing.strategy_history, name="strategy_history"),
    path("<slug:strategy>/edit/", editing.part_list, name="part_list"),
    path("<slug:strategy>/edit/strategy/", editing.strategy_edit, name="strategy_edit"),
    path("<slug:strategy>/edit/links/", editing.strategy_links, name="strategy_links"),
    path("<slug:strategy>/edit/status/", editing.strategy_status, name="strategy_status"),
    path("<slug:strategy>/parts/<slug:kind>/add/", parts.part_add, name="part_add"),
    path("<slug:strategy>/parts/<slug:kind>/<slug:code>/edit/", parts.part_edit, name="part_edit"),
    path("<slug:strategy>/parts/<slug:kind>/<slug:code>/move/", parts.part_move, name="part_move"),
    path(
        "<slug:strategy>/parts/<slug:kind>/<slug:code>/remove/",
        parts.part_remove,
        name="part_remove",
    ),
]
