"""The form of the council itself."""

from typing import Any

from django import forms

from council.forms.people_fields import NameField
from council.forms.rows import VersionedForm
from council.models import Council
from council.models.organisation import is_colour


class ColourWidget(forms.MultiWidget):
    """One colour to type or to pick; both work without scripts. The third is what was shown."""

    def __init__(self, label: str) -> None:
        typed = {"class": "govuk-input govuk-input--width-5", "aria-label": f"{label}, typed"}
        picked = {"class": "gt-colour", "aria-label": f"{label}, picked"}
        super().__init__(
            {
                "": forms.TextInput(attrs=typed | {"spellcheck": "false"}),
                "picked": forms.ColorInput(attrs=picked),
                "shown": forms.HiddenInput(),
            }
        )

    def decompress(self, value: str | None) -> list[str]:
        """The stored colour in all three."""
        return [value or ""] * 3

    def id_for_label(self, id_: str) -> str:
        """The box one types in, where a link from the error summary leads."""
        return f"{id_}_0"

    def use_required_attribute(self, initial: Any) -> bool:
        """The server says what is missing; a hidden box may not be required."""
        return False


class ColourField(forms.MultiValueField):
    """A colour such as #1d3557: what was typed, or what was picked if only that has changed."""

    def __init__(self, label: str, help_text: str) -> None:
        super().__init__(
            (forms.CharField(max_length=20), forms.CharField(), forms.CharField()),
            label=label,
            help_text=help_text,
            widget=ColourWidget(label),
            required=False,
        )

    def compress(self, data_list: list[str]) -> str:
        """One of the two, in small letters."""
        typed, picked, shown = [*data_list, "", "", ""][:3]
        return str(picked if picked and typed == shown else typed).lower()

    def clean(self, value: Any) -> str:
        """A colour; nothing typed is none."""
        colour = str(super().clean(value) or "")
        is_colour(colour)
        return colour


class CouncilForm(VersionedForm):
    """The council's names and colours, and when its leads are asked by e-mail.

    Its address is settled: links lead there.
    """

    name = NameField("Name", required="Write the council’s name.", help_text="On report covers.")
    short_name = NameField(
        "Short name", required="Write a short name.", most=60, help_text="Such as Oadby & Wigston."
    )
    brand_background = ColourField("Background of the header", "As # and six digits, or pick one.")
    brand_text = ColourField(
        "Text of the header", "Its contrast with the background must be 4.5 or more."
    )
    brand_accent = ColourField("Accent", "The line below the header and on report covers.")

    class Meta:
        model = Council
        fields = (
            "name",
            "short_name",
            "brand_background",
            "brand_text",
            "brand_accent",
            "ask_before",
            "ask_again",
            "escalate_after",
        )
        labels = {
            "ask_before": "E-mail leads before updates are due",
            "ask_again": "E-mail them again while updates are overdue",
            "escalate_after": "Offer to tell heads of service of overdue updates",
        }
        help_texts = {
            "ask_before": "How many working days before; 0 on the day itself.",
            "ask_again": "After how many working days each time.",
            "escalate_after": "How many working days after they were due. The plan manager reads "
            "each e-mail first, and sends it.",
        }
