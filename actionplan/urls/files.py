"""Plans that come as Word or Excel files."""

from django.urls import path

from actionplan.views import bring_in, deciding, files, found

app_name = "files"

urlpatterns = [
    path("", files.file_list, name="file_list"),
    path("send/", files.file_send, name="file_send"),
    path("<int:file>/", files.file_detail, name="file_detail"),
    path("<int:file>/again/", files.file_again, name="file_again"),
    path("<int:file>/found/", found.file_columns, name="file_columns"),
    path("<int:file>/rows/<int:place>/", deciding.file_row, name="file_row"),
    path("<int:file>/alike/", deciding.file_alike, name="file_alike"),
    path("<int:file>/missing/", deciding.file_missing, name="file_missing"),
    path("<int:file>/bring-in/", bring_in.file_apply, name="file_apply"),
    path("<int:file>/receipt/", bring_in.file_receipt, name="file_receipt"),
    path("<int:file>/undo/", bring_in.file_undo, name="file_undo"),
    path("<int:file>/original/", files.file_original, name="file_original"),
    path("<int:file>/discard/", files.file_discard, name="file_discard"),
]
