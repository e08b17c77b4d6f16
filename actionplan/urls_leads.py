"""Who leads what in a plan."""

from django.urls import URLPattern

app_name = "leads"

urlpatterns: list[URLPattern] = []
