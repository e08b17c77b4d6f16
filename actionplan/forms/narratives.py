"""The form in which an SLT lead says how a recommendation, or the plan, has gone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from actionplan.key_lines import Rating
from actionplan.models.narrative import NARRATIVE_LIMIT
from actionplan.public.exempt import LONGEST_PARAGRAPH
from actionplan.queries.narratives import Subject
from actionplan.services.narratives import Said
from actionplan.words import NOT_STATED
from council.texts import tidy

PUBLISHED, EXEMPT = "published", "exempt"


class NarrativeForm(forms.Form):
    """The words, an overall rating, and whether the public may read them.

    ``seen`` is the number of the line that the form was made from. Where rows below are exempt,
    nothing is chosen for the writer: they look at their words first.
    """

    words = forms.CharField(
        label="How it has gone in this period",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="What was done, what it has changed, what comes next. Members read this first.",
    )
    rating = forms.ChoiceField(
        label="Overall rating",
        required=False,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        help_text="Yours to declare: it is never computed from the actions.",
    )
    publication = forms.ChoiceField(
        label="For the public",
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--small"}),
        choices=[(PUBLISHED, "It may be published"), (EXEMPT, "It is exempt")],
        error_messages={"required": "Say whether this may be published."},
    )
    paragraph = forms.CharField(
        label="Paragraph that applies",
        required=False,
        max_length=LONGEST_PARAGRAPH,
        help_text="Only if exempt: of Schedule 12A of the Local Government Act 1972, such as "
        "paragraph 3. The public is told this.",
    )
    source = forms.CharField(
        label="Where the lead said so",
        max_length=200,
        help_text="You write this down on behalf of the SLT lead. Such as: SLT meeting, 12 June.",
        error_messages={"required": "Say where the lead said so, such as: SLT meeting, 12 June."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        subject: Subject,
        key: Sequence[Rating],
        on_behalf: bool,
    ) -> None:
        self.subject = subject
        super().__init__(data, initial=_initial(subject))
        letters = [(one.letter, f"{one.letter} – {one.word}") for one in key]
        self.fields["rating"].choices = [*letters, ("", NOT_STATED)]  # type: ignore[attr-defined]
        if subject.exempt:
            rows = ", ".join(subject.exempt)
            self.fields["publication"].help_text = (
                f"Exempt below: {rows}. It may be published only if it tells nothing of what is "
                "exempt there."
            )
        if not on_behalf:
            del self.fields["source"]

    def clean(self) -> dict[str, Any]:
        """Plain words within the limit; what is exempt names the paragraph."""
        cleaned = super().clean() or {}
        for name in ("words", "paragraph", "source"):
            cleaned[name] = tidy(cleaned.get(name, ""))
        if len(cleaned["words"]) > NARRATIVE_LIMIT:
            self.add_error(
                "words",
                f"It may have {NARRATIVE_LIMIT:,} characters; this has {len(cleaned['words']):,}.",
            )
        if cleaned.get("publication") == EXEMPT and not cleaned["paragraph"]:
            self.add_error("paragraph", "Name the paragraph that applies.")
        return cleaned

    @property
    def said(self) -> Said:
        """What a valid form says."""
        given = self.cleaned_data
        is_exempt = given["publication"] == EXEMPT
        return Said(
            words=given["words"],
            rating=given["rating"],
            exempt_paragraph=given["paragraph"] if is_exempt else "",
            cleared=() if is_exempt else self.subject.exempt,
            source=given["source"],
        )

    def rebased(self) -> QueryDict:
        """The same words, resting on the line that stands now."""
        data: QueryDict = self.data.copy()  # type: ignore[attr-defined]
        data["seen"] = str(_seen(self.subject))
        return data


def _initial(subject: Subject) -> dict[str, Any]:
    """What stands; of its publication only what was decided in sight of the same exempt rows."""
    said = subject.said
    first: dict[str, Any] = {"seen": _seen(subject)}
    if said is None:
        return first | ({} if subject.exempt else {"publication": PUBLISHED})
    seen_all = set(subject.exempt) <= set(said.cleared)
    published = PUBLISHED if seen_all else None
    return first | {
        "words": said.words,
        "rating": said.rating,
        "publication": EXEMPT if said.exempt_paragraph else published,
        "paragraph": said.exempt_paragraph,
    }


def _seen(subject: Subject) -> int:
    return subject.said.number if subject.said else 0
