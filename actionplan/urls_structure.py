"""What a plan is made of, and the register of its changes."""

from django.urls import URLPattern

app_name = "structure"

urlpatterns: list[URLPattern] = []
