"""The form of a service area."""

from typing import Any

from django.http import QueryDict

from council.forms.posts import NameForm, choose
from council.models import ServiceArea
from council.queries.posts import posts_in_use


class AreaForm(NameForm):
    """Name and head; the head is one of the council's posts in use."""

    class Meta:
        model = ServiceArea
        fields = ("name", "head")
        labels = {"name": "Name", "head": "Headed by"}
        help_texts = {"name": "Such as Law & Democracy."}

    def __init__(self, data: QueryDict | None = None, *, row: Any, **options: Any) -> None:
        super().__init__(data, row=row, **options)
        choose(self, "head", posts_in_use(row.council), empty="No head yet")
