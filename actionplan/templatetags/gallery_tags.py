"""What the gallery of components is filled with: words of a real plan, in every state."""

from typing import Any

from django import forms, template

from actionplan.declared import Status
from actionplan.key_lines import Rating
from actionplan.words import NOT_RATED, NOT_STATED, status_words

register = template.Library()

KEY = (
    Rating("G", "Green", "circle", "green", "Fully achieved or on track to achieve target"),
    Rating("A", "Amber", "triangle", "amber", "In danger of falling behind target"),
    Rating("R", "Red", "square", "red", "Off target, or completed behind its deadline"),
    Rating("B", "Blue", "diamond", "blue", "Complete and signed off"),
    Rating("GR", "Grey", "hexagon", "grey", "Outside the council’s control"),
)


class SampleForm(forms.Form):
    """The fields of an update, and one of each other kind."""

    rating = forms.ChoiceField(
        label="RAG",
        choices=[*((rating.letter, rating.word) for rating in KEY[:3]), ("", NOT_RATED)],
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
    )
    status = forms.ChoiceField(
        choices=[("", NOT_STATED), *((status.value, status_words(status)) for status in Status)]
    )
    due = forms.CharField(
        label="Due", help_text="Such as 30 September 2023, September 2023 or Q2 2023/24."
    )
    due_reason = forms.CharField(label="Why the date moves", help_text="Only if it moves.")
    commentary = forms.CharField(
        label="New commentary",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Leave empty to keep the last words.",
    )
    confirm = forms.BooleanField(label="The lead has seen these words")
    areas = forms.MultipleChoiceField(
        label="Service areas",
        choices=[("law", "Law and democracy"), ("built", "Built environment")],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "govuk-checkboxes--small"}),
    )
    password = forms.CharField(widget=forms.PasswordInput)
    file = forms.FileField(label="Last quarter’s Word file")


@register.simple_tag
def gallery_samples() -> dict[str, Any]:
    """Ratings, counts, statuses and forms without, with and full of errors."""
    # Each form needs ids of its own: they stand on one page.
    wrong = SampleForm({"rating": "A", "status": "complete"}, auto_id="wrong_%s")
    inline = SampleForm(
        initial={"rating": "A", "status": "in progress", "due": "End of 2022"}, auto_id="inline_%s"
    )
    return {
        "key": KEY,
        "green": KEY[0],
        "amber": KEY[1],
        "red": KEY[2],
        "plan": [(KEY[0], 44), (KEY[1], 11), (KEY[2], 0), (None, 5)],
        "part": [(KEY[0], 5), (KEY[1], 1), (KEY[2], 0), (None, 1)],
        "every": [*((rating, 12) for rating in KEY), (None, 12)],
        "large": [(KEY[0], 1950), (KEY[1], 40), (KEY[2], 3), (None, 7)],
        "nothing": [(KEY[0], 0), (KEY[1], 0), (None, 0)],
        "statuses": [*Status, None],
        "form": SampleForm(auto_id="plain_%s"),
        "wrong": wrong,
        "inline": inline,
        "words": "Survey closed with 19 of 26 Members answering.\n"
        "Workshop moved to July because of the elections.\n\nProtocol to follow.",
        "pages": [{"number": n, "url": f"?page={n}", "current": n == 2} for n in (1, 2, 3)],
        "facts": [
            ("Lead", "Head of Law & Democracy (inherited from recommendation 3)"),
            ("Timescale", "B: 3–6 months, to 31 March 2023"),
            ("First agreed date", "End of 2022"),
            ("Completed on", ""),
        ],
    }
