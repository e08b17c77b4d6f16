"""The emergency door for the organisation, for the installation's superusers."""

from collections.abc import Hashable, Sequence
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
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


class SettledAdmin(SimpleHistoryAdmin):
    """For what keeps its place: the fields in ``settled`` are given once, when it is added."""

    settled: Sequence[str] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Sequence[str]:
        return (*super().get_readonly_fields(request, obj), *(self.settled if obj else ()))


class OnceEach(BaseInlineFormSet):
    """Rows of which no two may have the same key.

    They are compared here because the database compares a row only with those saved already.
    """

    fault: str

    def key_of(self, row: dict[str, Any]) -> Hashable | None:
        """What may be typed once; None for a row that does not count."""
        raise NotImplementedError

    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        keys = [key for row in rows if (key := self.key_of(row)) is not None]
        if len(set(keys)) < len(keys):
            raise ValidationError(self.fault)


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


class Aliases(OnceEach):
    fault = "The same name twice: one is enough."

    def key_of(self, row: dict[str, Any]) -> Hashable | None:
        return (row.get("council"), row["name"].lower()) if row.get("name") else None


class Holdings(OnceEach):
    fault = "The same person twice from the same day: one is enough."

    def key_of(self, row: dict[str, Any]) -> Hashable | None:
        return (row["person"], row.get("since")) if row.get("person") else None


class PostAliasInline(admin.TabularInline):
    model = PostAlias
    formset = Aliases
    extra = 0


class PostHoldingInline(admin.TabularInline):
    model = PostHolding
    formset = Holdings
    extra = 0
    autocomplete_fields = ("person",)


@admin.register(Post)
class PostAdmin(SettledAdmin):
    settled = ("council",)
    list_display = ("title", "council", "service_area", "statutory_role")
    list_filter = ("council",)
    search_fields = ("title",)
    inlines = (PostAliasInline, PostHoldingInline)


@admin.register(ServiceArea, Committee)
class NamedAdmin(SettledAdmin):
    settled = ("council",)
    list_display = ("name", "council")
    list_filter = ("council",)


@admin.register(Meeting)
class MeetingAdmin(SimpleHistoryAdmin):
    list_display = ("committee", "day", "cycle")
    list_filter = ("committee__council",)
    date_hierarchy = "day"
