"""Making a plan, and what it is: key, timescales, columns."""

from django.urls import URLPattern

app_name = "set_up"

urlpatterns: list[URLPattern] = []
