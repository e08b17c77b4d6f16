"""Links in e-mails, and what a person is told by e-mail: outside any council."""

from django.urls import path

from actionplan.views import mail

app_name = "mail"

urlpatterns = [
    path("", mail.mail_settings, name="settings"),
    path("open/<str:token>/", mail.mail_open, name="open"),
    path("choose/<str:token>/", mail.mail_decline, name="decline"),
]
