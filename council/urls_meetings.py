"""Committees, their meetings, and cycles of meetings."""

from django.urls import path

from council.views import meetings

app_name = "meetings"

urlpatterns = [
    path("", meetings.meeting_list, name="meeting_list"),
]
