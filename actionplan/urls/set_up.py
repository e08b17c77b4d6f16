"""Making a plan, and what it is: key, timescales, columns."""

from django.urls import path

from actionplan.views import doubts, set_up, set_up_parts

app_name = "set_up"

urlpatterns = [
    path("new/", set_up.plan_add, name="plan_add"),
    path("<slug:plan>/set-up/", set_up.plan_set_up, name="plan_set_up"),
    path("<slug:plan>/set-up/plan/", set_up.plan_edit, name="plan_edit"),
    path("<slug:plan>/set-up/key/", set_up_parts.key_edit, name="key_edit"),
    path("<slug:plan>/set-up/timescales/", set_up_parts.bands_edit, name="bands_edit"),
    path("<slug:plan>/set-up/rules/", set_up.rules_edit, name="rules_edit"),
    path("<slug:plan>/set-up/doubts/", doubts.doubt_list, name="doubt_list"),
    path("<slug:plan>/set-up/doubts/<int:doubt>/", doubts.doubt_settle, name="doubt_settle"),
    path("<slug:plan>/set-up/columns/", set_up_parts.columns_edit, name="columns_edit"),
]
