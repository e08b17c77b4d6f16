"""A plan from its adoption to the archive."""

from django.urls import URLPattern

app_name = "life"

urlpatterns: list[URLPattern] = []
