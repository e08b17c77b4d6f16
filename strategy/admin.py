"""The emergency door for strategies. Measurements can be read here and never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from strategy.models import (
    Indicator,
    Measurement,
    Outcome,
    OutcomeArea,
    Principle,
    RelatedDocument,
    Rhythm,
    Section,
    Statement,
    Strategy,
)


@admin.register(Strategy)
class StrategyAdmin(SimpleHistoryAdmin):
    list_display = ("title", "council", "status", "next_review")
    list_filter = ("council", "status")


@admin.register(
    Section, Principle, OutcomeArea, Outcome, Statement, RelatedDocument, Rhythm, Indicator
)
class PartAdmin(SimpleHistoryAdmin):
    list_display = ("__str__", "code", "strategy", "order")
    list_filter = ("strategy",)


@admin.register(Measurement)
class MeasurementAdmin(admin.ModelAdmin):
    list_display = ("indicator", "day", "value", "forecast", "by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
