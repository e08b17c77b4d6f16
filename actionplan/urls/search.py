"""The address of the search, under a council's ``search/``."""

from django.urls import path

from actionplan.views.search import search

urlpatterns = [path("", search, name="search")]
