"""What one person owes: all of it on one page, each update in its place, drafts; handover."""

from django.urls import path

from actionplan.views import handover, my_updates, one_to_one

app_name = "mine"

urlpatterns = [
    path("", my_updates.my_updates, name="my_updates"),
    path("progress/", my_updates.my_progress, name="my_progress"),
    path("posts/<int:post>/", handover.handover, name="handover"),
    path("posts/<int:post>/sheet/", one_to_one.one_to_one, name="one_to_one"),
    path("posts/<int:post>/sheet/<slug:kind>/", one_to_one.one_to_one_file, name="one_to_one_file"),
    path("<slug:plan>/<slug:reference>/", my_updates.my_update, name="my_update"),
    path("<slug:plan>/<slug:reference>/draft/", my_updates.my_draft, name="my_draft"),
]
