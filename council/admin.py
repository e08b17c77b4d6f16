"""The emergency door for the organisation, for the installation's superusers."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from simple_history.admin import SimpleHistoryAdmin

from council.models import (
    Committee,
    Council,
    Meeting,
    Membership,
    Person,
    Post,
    PostAlias,
    PostHolding,
    ServiceArea,
)


@admin.register(Council)
class CouncilAdmin(SimpleHistoryAdmin):
    list_display = ("name", "slug")


@admin.register(Person)
class PersonAdmin(UserAdmin):
    """People log in by e-mail and have no user name."""

    ordering = ("email",)
    list_display = ("email", "name", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("email", "name")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        ("Access", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Dates", {"fields": ("last_login",)}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),
    )
    filter_horizontal = ()


@admin.register(Membership)
class MembershipAdmin(SimpleHistoryAdmin):
    list_display = ("person", "council", "is_officer", "is_slt", "is_plan_manager", "left_on")
    list_filter = ("council",)
    autocomplete_fields = ("person",)


class PostAliasInline(admin.TabularInline):
    model = PostAlias
    extra = 0


class PostHoldingInline(admin.TabularInline):
    model = PostHolding
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Post)
class PostAdmin(SimpleHistoryAdmin):
    list_display = ("title", "council", "service_area", "statutory_role")
    list_filter = ("council",)
    search_fields = ("title",)
    inlines = (PostAliasInline, PostHoldingInline)


@admin.register(ServiceArea, Committee)
class NamedAdmin(admin.ModelAdmin):
    list_display = ("name", "council")
    list_filter = ("council",)


@admin.register(Meeting)
class MeetingAdmin(SimpleHistoryAdmin):
    list_display = ("committee", "day", "cycle")
    list_filter = ("committee__council",)
    date_hierarchy = "day"
