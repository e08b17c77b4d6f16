"""Who leads what in a plan."""

from django.urls import path

from actionplan.views import leads, leads_relead

app_name = "leads"

urlpatterns = [
    path("", leads.grid, name="grid"),
    path("actions/<slug:reference>/", leads.action_leads, name="action_leads"),
    path(
        "recommendations/<int:recommendation>/",
        leads.recommendation_leads,
        name="recommendation_leads",
    ),
    path("relead/", leads_relead.relead, name="relead"),
]
