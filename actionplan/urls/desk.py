"""The plan manager's desk of one plan: who is asked, and what is recorded on behalf of leads."""

from django.urls import path

from actionplan.views import desk, escalation, extending, grid, read_through, unchanged

app_name = "desk"

urlpatterns = [
    path("", desk.plan_desk, name="plan_desk"),
    path("ask/", desk.desk_ask, name="desk_ask"),
    path("grid/", grid.grid, name="grid"),
    path("heads/", escalation.escalation, name="escalation"),
    path("longer/<int:post>/", extending.extension, name="extension"),
    path("longer/<int:post>/back/", extending.extension_back, name="extension_back"),
    path("read-through/", read_through.read_through, name="read_through"),
    path("no-change/", unchanged.no_change, name="no_change"),
]
