"""The forms of a plan's key, its timescale bands, and its own columns."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from actionplan.columns import LONGEST_HEADING, MOST_COLUMNS, check_columns
from actionplan.dates.bands import band_words, runs
from actionplan.forms.set_up_lines import LineForm, LineSet, LinesForm, Typed, line_set
from actionplan.key import (
    COLOURS,
    GUARDS,
    MOST_BANDS,
    MOST_MONTHS,
    MOST_RATINGS,
    SHAPES,
    USUAL_KEYS,
    as_bands,
    as_data,
    as_ratings,
    check_bands,
    check_key,
    check_marks,
    rating_words,
)
from actionplan.key_lines import Band, Guard, Rating
from actionplan.models import Plan
from actionplan.reporting.columns import usual_heading
from council.forms.posts import choose
from council.models import Post

SHORT = {"class": "govuk-input--width-3"}
NUMBER = SHORT | {"inputmode": "numeric"}


def _choices(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [("", "Choose"), *((name, name.capitalize()) for name in names)]


class RatingForm(LineForm):
    """One rating of a key."""

    typed_fields = ("letter", "word", "definition")

    letter = forms.RegexField(
        r"^[A-Za-z]{1,2}$",
        label="Letter",
        max_length=2,
        widget=forms.TextInput(attrs=SHORT),
        error_messages={
            "required": "Give the rating a letter, or two.",
            "invalid": "A rating’s letter is one or two of A to Z.",
        },
    )
    word = forms.CharField(
        label="Word", max_length=40, error_messages={"required": "Give the rating a word."}
    )
    shape = forms.ChoiceField(
        label="Shape",
        choices=_choices(SHAPES),
        error_messages={"required": "Choose a shape."},
    )
    colour = forms.ChoiceField(
        label="Colour",
        choices=_choices(COLOURS),
        error_messages={"required": "Choose a colour."},
    )
    guard = forms.ChoiceField(
        label="May be chosen",
        required=False,
        choices=[(guard.value, words) for guard, words in GUARDS.items()],
    )
    definition = forms.CharField(
        label="What it means",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    counts = forms.BooleanField(label="Counts in the roll-up", required=False)

    def clean_letter(self) -> str:
        """In capitals."""
        return str(self.cleaned_data["letter"]).strip().upper()

    @property
    def rating(self) -> Rating | None:
        """The rating as far as it is typed, for the preview; None while it cannot be drawn."""
        typed = {name: str(self[name].value() or "").strip() for name in self.fields}
        drawn = typed["shape"] in SHAPES and typed["colour"] in COLOURS
        if not (drawn and typed["letter"] and typed["word"]):
            return None
        letter, word = typed["letter"][:2].upper(), typed["word"][:40]
        return Rating(letter, word, typed["shape"], typed["colour"], typed["definition"])


class RatingSet(line_set(RatingForm, MOST_RATINGS)):  # type: ignore[misc]
    """The ratings of a key, which must not be taken for each other."""

    def clean(self) -> None:
        """Raise what the key's own rules say, once every line is right by itself."""
        if not any(self.errors):
            ratings = as_ratings([_stored_rating(one) for one in self.filled])
            check_key(as_data(ratings))
            check_marks(ratings)


class KeyForm(LinesForm):
    """The ratings of a plan."""

    line_set: ClassVar[type[LineSet]] = RatingSet
    template = "set_up/key_edit.html"
    name = "key"
    label = "Key"

    @classmethod
    def arranged(cls, lines: list[Typed], wanted: str) -> list[Typed]:
        """Also one of the usual keys in place of what is there, after "start-rag"."""
        usual = USUAL_KEYS.get(wanted.removeprefix("start-"))
        if wanted.startswith("start-") and usual:
            return as_data(usual[1])
        if wanted == "add":
            return [*lines, {"counts": True}]
        return super().arranged(lines, wanted)

    def stored(self, plan: Plan) -> list[Typed]:
        """The plan's ratings, with what older ones do not say."""
        return as_data(plan.ratings)

    def stored_lines(self) -> list[Any]:
        """The ratings as the plan stores them."""
        return as_data(self.ratings)

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """The ratings of a valid form."""
        return as_ratings([_stored_rating(one) for one in self.lines.filled])

    @property
    def preview(self) -> list[Rating]:
        """The ratings that can be drawn, as they will look."""
        drawn = [form.rating for form in self.lines.forms]
        return [rating for rating in drawn if rating]

    def in_line(self, one: Any) -> str:
        """One rating in words."""
        return rating_words(as_ratings([one])[0])


def _stored_rating(line: dict[str, Any]) -> dict[str, Any]:
    return line | {"guard": Guard(line["guard"])}


class BandForm(LineForm):
    """One timescale band."""

    typed_fields = ("code", "words", "from_months", "to_months")

    code = forms.RegexField(
        r"^[^/,;&+]+$",
        label="Code",
        max_length=10,
        widget=forms.TextInput(attrs=SHORT),
        error_messages={
            "required": "Give the timescale a code, such as A.",
            "invalid": "A timescale’s code has no stroke, comma, semicolon, plus or ampersand.",
        },
    )
    words = forms.CharField(
        label="Words, such as 1–3 months",
        max_length=80,
        error_messages={"required": "Say how long it is, such as 1–3 months."},
    )
    from_months = forms.IntegerField(
        label="From month",
        required=False,
        min_value=0,
        max_value=MOST_MONTHS,
        widget=forms.TextInput(attrs=NUMBER),
    )
    to_months = forms.IntegerField(
        label="To month",
        required=False,
        min_value=0,
        max_value=MOST_MONTHS,
        widget=forms.TextInput(attrs=NUMBER),
    )
    open_ended = forms.BooleanField(label="May take longer", required=False)

    def clean(self) -> dict[str, Any]:
        """A timescale ends after it begins."""
        cleaned = super().clean()
        first, last = cleaned.get("from_months"), cleaned.get("to_months")
        if first is not None and last is not None and last < first:
            self.add_error("to_months", "Give a month that is not before the one it starts from.")
        return cleaned


class BandSet(line_set(BandForm, MOST_BANDS)):  # type: ignore[misc]
    """The bands of a plan."""

    def clean(self) -> None:
        """Raise what the bands' own rules say, once every line is right by itself."""
        if not any(self.errors):
            check_bands(self.filled)
            codes = [line["code"].casefold() for line in self.filled]
            if len(set(codes)) != len(codes):
                raise ValidationError("Each timescale needs a code of its own.")


class BandsForm(LinesForm):
    """The timescale bands of a plan."""

    line_set: ClassVar[type[LineSet]] = BandSet
    template = "set_up/bands_edit.html"
    name = "bands"
    label = "Timescales"

    def stored(self, plan: Plan) -> list[Typed]:
        """The plan's bands, with what older ones do not say."""
        return as_data(plan.timescales)

    def stored_lines(self) -> list[Any]:
        """The bands as the plan stores them."""
        return as_data(self.bands)

    @property
    def bands(self) -> tuple[Band, ...]:
        """The bands of a valid form."""
        return as_bands(self.lines.filled)

    @property
    def days(self) -> list[tuple[str, str]]:
        """Each band of the plan as it is saved, and from when until when it runs."""
        found = [(band.code, runs(band, self.row.start)) for band in self.row.timescales]
        return [(code, days) for code, days in found if days]

    def in_line(self, one: Any) -> str:
        """One band in words."""
        return band_words(as_bands([one])[0])


class ColumnForm(LineForm):
    """One column of the plan's own; ``was`` is its heading as it is stored."""

    typed_fields = ("heading",)

    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=LONGEST_HEADING)
    heading = forms.CharField(
        label="Heading",
        max_length=LONGEST_HEADING,
        error_messages={"required": "Give the column a heading."},
    )

    def clean_heading(self) -> str:
        """Not that of a usual column: files would have two of one name. What stands may stay."""
        heading: str = self.cleaned_data["heading"]
        usual = usual_heading(heading)
        if usual and heading != self.cleaned_data.get("was"):
            raise ValidationError(f"“{usual}” is a usual column of every plan: choose another.")
        return heading


class ColumnSet(line_set(ColumnForm, MOST_COLUMNS)):  # type: ignore[misc]
    """The columns of a plan."""

    def clean(self) -> None:
        """Raise what the columns' own rules say, once every line is right by itself."""
        if not any(self.errors):
            check_columns([line["heading"] for line in self.filled])


class ColumnsForm(LinesForm):
    """The columns that only this plan has, and the fields it asks for besides the usual ones."""

    line_set: ClassVar[type[LineSet]] = ColumnSet
    template = "set_up/columns_edit.html"
    name = "columns"
    label = "Columns"

    class Meta:
        model = Plan
        fields = (
            "asks_confidence",
            "asks_agreement",
            "asks_date_agreement",
            "date_approver",
            "words_guide",
        )
        labels: ClassVar[dict[str, str]] = {
            "asks_confidence": "Owners also say how sure they are of the outcome",
            "asks_agreement": "Updates are agreed by the head of service",
            "asks_date_agreement": "New dates need agreement",
            "date_approver": "Who agrees new dates",
            "words_guide": "Words an update should have",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "asks_confidence": "High, medium or low, with every update.",
            "asks_agreement": "Until then an update is marked “not yet agreed”.",
            "asks_date_agreement": "A lead proposes a new date; the date in force stays until it "
            "is agreed.",
            "date_approver": "This post, or a committee, of which the plan manager records the "
            "minute.",
            "words_guide": "Such as 100. Words are counted, and never cut. Empty for no guide.",
        }
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "words_guide": forms.NumberInput(attrs={"class": "govuk-input--width-4"}),
        }

    def __init__(self, data: QueryDict | None = None, *, row: Plan, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        posts = Post.objects.in_use().filter(council=row.council_id)
        choose(self, "date_approver", posts, empty="No post: committees only")

    def stored(self, plan: Plan) -> list[Typed]:
        """The headings, each also as what it was."""
        return [{"was": heading, "heading": heading} for heading in plan.columns]

    def stored_lines(self) -> list[Any]:
        """The headings of a valid form."""
        return [line["heading"] for line in self.lines.filled]

    @property
    def renames(self) -> dict[str, str]:
        """Headings of a valid form that are not what they were: old to new."""
        lines = self.lines.filled
        return {
            one["was"]: one["heading"] for one in lines if one["was"] not in ("", one["heading"])
        }
