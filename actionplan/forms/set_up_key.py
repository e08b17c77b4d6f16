"""The form of a plan's key: its ratings, line by line."""

from typing import Any, ClassVar

from django import forms

from actionplan.forms.set_up_lines import SHORT, LineForm, LineSet, LinesForm, Typed, line_set
from actionplan.key import (
    COLOURS,
    GUARDS,
    MOST_RATINGS,
    SHAPES,
    USUAL_KEYS,
    as_data,
    as_ratings,
    check_key,
    check_marks,
    rating_words,
)
from actionplan.key_lines import Guard, Rating
from actionplan.models import Plan


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
