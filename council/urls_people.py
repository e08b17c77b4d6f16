"""People: invited, their roles, and their leaving."""

from django.urls import URLPattern

app_name = "people"

urlpatterns: list[URLPattern] = []
