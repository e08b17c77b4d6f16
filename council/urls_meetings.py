"""Committees, their meetings, and cycles of meetings."""

from django.urls import path

from council.views import (
    committees,
    meetings,
    meetings_cycles,
    meetings_editing,
    meetings_import,
    meetings_moving,
)

app_name = "meetings"

urlpatterns = [
    path("", meetings.meeting_list, name="meeting_list"),
    path("add/", meetings_editing.meeting_add, name="meeting_add"),
    path("import/", meetings_import.calendar_import, name="calendar_import"),
    path("import/apply/", meetings_import.calendar_apply, name="calendar_apply"),
    path("import/template.csv", meetings_import.calendar_template, name="calendar_template"),
    path("committees/", committees.committee_list, name="committee_list"),
    path("committees/add/", committees.committee_add, name="committee_add"),
    path("committees/<int:committee>/edit/", committees.committee_edit, name="committee_edit"),
    path("committees/<int:committee>/usual/", committees.committee_usual, name="committee_usual"),
    path("committees/<int:committee>/end/", committees.committee_end, name="committee_end"),
    path(
        "committees/<int:committee>/remove/", committees.committee_remove, name="committee_remove"
    ),
    path("cycles/", meetings_cycles.cycle_list, name="cycle_list"),
    path("cycles/add/", meetings_cycles.cycle_add, name="cycle_add"),
    path("cycles/<int:cycle>/edit/", meetings_cycles.cycle_edit, name="cycle_edit"),
    path("cycles/<int:cycle>/remove/", meetings_cycles.cycle_remove, name="cycle_remove"),
    path("<int:meeting>/", meetings.meeting_detail, name="meeting_detail"),
    path("<int:meeting>/edit/", meetings_editing.meeting_edit, name="meeting_edit"),
    path("<int:meeting>/move/", meetings_moving.meeting_move, name="meeting_move"),
    path("<int:meeting>/cancel/", meetings_moving.meeting_cancel, name="meeting_cancel"),
    path("<int:meeting>/restore/", meetings_moving.meeting_restore, name="meeting_restore"),
    path("<int:meeting>/remove/", meetings_editing.meeting_remove, name="meeting_remove"),
]
