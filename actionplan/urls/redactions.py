"""Personal data taken out for good."""

from django.urls import path

from actionplan.views import redactions

app_name = "redactions"

urlpatterns = [
    path("", redactions.redaction_list, name="redaction_list"),
    path(
        "<slug:plan>/<slug:reference>/<int:number>/", redactions.entry_redact, name="entry_redact"
    ),
]
