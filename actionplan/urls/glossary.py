"""The council's glossary."""

from django.urls import path

from actionplan.views import glossary

app_name = "glossary"

urlpatterns = [
    path("", glossary.term_list, name="term_list"),
    path("add/", glossary.term_add, name="term_add"),
    path("<int:term>/edit/", glossary.term_edit, name="term_edit"),
    path("<int:term>/remove/", glossary.term_remove, name="term_remove"),
]
