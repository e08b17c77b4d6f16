"""Plans that come as Word or Excel files."""

from django.urls import path

from actionplan.views import files

app_name = "files"

urlpatterns = [
    path("", files.file_list, name="file_list"),
    path("send/", files.file_send, name="file_send"),
    path("<int:file>/", files.file_detail, name="file_detail"),
    path("<int:file>/original/", files.file_original, name="file_original"),
]
