"""The council's own headings, by which the files of its plans are read."""

from django.urls import path

from actionplan.views import headings

app_name = "headings"

urlpatterns = [
    path("", headings.heading_list, name="heading_list"),
    path("<int:heading>/remove/", headings.heading_remove, name="heading_remove"),
]
