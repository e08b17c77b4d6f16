"""Meeting mode: the exceptions of one plan or of all, one by one."""

from django.urls import path

from actionplan.views import meeting_mode

app_name = "exceptions"

urlpatterns = [
    path("", meeting_mode.meeting_mode, name="meeting_mode"),
    path("<slug:plan>/<slug:reference>/", meeting_mode.exception, name="exception"),
]
