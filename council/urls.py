"""Addresses. Outside a council stand only accounts, admin, health and static files."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from council import views

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("<slug:council>/brand.css", views.brand, name="brand"),
    path("<slug:council>/", include("actionplan.urls")),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("components/", views.gallery, name="gallery"))
