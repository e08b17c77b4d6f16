"""Addresses of strategies under a council. The scope middleware has resolved the council."""

from django.urls import path

from strategy.views import files, pages

app_name = "strategy"

urlpatterns = [
    path("", pages.strategy_list, name="strategy_list"),
    path("<slug:strategy>/", pages.strategy_detail, name="strategy_detail"),
    path("<slug:strategy>/pdf/", files.strategy_pdf, name="strategy_pdf"),
    path(
        "<slug:strategy>/principles/<slug:code>/", pages.principle_detail, name="principle_detail"
    ),
    path("<slug:strategy>/outcomes/<slug:code>/", pages.outcome_detail, name="outcome_detail"),
]
