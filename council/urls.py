"""Addresses. Outside a council stand only accounts, admin, health and static files."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from council import views

# The admin's log-in is the product's own, with its rate limits and (later) its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    # People are invited, so their addresses are changed by the plan manager, not by allauth's page.
    path("account/email/", views.not_here),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("<slug:council>/brand.css", views.brand, name="brand"),
    path("<slug:council>/strategies/", include("strategy.urls")),
    path("<slug:council>/indicators/", include("strategy.urls_indicators")),
    path("<slug:council>/thread/", include("actionplan.urls_thread")),
    path("<slug:council>/search/", include("actionplan.urls_search")),
    path("<slug:council>/", include("actionplan.urls")),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("components/", views.gallery, name="gallery"))
