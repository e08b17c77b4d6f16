"""The form of an action's own fields: what a plan manager says of it, not what its lead reports."""

from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict

from actionplan.columns import extras_in_order
from actionplan.declared import Due
from actionplan.due import parse_date, read_due
from actionplan.forms.structure import StructureForm
from actionplan.forms.update_words import squeezed
from actionplan.models import Action, Plan
from actionplan.queries.structure import actions_named
from actionplan.services.structure_depends import references
from actionplan.step_lines import as_lines, read_lines
from actionplan.words import day, moment
from council.in_words import in_words

LINES = {"rows": 4}


class ActionForm(StructureForm):
    """Title, steps, timescale, priority, first agreed date, own columns, totals, dependencies.

    The first agreed date is asked for while there is none, or the plan is a draft.
    """

    class Meta:
        model = Action
        fields = ("title", "timescale", "priority", "counts_in_totals")
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "timescale": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
            "priority": forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        }
        labels = {"title": "Action", "counts_in_totals": "Counts in totals"}
        help_texts = {"counts_in_totals": "Not for a row that is only a heading for others."}

    field_order = ("title", "step_lines", "timescale", "priority", "due")

    step_lines = forms.CharField(
        label="Steps",
        required=False,
        widget=forms.Textarea(attrs=LINES),
        help_text="One a line. End a line with | done or | open if that is known.",
    )
    due = forms.CharField(
        label="First agreed date",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="In the plan’s own words, such as 30 September 2023, or Full Council May 2023.",
    )
    needs = forms.CharField(label="Depends on", required=False, max_length=2000)

    def __init__(self, data: QueryDict | None = None, *, row: Action, plan: Plan) -> None:
        self.stands_due, self.stored_steps = row.first_due, list(row.steps)
        needed = list(row.depends_on.select_related("plan")) if row.pk else []
        self.depends_on = [one for one in needed if one.plan_id == plan.pk and not one.left]
        self.kept = [one for one in needed if one not in self.depends_on]
        self.columns = {f"column_{place}": name for place, name in enumerate(plan.columns)}
        super().__init__(data, row=row, plan=plan, initial=self._initial(row, plan))
        self.fields["timescale"].help_text = _bands(plan)
        self.fields["needs"].help_text = f"References, such as {plan.code}-3, {plan.code}-7."
        if self.stands_due.date and not plan.is_draft:
            del self.fields["due"]
        elif self.stands_due:
            self.fields["due"].help_text += f" {understood(self.stands_due)}"
        self._add_columns()

    def _initial(self, row: Action, plan: Plan) -> dict[str, Any]:
        own = dict(extras_in_order(row.extras, plan.columns))
        due = self.stands_due
        return {
            "step_lines": as_lines(self.stored_steps),
            "due": due.words or (day(due.date) if due.date else ""),
            "needs": references(self.depends_on),
        } | {field: own[name] for field, name in self.columns.items()}

    def _add_columns(self) -> None:
        """The plan's own columns, before why."""
        columns = {
            field: forms.CharField(
                label=name, required=False, widget=forms.Textarea(attrs={"rows": 2})
            )
            for field, name in self.columns.items()
        }
        self.fields |= columns
        self.order_fields([*self._own_order(), *columns])

    def _own_order(self) -> list[str]:
        why = {"reason", "agreed_by", "minute", "meeting"}
        return [name for name in self.fields if name not in why and name not in self.columns]

    def clean_title(self) -> str:
        """One paragraph."""
        return " ".join(self.cleaned_data["title"].split())

    def clean_timescale(self) -> str:
        """Letters of the plan's own key; what stands already may stay."""
        words: str = self.cleaned_data["timescale"].strip()
        codes = {band.code.casefold(): band.code for band in self.plan.timescales}
        if not codes or words == self.initial.get("timescale", ""):
            return words
        letters = [part.strip().casefold() for part in words.split("/") if part.strip()]
        if any(letter not in codes for letter in letters):
            raise forms.ValidationError(f"“{words[:40]}” is not in the key. {_bands(self.plan)}")
        return "/".join(codes[letter] for letter in letters)

    def clean_needs(self) -> list[Action]:
        """The actions that are named, and those that left the plan or stand in another."""
        return [*actions_named(self.plan, self.cleaned_data["needs"]), *self.kept]

    @property
    def values(self) -> dict[str, Any]:
        """What the action's own columns shall be, of a valid form."""
        given = self.cleaned_data
        values = super().values | {
            "steps": read_lines(given["step_lines"], self.stored_steps),
            "extras": self._extras(),
        }
        return values | self._due_columns() if "due" in self.fields else values

    def _extras(self) -> list[list[str]]:
        """The own columns as typed, then every other column as it is."""
        own = {name.casefold() for name in self.columns.values()}
        others = [extra for extra in self.row_extras if extra[0].casefold() not in own]
        typed = [[name, self.cleaned_data[field]] for field, name in self.columns.items()]
        new = [*(extra for extra in typed if extra[1]), *others]
        same = extras_in_order(new, self.plan.columns) == extras_in_order(
            self.row_extras, self.plan.columns
        )
        return self.row_extras if same else new

    @property
    def row_extras(self) -> list[list[str]]:
        """The columns as they are stored; the form does not write into them."""
        return list(self.row.extras)

    def _due_columns(self) -> dict[str, Any]:
        due = self.due_as_read
        return {
            "first_due_words": due.words,
            "first_due_date": due.date,
            "first_due_precision": due.precision.value if due.precision and due.date else "",
        }

    @property
    def due_as_read(self) -> Due:
        """The first agreed date as the words are understood; those that stand stay."""
        words = self.cleaned_data["due"]
        if squeezed(words) == squeezed(self.initial["due"]):
            return self.stands_due
        exact = parse_date(words) if words else None
        return Due(words, exact.date, exact.precision) if exact else read_due(words).due

    @property
    def what_was_understood(self) -> str:
        """A sentence about a first agreed date that was typed; "" where none was."""
        if "due" not in self.fields or not self.cleaned_data["due"]:
            return ""
        return "" if self.due_as_read == self.stands_due else understood(self.due_as_read)

    def compare(self, stands: models.Model) -> None:
        """Where the action as it stands differs from what was typed."""
        labels = {"steps": "Steps", "extras": "Further columns", "first_due_words": "First date"}
        for name, typed in self.values.items():
            theirs = getattr(stands, name)
            if theirs != typed and name not in {"first_due_date", "first_due_precision"}:
                label = labels.get(name) or str(self[name].label)
                self.conflict.append((label, in_words(theirs), in_words(typed)))
        theirs, mine = references(self.depends_on), references(self.cleaned_data["needs"])
        if theirs != mine:
            self.conflict.append(("Depends on", in_words(theirs), in_words(mine)))


def understood(due: Due) -> str:
    """ "“Full Council May 2023” is understood as May 2023."; or what stands in the way."""
    words = " ".join(due.words.split())[:80]
    if due.date:
        return f"“{words}” is understood as {moment(due.date, due.precision)}."
    doubts = " ".join(doubt.understood for doubt in read_due(due.words).doubts)
    return f"“{words}” is kept as it is. {doubts}".strip()


def _bands(plan: Plan) -> str:
    """ "A: 1-3 months; B: 3-6 months. Two as A/B." """
    bands = "; ".join(f"{band.code}: {band.words}" for band in plan.timescales)
    return f"{bands}. Two are written as A/B." if bands else ""
