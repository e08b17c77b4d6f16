"""Seeing the council as others do."""

from django.urls import path

from actionplan.views import see_as

app_name = "see_as"

urlpatterns = [
    path("", see_as.see_as, name="see_as"),
    path("end/", see_as.see_as_end, name="see_as_end"),
]
