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
    path("mail/", include("actionplan.urls.mail")),
    path("public/", include("actionplan.urls.public")),
    path("<slug:council>/brand.css", pages.brand, name="brand"),
    path("<slug:council>/strategies/", include("strategy.urls")),
    path("<slug:council>/indicators/", include("strategy.urls_indicators")),
    path("<slug:council>/thread/", include("actionplan.urls.thread")),
    path("<slug:council>/search/", include("actionplan.urls.search")),
    path("<slug:council>/see-as/", include("actionplan.urls.see_as")),
    path("<slug:council>/organisation/", include("council.urls_organisation")),
    path("<slug:council>/organisation/glossary/", include("actionplan.urls.glossary")),
    path("<slug:council>/organisation/people/", include("council.urls_people")),
    path("<slug:council>/meetings/", include("council.urls_meetings")),
    path("<slug:council>/meetings/", include("actionplan.urls.arising")),
    path("<slug:council>/meetings/reports/", include("actionplan.urls.reports")),
    path("<slug:council>/meetings/due/", include("actionplan.urls.ties")),
    path("<slug:council>/plan-files/headings/", include("actionplan.urls.headings")),
    path("<slug:council>/plan-files/", include("actionplan.urls.files")),
    path("<slug:council>/my-updates/", include("actionplan.urls.mine")),
    path("<slug:council>/exceptions/", include("actionplan.urls.exceptions")),
    path("<slug:council>/redactions/", include("actionplan.urls.redactions")),
    path("<slug:council>/plans/", include("actionplan.urls.set_up")),
    path("<slug:council>/plans/<slug:plan>/structure/", include("actionplan.urls.structure")),
    path("<slug:council>/plans/<slug:plan>/leads/", include("actionplan.urls.leads")),
    path("<slug:council>/plans/<slug:plan>/life/", include("actionplan.urls.life")),
    path("<slug:council>/plans/<slug:plan>/dates/", include("actionplan.urls.dates")),
    path("<slug:council>/plans/<slug:plan>/duties/", include("actionplan.urls.duties")),
    path("<slug:council>/plans/<slug:plan>/desk/", include("actionplan.urls.desk")),
    path("<slug:council>/plans/<slug:plan>/periods/", include("actionplan.urls.periods")),
    path(
        "<slug:council>/plans/<slug:plan>/actions/<slug:reference>/evidence/",
        include("actionplan.urls.evidence"),
    ),
    path(
        "<slug:council>/plans/<slug:plan>/actions/<slug:reference>/queries/",
        include("actionplan.urls.queries"),
    ),
    path("<slug:council>/", include("actionplan.urls")),
]

if settings.DEBUG:
    urlpatterns.insert(0, path("components/", pages.gallery, name="gallery"))
