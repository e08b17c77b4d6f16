"""Actions arising at a meeting."""

from django.urls import path

from actionplan.views import arising

app_name = "arising"

urlpatterns = [
    path("<int:meeting>/arising/", arising.meeting_arising, name="meeting_arising"),
]
