"""The emergency door for plans. What can only be read stands in ``admin_read_only``."""

from itertools import combinations
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseInlineFormSet, TypedChoiceField
from django.http import HttpRequest

from actionplan import admin_read_only  # noqa: F401 - registers what is only read
from actionplan.models import Action, Lead, Plan, Recommendation, Theme
from actionplan.services.structure import allot_number
from council.admin import SettledAdmin

type Row = dict[str, Any]  # what is typed in one row of a table of leads


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


class LeadsOnce(BaseInlineFormSet):
    """Leads of one thing: on no day the same post twice, or two accountable ones.

    They are compared here because the database compares a row only with those saved already.
    """

    def clean(self) -> None:
        super().clean()
        rows = [form.cleaned_data for form in self.forms if form not in self.deleted_forms]
        whole = [row for row in rows if row.get("post") and row.get("kind")]
        for one, other in combinations(whole, 2):
            if share_days(one, other) and (fault := self.fault(one, other)):
                raise ValidationError(fault)

    def fault(self, one: Row, other: Row) -> str:
        """Why two rows that share a day cannot both stand; "" where they can."""
        raise NotImplementedError


def share_days(one: Row, other: Row) -> bool:
    """Whether there is a day on which both lead."""
    return all(
        not last or not first or first <= last
        for last, first in (
            (one.get("until"), other.get("since")),
            (other.get("until"), one.get("since")),
        )
    )


class RecommendationLeads(LeadsOnce):
    def fault(self, one: Row, other: Row) -> str:
        same = (one["post"], one["kind"]) == (other["post"], other["kind"])
        return "The same post twice: one is enough." if same else ""


class RecommendationLeadInline(LeadInline):
    fk_name = "recommendation"
    formset = RecommendationLeads
    kinds = Lead.OF_RECOMMENDATION


@admin.register(Recommendation)
class RecommendationAdmin(SettledAdmin):
    """The wording is locked once saved: the model's ``clean`` says so."""

    settled = ("plan",)

    list_display = ("__str__", "plan", "theme", "order")
    list_filter = ("plan",)
    inlines = (RecommendationLeadInline,)


class ActionLeads(LeadsOnce):
    def fault(self, one: Row, other: Row) -> str:
        if one["kind"] == other["kind"] == Lead.Kind.ACCOUNTABLE:
            return "An action has one accountable post."
        return "The same post twice: one is enough." if one["post"] == other["post"] else ""


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
