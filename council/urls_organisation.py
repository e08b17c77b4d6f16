"""Service areas, posts, and the council itself."""

from django.urls import path

from council.views import (
    areas,
    organisation,
    posts,
    posts_editing,
    posts_holding,
    posts_import,
    posts_merging,
    unsent,
)

app_name = "organisation"

POST = "posts/<int:post>/"
HOLDING = f"{POST}holders/<int:holding>/"

urlpatterns = [
    path("", organisation.overview, name="overview"),
    path("areas/", areas.area_list, name="area_list"),
    path("areas/add/", areas.area_add, name="area_add"),
    path("areas/<int:area>/edit/", areas.area_edit, name="area_edit"),
    path("areas/<int:area>/remove/", areas.area_remove, name="area_remove"),
    path("unsent/", unsent.unsent_list, name="unsent_list"),
    path("unsent/again/", unsent.unsent_all, name="unsent_all"),
    path("unsent/<int:email>/again/", unsent.unsent_again, name="unsent_again"),
    path("unsent/<int:email>/aside/", unsent.unsent_aside, name="unsent_aside"),
    path("posts/", posts.post_list, name="post_list"),
    path("posts/add/", posts_editing.post_add, name="post_add"),
    path("posts/import/", posts_import.post_import, name="post_import"),
    path("posts/import/apply/", posts_import.post_import_apply, name="post_import_apply"),
    path("posts/import/posts.csv", posts_import.post_template, name="post_template"),
    path(POST, posts.post_detail, name="post_detail"),
    path(f"{POST}edit/", posts_editing.post_edit, name="post_edit"),
    path(f"{POST}rename/", posts_editing.post_rename, name="post_rename"),
    path(f"{POST}end/", posts_editing.post_end, name="post_end"),
    path(f"{POST}reopen/", posts_editing.post_reopen, name="post_reopen"),
    path(f"{POST}merge/", posts_merging.post_merge, name="post_merge"),
    path(f"{POST}split/", posts_merging.post_split, name="post_split"),
    path(f"{POST}names/add/", posts_editing.alias_add, name="alias_add"),
    path(f"{POST}names/<int:alias>/remove/", posts_editing.alias_remove, name="alias_remove"),
    path(f"{POST}holders/add/", posts_holding.holding_add, name="holding_add"),
    path(f"{HOLDING}edit/", posts_holding.holding_edit, name="holding_edit"),
    path(f"{HOLDING}end/", posts_holding.holding_end, name="holding_end"),
    path(f"{HOLDING}remove/", posts_holding.holding_remove, name="holding_remove"),
    path(f"{HOLDING}absences/add/", posts_holding.absence_add, name="absence_add"),
    path(
        f"{HOLDING}absences/<int:absence>/remove/",
        posts_holding.absence_remove,
        name="absence_remove",
    ),
]
