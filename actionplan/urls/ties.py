"""Due dates that hang on meetings."""

from django.urls import path

from actionplan.views import ties

app_name = "ties"

urlpatterns = [
    path("", ties.tie_list, name="tie_list"),
    path("<slug:plan>/tie/", ties.tie_add, name="tie_add"),
    path("<slug:plan>/<slug:reference>/untie/", ties.tie_remove, name="tie_remove"),
    path("<slug:plan>/<slug:reference>/settle/", ties.tie_settle, name="tie_settle"),
]
