"""The emergency door for plans. The log can be read here and never changed."""

from collections.abc import Hashable
from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import TypedChoiceField
from django.http import HttpRequest

from actionplan.models import Action, Entry, Lead, Period, Plan, Recommendation, Theme
from actionplan.services.structure import allot_number
from council.admin import OnceEach, SettledAdmin


@admin.register(Plan)
class PlanAdmin(SettledAdmin):
    settled = ("council", "code")
    list_display = ("title", "council", "code", "state")
    list_filter = ("council", "state")
    readonly_fields = ("next_number",)


@admin.register(Theme)
class ThemeAdmin(SettledAdmin):
    settled = ("plan",)
    list_display = ("title", "plan", "order")
    list_filter = ("plan",)


class LeadInline(admin.TabularInline):
    """The leads of one thing, each of a kind that such a thing has."""

    model = Lead
    fields = ("post", "kind", "order", "since", "until")
    extra = 0
    kinds: tuple[Lead.Kind, ...]

    def formfield_for_choice_field(
        self, db_field: models.Field, request: HttpRequest, **kwargs: Any
    ) -> TypedChoiceField | None:
        kwargs["choices"] = [("", "---------"), *((kind.value, kind.label) for kind in self.kinds)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class RecommendationLeadInline(LeadInline):
    fk_name = "recommendation"
    kinds = Lead.OF_RECOMMENDATION


@admin.register(Recommendation)
class RecommendationAdmin(SettledAdmin):
    """The wording is locked once saved: the model's ``clean`` says so."""

    settled = ("plan",)

    list_display = ("__str__", "plan", "theme", "order")
    list_filter = ("plan",)
    inlines = (RecommendationLeadInline,)


class ActionLeads(OnceEach):
    fault = "An action has one accountable post."

    def key_of(self, row: dict[str, Any]) -> Hashable | None:
        return row["kind"] if row.get("kind") == Lead.Kind.ACCOUNTABLE else None


class ActionLeadInline(LeadInline):
    fk_name = "action"
    formset = ActionLeads
    kinds = Lead.OF_ACTION


@admin.register(Action)
class ActionAdmin(SettledAdmin):
    """References are allotted by the plan and never typed."""

    settled = ("plan",)

    list_display = ("reference", "title", "recommendation")
    list_filter = ("plan",)
    list_select_related = ("plan", "recommendation")
    search_fields = ("title",)
    readonly_fields = ("number", "latest")
    raw_id_fields = ("recommendation", "parent")
    exclude = ("depends_on", "due_meeting", "due_cycle", "watched_by")
    inlines = (ActionLeadInline,)

    def save_model(self, request: HttpRequest, obj: Action, form: Any, change: bool) -> None:
        if not change:
            obj.number = allot_number(obj.plan)
        super().save_model(request, obj, form, change)


@admin.register(Period)
class PeriodAdmin(SettledAdmin):
    settled = ("plan",)
    list_display = ("name", "plan", "first_day", "last_day", "state")
    list_filter = ("plan",)


@admin.register(Entry)
class EntryAdmin(admin.ModelAdmin):
    """Read-only: entries are only ever added, by an update or an import."""

    list_display = ("action", "number", "kind", "by", "as_at", "rating", "status")
    list_filter = ("action__plan", "kind")
    list_select_related = ("action__plan", "by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
