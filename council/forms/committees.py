"""The form of a committee: its names, its own words, and the deadlines before its meetings."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from council.deadlines import COUNTS, MOST_DAYS, WORKING, check_deadlines
from council.forms.fields import DayField
from council.forms.rows import VersionedForm
from council.governance import check_words
from council.models import Committee
from council.texts import tidy

type Typed = list[dict[str, Any]]
PARTS = ("name", "days", "count")
SPARE_ROWS = 2  # one may add so many at a time, without scripts
MOST_DEADLINES = 20


class WordsField(forms.CharField):
    """Pairs of words, typed one a line as "usual word: our word"."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """The pairs as lines."""
        if isinstance(value, list):
            return "\n".join(f"{usual}: {ours}" for usual, ours in value)
        return value

    def clean(self, value: Any) -> Any:
        """The lines as pairs; a line without two words is named."""
        lines = [line.strip() for line in tidy(super().clean(value) or "").split("\n")]
        pairs = [[one.strip() for one in line.split(":", 1)] for line in lines if line]
        for pair in pairs:
            if len(pair) != 2 or not all(pair):
                raise ValidationError(f"Give two words with a colon between: “{pair[0][:60]}”.")
        check_words(pairs)
        return pairs

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never asked: the service compares values."""
        return True


class DeadlinesWidget(forms.Widget):
    """A row of three boxes for each deadline, and some empty ones."""

    template_name = "meetings/widgets/deadlines.html"
    use_fieldset = True

    def value_from_datadict(
        self, data: Any, files: MultiValueDict[str, Any], name: str
    ) -> Typed | None:
        """What was typed, row by row; rows without a name or days are no deadlines."""
        if not isinstance(data, QueryDict):
            return data.get(name)
        columns = [data.getlist(f"{name}_{part}")[:100] for part in PARTS]
        whole = zip(*columns, strict=False)  # a row that a sender cut off is none
        rows = [dict(zip(PARTS, row, strict=True)) for row in whole]
        return [row for row in rows if row["name"].strip() or row["days"].strip()]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Whether the form that was sent had no such rows at all."""
        return f"{name}_name" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The rows with their numbers."""
        context = super().get_context(name, value, attrs)
        empty = {"name": "", "days": "", "count": WORKING}
        rows = [*(value or []), *[empty] * SPARE_ROWS]
        context["widget"] |= {"rows": list(enumerate(rows, start=1)), "counts": COUNTS.items()}
        return context


class DeadlinesField(forms.Field):
    """The steps to a meeting, each a name, a number of days, and how they are counted."""

    widget = DeadlinesWidget

    def clean(self, value: Any) -> Typed:
        """As ``council.deadlines`` stores them; a row that is not whole is named."""
        rules = [self._rule(row) for row in value or []]
        if len(rules) > MOST_DEADLINES:
            raise ValidationError(f"At most {MOST_DEADLINES} deadlines are taken.")
        check_deadlines(rules)
        return rules

    def _rule(self, row: dict[str, Any]) -> dict[str, Any]:
        name, days = " ".join(tidy(str(row["name"])).split()), str(row["days"]).strip()
        if not name:
            raise ValidationError("Each deadline needs a name, such as Final draft.")
        if not (days.isascii() and days.isdecimal() and len(days) < 4 and int(days) <= MOST_DAYS):
            raise ValidationError(f"{name[:60]}: give a number of days from 0 to {MOST_DAYS}.")
        return {"name": name, "days": int(days), "count": row["count"]}


class CommitteeForm(VersionedForm):
    """What a committee is called, the words it has of its own, and its deadlines."""

    class Meta:
        model = Committee
        fields = ("name", "other_names", "governance_words", "deadlines")
        help_texts = {
            "other_names": "One a line, such as PFD. Due words and calendars that use one are "
            "understood."
        }
        widgets = {"other_names": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"name": {"required": "Give the committee’s name."}}

    governance_words = WordsField(
        label="Words of its own",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, the usual word first: “Portfolio holder: Lead member”.",
    )
    deadlines = DeadlinesField(
        label="Deadlines before each meeting",
        required=False,
        help_text="Counted back from the meeting. Working days leave out weekends and bank "
        "holidays; clear days also leave out the day itself. Empty rows are left out.",
    )

    def clean_name(self) -> str:
        """On one line, with something in it that can be read."""
        name = " ".join(tidy(self.cleaned_data["name"]).split())
        if not name:
            raise ValidationError("Give the committee’s name.")
        return name

    def clean_other_names(self) -> str:
        """One a line, without empty lines."""
        lines = tidy(self.cleaned_data["other_names"]).split("\n")
        return "\n".join(" ".join(line.split()) for line in lines if line.strip())

    def clean(self) -> dict[str, Any]:
        """No name that another committee of the council goes by: due words could mean either."""
        cleaned = super().clean()
        taken = {
            name.casefold(): other
            for other in Committee.objects.filter(council=self.row.council_id)
            if other.pk != self.row.pk
            for name in other.names
        }
        for field in ("name", "other_names"):
            for name in (cleaned.get(field) or "").split("\n"):
                if other := taken.get(name.casefold()):
                    self.add_error(field, f"“{name}” is what {other} is called already.")
        return cleaned


class EndForm(VersionedForm):
    """From which day a committee is no longer there."""

    class Meta:
        model = Committee
        fields = ("ended_on",)

    ended_on = DayField(
        "No longer there from",
        help_text="The first day on which there is no such committee. Leave it empty for one that "
        "goes on.",
    )
