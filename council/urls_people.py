"""People: invited, their roles, and their leaving; and the council itself."""

from django.urls import path

from council.views import council_edit, people, people_edit, people_import, people_leaving

app_name = "people"

urlpatterns = [
    path("", people.person_list, name="person_list"),
    path("invite/", people_edit.person_invite, name="person_invite"),
    path("import/", people_import.person_import, name="person_import"),
    path("import/apply/", people_import.person_import_apply, name="person_import_apply"),
    path("import/people.csv", people_import.person_template, name="person_template"),
    path("council/", council_edit.council_edit, name="council_edit"),
    path("council/history/", council_edit.council_history, name="council_history"),
    path("<int:person>/", people.person_detail, name="person_detail"),
    path("<int:person>/edit/", people_edit.person_edit, name="person_edit"),
    path("<int:person>/roles/", people_edit.person_roles, name="person_roles"),
    path("<int:person>/leave/", people_leaving.person_leave, name="person_leave"),
    path("<int:person>/return/", people_leaving.person_return, name="person_return"),
    path("<int:person>/invite-again/", people_edit.person_invite_again, name="person_invite_again"),
]
