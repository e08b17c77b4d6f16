"""Forms of a plan's lines: each line a row of fields, moved, added and removed without scripts.

A button of the form says what to ``do`` with its lines ("up-2", "add"). The page then comes back
with the lines as they were typed, in another order or number, and nothing is saved.
"""

from collections.abc import Sequence
from typing import Any, ClassVar, Self

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from actionplan.forms.set_up import ExplainedForm, problems_of
from actionplan.models import Plan
from council.in_words import NOTHING
from council.texts import tidy

PREFIX = "line"
MOST_SENT = 40  # lines that are read of a form, however many it says it has

SHORT = {"class": "govuk-input--width-3"}  # a box for a few characters

type Typed = dict[str, Any]  # one line, as it was typed


class LineForm(forms.Form):
    """One line. A line whose ``typed_fields`` are all empty is none, and is left out."""

    typed_fields: ClassVar[tuple[str, ...]] = ()

    def has_changed(self) -> bool:
        """Whether anything is typed: a choice alone makes no line."""
        return any(tidy(str(self[name].value() or "")) for name in self.typed_fields)

    def clean(self) -> dict[str, Any]:
        """Nothing unseen; one line where a line is asked for."""
        cleaned = super().clean() or {}
        for name, value in list(cleaned.items()):
            if isinstance(value, str):
                cleaned[name] = tidy(value)
                if not isinstance(self.fields[name].widget, forms.Textarea):
                    cleaned[name] = " ".join(cleaned[name].split())
                if self.fields[name].required and not cleaned[name]:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned


class LineSet(BaseFormSet):
    """The lines of one form, in the order in which they are sent."""

    default_error_messages: ClassVar = {
        "missing_management_form": "The lines did not arrive. Nothing was changed: open the page "
        "again, please.",
        "too_many_forms": "At most %(num)d lines are taken. Remove some.",
    }

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Every line may be left empty."""
        return super().get_form_kwargs(index) | {"empty_permitted": True}

    @property
    def filled(self) -> list[dict[str, Any]]:
        """The lines of a valid form that are not empty."""
        return [form.cleaned_data for form in self.forms if form.cleaned_data]

    @property
    def next_number(self) -> int:
        """The number that a further line would have."""
        return len(self.forms) + 1

    @property
    def rows(self) -> list[tuple[forms.Form, int, int | None, int | None]]:
        """Each line with its number, and the numbers to which it may move up and down."""
        last = len(self.forms)
        return [
            (form, number, number - 1 or None, number + 1 if number < last else None)
            for number, form in enumerate(self.forms, start=1)
        ]


def line_set(form: type[LineForm], most: int) -> type[LineSet]:
    """A set of at most ``most`` such lines."""
    made: Any = formset_factory(
        form, formset=LineSet, extra=0, max_num=most, validate_max=True, absolute_max=MOST_SENT
    )
    return made


class LinesForm(ExplainedForm):
    """Lines of a plan, what else stands beside them, and why they are changed.

    ``typed`` and ``said`` are lines and other fields as they were typed, for a page that comes
    back unsaved.
    """

    line_set: ClassVar[type[LineSet]]
    template: ClassVar[str]
    name: ClassVar[str]  # the plan's field that holds the lines
    label: ClassVar[str]

    class Meta:
        model = Plan
        fields: Sequence[str] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        row: Plan,
        typed: list[Typed] | None = None,
        said: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, row=row, initial=said or {})
        if said is not None:
            self.why.initial = said
        initial = self.stored(row) if typed is None else typed
        self.lines = self.line_set(data, initial=initial, prefix=PREFIX)
        self.unsaved = typed is not None

    @classmethod
    def rearranged(cls, data: QueryDict, *, row: Plan) -> Self:
        """The same form with its lines as the button that was pressed wants them; unsaved."""
        lines = cls.arranged(typed_lines(data, cls.line_set), data.get("do", ""))
        ticks = [name for name, field in cls.base_fields.items() if _is_tick(field)]
        said = {name: data[name] for name in data if not name.startswith(f"{PREFIX}-")}
        return cls(row=row, typed=lines, said=dict.fromkeys(ticks, False) | said)

    @classmethod
    def arranged(cls, lines: list[Typed], wanted: str) -> list[Typed]:
        """The lines after "up-2", "down-2", "remove-2" or "add"; anything else changes nothing."""
        if wanted == "add":
            return [*lines, {}]
        step, _, number = wanted.partition("-")
        place = int(number) - 1 if number.isascii() and number.isdecimal() and number else -1
        if not 0 <= place < len(lines):
            return lines
        others = [*lines[:place], *lines[place + 1 :]]
        if step == "remove":
            return others
        shift = {"up": -1, "down": 1}.get(step, 0)
        others.insert(max(place + shift, 0), lines[place])
        return others

    def is_valid(self) -> bool:
        """Whether the fields, the reason and every line are."""
        return all([super().is_valid(), self.lines.is_valid()])

    @property
    def problems(self) -> list[tuple[str, str]]:
        """Everything that is wrong, in the page's order."""
        whole = [("", str(sentence)) for sentence in self.lines.non_form_errors()]
        return [*problems_of(self), *whole, *problems_of(*self.lines.forms, self.why)]

    @property
    def values(self) -> dict[str, Any]:
        """What a valid form says of the plan's own fields."""
        return super().values | {self.name: self.stored_lines()}

    def compare(self, stands: Any) -> None:
        """Note where the plan as it stands differs from what was typed."""
        typed = self.values
        for name in typed:
            theirs, yours = getattr(stands, name), typed[name]
            if theirs != yours:
                label = self.label if name == self.name else str(self[name].label)
                self.conflict.append((label, self.said_of(theirs), self.said_of(yours)))

    def said_of(self, value: Any) -> str:
        """Stored lines, or another field's value, as text to compare."""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        return "\n".join(self.in_line(one) for one in value) or NOTHING

    def stored(self, plan: Plan) -> list[Typed]:
        """The plan's lines as the form's fields take them."""
        return list(getattr(plan, self.name))

    def stored_lines(self) -> list[Any]:
        """The lines of a valid form as the plan stores them."""
        raise NotImplementedError

    def in_line(self, one: Any) -> str:
        """One stored line in words."""
        return str(one)


def typed_lines(data: QueryDict, lines: type[LineSet]) -> list[Typed]:
    """The lines of a form as they were typed, whatever is wrong with them."""
    sent = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    count = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 4 else 0
    names = lines.form.base_fields
    return [
        {name: data.get(f"{PREFIX}-{number}-{name}", "") for name in names}
        for number in range(min(count, MOST_SENT))
    ]


def _is_tick(field: forms.Field) -> bool:
    return isinstance(field, forms.BooleanField)
