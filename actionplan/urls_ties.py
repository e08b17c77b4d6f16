"""Due dates that hang on meetings."""

from django.urls import URLPattern

app_name = "ties"

urlpatterns: list[URLPattern] = []
