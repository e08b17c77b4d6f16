"""The emergency door for plans. The log can be read here and never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from actionplan.models import Action, Entry, Lead, Period, Plan, Recommendation, Theme
from actionplan.services.structure import allot_number


@admin.register(Plan)
class PlanAdmin(SimpleHistoryAdmin):
    list_display = ("title", "council", "code", "state")
    list_filter = ("council", "state")
    readonly_fields = ("next_number",)


@admin.register(Theme)
class ThemeAdmin(SimpleHistoryAdmin):
    list_display = ("title", "plan", "order")
    list_filter = ("plan",)


class RecommendationLeadInline(admin.TabularInline):
    model = Lead
    fk_name = "recommendation"
    fields = ("post", "kind", "order")
    extra = 0


@admin.register(Recommendation)
class RecommendationAdmin(SimpleHistoryAdmin):
    """The wording is locked once saved: the model's ``clean`` says so."""

    list_display = ("__str__", "plan", "theme", "order")
    list_filter = ("plan",)
    inlines = (RecommendationLeadInline,)


class ActionLeadInline(admin.TabularInline):
    model = Lead
    fk_name = "action"
    fields = ("post", "kind", "order")
    extra = 0


@admin.register(Action)
class ActionAdmin(SimpleHistoryAdmin):
    """References are allotted by the plan and never typed."""

    list_display = ("reference", "title", "recommendation")
    list_filter = ("plan",)
    list_select_related = ("plan", "recommendation")
    search_fields = ("title",)
    readonly_fields = ("number", "latest")
    raw_id_fields = ("recommendation", "parent")
    inlines = (ActionLeadInline,)

    def save_model(self, request: HttpRequest, obj: Action, form: Any, change: bool) -> None:
        if not change:
            obj.number = allot_number(obj.plan)
        super().save_model(request, obj, form, change)


@admin.register(Period)
class PeriodAdmin(SimpleHistoryAdmin):
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
