"""Evidence for an action."""

from django.urls import path

from actionplan.views import evidence

app_name = "evidence"

urlpatterns = [
    path("add/", evidence.evidence_add, name="evidence_add"),
    path("<int:evidence>/", evidence.evidence_file, name="evidence_file"),
    path("<int:evidence>/withdraw/", evidence.evidence_withdraw, name="evidence_withdraw"),
]
