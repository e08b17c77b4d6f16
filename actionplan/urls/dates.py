"""New dates that leads propose, and that a post or a committee answers."""

from django.urls import path

from actionplan.views import dates

app_name = "dates"

urlpatterns = [
    path("", dates.date_list, name="date_list"),
    path("minutes/<int:answer>/", dates.date_minute, name="date_minute"),
    path("<slug:reference>/answer/", dates.date_answer, name="date_answer"),
    path("<slug:reference>/take-back/", dates.date_take_back, name="date_take_back"),
]
