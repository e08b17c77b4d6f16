"""Plans that come as Word or Excel files."""

from django.urls import URLPattern

app_name = "files"

urlpatterns: list[URLPattern] = []
