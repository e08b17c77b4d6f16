"""The form of a plan's rules: each on or off, and the numbers in them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from actionplan.forms.set_up import ExplainedForm
from actionplan.models import Plan
from actionplan.rules.challenges import LEAST_AND_MOST, TO_LEADS, TO_SET_UP, Code, Rules, as_rules
from actionplan.rules.rule_words import (
    NUMBERS,
    OF_RULE,
    PUBLISHED,
    as_stored,
    differences,
    explained,
)
from actionplan.rules.words import NAMES

Fields = list[forms.BoundField]


class RulesForm(ExplainedForm):
    """``values`` are the plan's rules as it stores them, of a valid form."""

    class Meta:
        model = Plan
        fields = ()

    def __init__(self, data: QueryDict | None = None, *, row: Plan, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        rules = as_rules(row.rules)
        for code in Code:
            self.fields[_name(code)] = forms.BooleanField(
                label=NAMES[code],
                required=False,
                initial=rules.asks(code),
                help_text=explained(code, row.ratings),
            )
        for name, (least, most) in LEAST_AND_MOST.items():
            self.fields[name] = _number(name, least, most, getattr(rules, name))
        self.fields["published"] = forms.BooleanField(
            label=PUBLISHED,
            required=False,
            initial=rules.published,
            help_text="On the public page and in public files, in words beside the declared rating "
            "where the two differ. Queries are published where the form of the report says so.",
        )

    @property
    def to_leads(self) -> Iterator[Fields]:
        """Rules whose queries go to leads: the box, and the number in it if it has one."""
        return (self._of(code) for code in TO_LEADS)

    @property
    def to_set_up(self) -> Iterator[Fields]:
        """Rules of the set-up list."""
        return (self._of(code) for code in TO_SET_UP)

    def _of(self, code: Code) -> Fields:
        names = [_name(code), *([OF_RULE[code]] if code in OF_RULE else [])]
        return [self[name] for name in names]

    @property
    def rules(self) -> Rules:
        """What a valid form says."""
        off = tuple(code.value for code in Code if not self.cleaned_data[_name(code)])
        numbers = {name: self.cleaned_data[name] for name in LEAST_AND_MOST}
        return Rules(off=off, published=self.cleaned_data["published"], **numbers)

    @property
    def values(self) -> dict[str, Any]:
        return {"rules": as_stored(self.rules)}

    def compare(self, stands: models.Model) -> None:
        """Note which rules stand otherwise than they were typed."""
        if isinstance(stands, Plan):
            found = differences(as_rules(stands.rules), self.rules)
            self.conflict += [(what, theirs, yours) for what, theirs, yours in found]


def _name(code: Code) -> str:
    return f"ask_{code.value.replace(' ', '_')}"


def _number(name: str, least: int, most: int, initial: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=NUMBERS[name],
        min_value=least,
        max_value=most,
        initial=initial,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": f"“{NUMBERS[name]}” needs a number from {least} to {most}.",
            "invalid": f"“{NUMBERS[name]}” is a whole number from {least} to {most}.",
            "min_value": f"“{NUMBERS[name]}” is at least {least}.",
            "max_value": f"“{NUMBERS[name]}” is at most {most}.",
        },
    )
