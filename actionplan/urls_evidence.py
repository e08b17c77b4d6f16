"""Evidence for an action."""

from django.urls import URLPattern

app_name = "evidence"

urlpatterns: list[URLPattern] = []
