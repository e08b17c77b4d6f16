"""Addresses. Outside a council stand only accounts, admin, health and static files."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from council.views import pages

# The admin's log-in is the product's own, with its rate limits and (later) its second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("", pages.home, name="home"),
    path("health/", pages.health, name="health"),
    # People are invited, so their addresses are changed by the plan manager, not by allauth's page.
    path("account/email/", pages.not_here),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("mail/", include("actionplan.urls_mail")),
    path("public/", include("actionplan.urls_public")),
    path("<slug:council>/brand.css", pages.brand, name="brand"),
    path("<slug:council>/strategies/", include("strategy.urls")),
    path("<slug:council>/indicators/", include("strategy.urls_indicators")),
    path("<slug:council>/thread/", include("actionplan.urls_thread")),
    path("<slug:council>/search/", include("actionplan.urls_search")),
    path("<slug:council>/see-as/", include("actionplan.urls_see_as")),
    path("<slug:council>/organisation/", include("council.urls_organisation")),
    path("<slug:council>/organisation/glossary/", include("actionplan.urls_glossary")),
    path("<slug:council>/organisation/people/", include("council.urls_people")),
    path("<slug:council>/meetings/", include("council.urls_meetings")),
    path("<slug:council>/meetings/", include("actionplan.urls_arising")),
    path("<slug:council>/meetings/reports/", include("actionplan.urls_reports")),
    path("<slug:council>/meetings/due/", include("actionplan.urls_ties")),
    path("<slug:council>/plan-files/headings/", include("actionplan.urls_headings")),
    path("<slug:council>/plan-files/", include("actionplan.urls_files")),
    path("<slug:council>/my-updates/", include("actionplan.urls_mine")),
    path("<slug:council>/exceptions/", include("actionplan.urls_exceptions")),
    path("<slug:council>/redactions/", include("actionplan.urls_redactions")),
    path("<slug:council>/plans/", include("actionplan.urls_set_up")),
    path("<slug:council>/plans/<slug:plan>/structure/", include("actionplan.urls_structure")),
    path("<slug:council>/plans/<slug:plan>/leads/", include("actionplan.urls_leads")),
    path("<slug:council>/plans/<slug:plan>/life/", include("actionplan.urls_life")),
    path("<slug:council>/plans/<slug:plan>/dates/", include("actionplan.urls_dates")),
    path("<slug:council>/plans/<slug:plan>/duties/", include("actionplan.urls_duties")),
    path("<slug:council>/plans/<slug:plan>/desk/", include("actionplan.urls_desk")),
    path("<slug:council>/plans/<slug:plan>/periods/", include("actionplan.urls_periods")),
    path(
        "<slug:council>/plans/<slug:plan>/actions/<slug:reference>/evidence/",
        include("actionplan.urls_evidence"),
    ),
    path(
        "<slug:council>/plans/<slug:plan>/actions/<slug:reference>/queries/",
        include("actionplan.urls_queries"),
    ),
    path("<slug:council>/", include("actionplan.urls")),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("components/", pages.gallery, name="gallery"))
