"""What the admin shows and never changes: the log, what was closed and locked, and reports."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from actionplan.models import (
    Correction,
    Entry,
    Period,
    Reminder,
    Report,
    ReportFile,
    ReportPart,
    ReportSignature,
    ReportStep,
    ReportText,
    Seal,
)


class OnlyRead:
    """What is made by the product's own pages alone, and can only be read here."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(OnlyRead, admin.ModelAdmin):
    view_on_site = False


class ReadOnlyInline(OnlyRead, admin.TabularInline):
    extra = 0


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Entries are only ever added, by an update or an import."""

    list_display = ("action", "number", "kind", "by", "as_at", "rating", "status")
    list_filter = ("action__plan", "kind")
    list_select_related = ("action__plan", "by")


@admin.register(Period)
class PeriodAdmin(ReadOnlyAdmin):
    """Periods are opened, closed and locked on the plan's own pages."""

    list_display = ("name", "plan", "first_day", "last_day", "state")
    list_filter = ("plan",)


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    """What was closed and locked: the database refuses any change of it as well."""

    list_display = ("period", "as_at", "sealed_at", "sealed_by", "sha256")
    list_filter = ("period__plan",)
    list_select_related = ("period", "sealed_by")


@admin.register(Correction)
class CorrectionAdmin(ReadOnlyAdmin):
    list_display = ("period", "number", "reference", "field", "minute", "by")
    list_filter = ("period__plan",)
    list_select_related = ("period", "by")


@admin.register(Reminder)
class ReminderAdmin(ReadOnlyAdmin):
    list_display = ("period", "person", "day", "actions", "by")
    list_filter = ("period__plan",)
    list_select_related = ("period", "person", "by")


class PartInline(ReadOnlyInline):
    model = ReportPart


class TextInline(ReadOnlyInline):
    model = ReportText
    verbose_name_plural = "what was typed"


class SignatureInline(ReadOnlyInline):
    model = ReportSignature
    verbose_name_plural = "sign-offs"


class StepInline(ReadOnlyInline):
    model = ReportStep
    verbose_name_plural = "stages"


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    """Reports are written, signed off and moved on under Meetings, Reports."""

    list_display = ("title", "council", "meeting", "stage", "decision")
    list_filter = ("council", "stage")
    list_select_related = ("council", "meeting__committee")
    inlines = (PartInline, TextInline, SignatureInline, StepInline)


@admin.register(ReportFile)
class ReportFileAdmin(ReadOnlyAdmin):
    """Files of final reports are made once; where one has gone, its line says that it was."""

    list_display = ("file_name", "file_set", "kind", "size", "sha256", "made_at")
    list_filter = ("file_set__report__council", "kind")
    list_select_related = ("file_set__report",)
