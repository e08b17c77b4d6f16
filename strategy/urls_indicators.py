"""Addresses of indicators, under a council's ``indicators/``."""

from django.urls import path

from strategy.views import definition, indicators, quarter

app_name = "indicators"

urlpatterns = [
    path("", indicators.indicator_list, name="indicator_list"),
    path("quarter/", quarter.indicator_quarter, name="indicator_quarter"),
    path("<slug:strategy>/<slug:code>/", indicators.indicator_detail, name="indicator_detail"),
    path("<slug:strategy>/<slug:code>/edit/", definition.indicator_edit, name="indicator_edit"),
]
