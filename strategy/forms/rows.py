"""Forms of a strategy and its parts: each knows the line of history that it was made from."""

from typing import Any, cast

from django import forms
from django.db import models
from django.http import QueryDict

from council.forms.rows import VersionedForm
from strategy.field_words import LABELS
from strategy.forms.fields import HINTS, date_field
from strategy.forms.lists import LISTS
from strategy.models import OutcomeArea, Principle, Strategy


class RowForm(VersionedForm):
    """Fields of one row, in the words of the field."""

    def __init__(self, data: QueryDict | None = None, *, row: Any, strategy: Strategy) -> None:
        self.strategy = strategy
        super().__init__(data, row=row)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.help_text = HINTS.get(name, "")
            self._narrow(field)

    def _narrow(self, field: forms.Field) -> None:
        """Only what belongs to this strategy, or to its council, can be chosen."""
        if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
            within = field.queryset.model in (Principle, OutcomeArea)
            owner = {"strategy": self.strategy} if within else {"council": self.strategy.council}
            field.queryset = field.queryset.filter(**owner)
            field.empty_label = "None"
        if isinstance(field, forms.ChoiceField) and not field.required:
            field.choices = [("", "Not stated"), *_stated(field)]
        if isinstance(field, forms.DateField):
            field.help_text = field.help_text or "Such as 30 June 2023."
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 6

    def clean(self) -> dict[str, Any]:
        """A term that ends after it begins."""
        cleaned = super().clean()
        start, end = cleaned.get("term_start"), cleaned.get("term_end")
        if start and end and end < start:
            self.add_error("term_end", "The term ends before it begins.")
        return cleaned


def _stated(field: Any) -> list[Any]:
    return [choice for choice in field.choices if choice[0]]


def row_form(model: type[Any], fields: tuple[str, ...]) -> type[RowForm]:
    """The form class for some fields of a model."""
    made = forms.modelform_factory(
        model, form=RowForm, fields=fields, formfield_callback=form_field
    )
    return cast(type[RowForm], made)


def form_field(field: Any, **options: Any) -> forms.Field | None:
    """Dates and lists are typed as people write them; all else is as Django has it."""
    if isinstance(field, models.DateField):
        return date_field(required=not field.blank)
    if field.name in LISTS:
        return LISTS[field.name]()
    made: forms.Field | None = field.formfield(**options)
    return made
