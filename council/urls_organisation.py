"""Service areas, posts, and the council itself."""

from django.urls import path

from council.views import organisation

app_name = "organisation"

urlpatterns = [
    path("", organisation.overview, name="overview"),
]
