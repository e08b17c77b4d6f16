"""Which actions the grid of leads shows."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from actionplan.queries.leads import GridRow


class GridFilterForm(forms.Form):
    """Which actions the grid shows, as it stands in the address."""

    q = forms.CharField(label="Words", required=False, max_length=200)
    led = forms.ChoiceField(
        label="Accountable",
        required=False,
        choices=[("", "All"), ("none", "No lead"), ("inherited", "Inherited"), ("own", "Its own")],
    )
    post = forms.ChoiceField(label="Post", required=False)
    recommendation = forms.ChoiceField(label="Recommendation", required=False)

    def __init__(self, data: QueryDict, *, rows: Sequence[GridRow]) -> None:
        super().__init__(data, auto_id="filter_%s")
        posts = {post for row in rows for post in row.leads.posts}
        titles = sorted((post.title, str(post.pk)) for post in posts)
        above = {row.recommendation: None for row in rows if row.recommendation}
        self.fields["post"].choices = [  # type: ignore[attr-defined]
            ("", "Any post"),
            *((pk, title) for title, pk in titles),
        ]
        self.fields["recommendation"].choices = [  # type: ignore[attr-defined]
            ("", "All recommendations"),
            *((str(one.pk), str(one)) for one in above),
        ]
        self.is_valid()

    @property
    def is_filtering(self) -> bool:
        return any(self.cleaned_data.values())

    def keeps(self, row: GridRow) -> bool:
        """Whether a row matches every filter that is set and makes sense."""
        asked = self.cleaned_data
        return (
            self._is_led_so(row, asked.get("led", ""))
            and asked.get("post", "") in ("", *(str(post.pk) for post in row.leads.posts))
            and asked.get("recommendation", "") in ("", str(row.action.recommendation_id))
            and _has_words(row, asked.get("q", ""))
        )

    def _is_led_so(self, row: GridRow, how: str) -> bool:
        leads = row.leads
        return {
            "none": not leads,
            "inherited": leads.inherited,
            "own": bool(leads.accountable) and not leads.inherited,
        }.get(how, True)


def _has_words(row: GridRow, words: str) -> bool:
    above = row.recommendation
    text = f"{row.action} {above} {above.wording if above else ''}".casefold()
    return all(word in text for word in words.casefold().split())
