"""The rows of a file side by side with what was understood, and what is asked of each."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from actionplan.forms.review import TypedForm
from actionplan.merging.decisions import CellWord, RowWord, mark_of
from actionplan.models import PlanFile
from actionplan.reviewing.answers import answered
from actionplan.reviewing.cells import Cell
from actionplan.reviewing.line import Line
from actionplan.reviewing.pairs import Pair, pairs_of, source_of
from actionplan.services.preview import WORDS, Review, Show
from council.htmx import render_page
from council.paging import page_links
from council.scope import CouncilRequest

TEMPLATE = "files/file_rows.html"
ROWS = 50
# So many actions that the file does not have are offered where a row is said to be one of them.
OFFERED = 200


@dataclass(frozen=True, slots=True)
class Sent:
    """A form of a row that came back with errors: what was typed in it is not lost."""

    place: int
    data: QueryDict
    errors: tuple[str, ...]

    def typed(self, field: str) -> QueryDict | None:
        """What was typed in place of a cell, if this form is about it."""
        mine = (self.data.get("do"), self.data.get("field")) == (CellWord.TYPED, field)
        return self.data if mine else None

    def of_row(self, word: RowWord, name: str) -> str | None:
        """What was typed for a decision on the row as a whole, if this form is that one."""
        mine = self.data.get("do") == word and not self.data.get("field")
        return self.data.get(name, "") if mine else None


@dataclass(frozen=True, slots=True)
class Question:
    """A cell that is asked about, or was: the file's cells, and the form to say it in words."""

    cell: Cell
    said: tuple[Any, ...]
    typed: TypedForm
    answer: str


class ShownRow:
    """A row as its card shows it; ``sent`` is a form of it that came back with errors."""

    def __init__(self, line: Line, review: Review, sent: Sent | None = None) -> None:
        self.line, self.review = line, review
        self.sent = sent if sent and sent.place == line.place else None
        self.seen = mark_of(review.decisions, line.place or 0)

    @property
    def errors(self) -> tuple[str, ...]:
        return self.sent.errors if self.sent else ()

    @cached_property
    def questions(self) -> list[Question]:
        """What is asked of its cells, with the answers that were given."""
        asked = (cell for cell in self.line.cells if cell.is_shown)
        return [self._question(number, cell) for number, cell in enumerate(asked)]

    def _question(self, number: int, cell: Cell) -> Question:
        typed = self.sent.typed(cell.field) if self.sent else None
        name = f"{self.line.place}-{number}"
        form = TypedForm(typed, field=cell.field, document=self.review.key, name=name)
        return Question(
            cell, source_of(self.line, cell.field), form, answered(cell, self.review.key)
        )

    @property
    def pairs(self) -> list[Pair]:
        return pairs_of(self.line)

    @property
    def wrong(self) -> str:
        """The id of what has to be put right; empty for what no control can."""
        for question in self.questions:
            if question.typed.is_bound:
                return str(question.typed["words"].id_for_label)
        if self.sent and self.typed_reference is not None:
            return f"same-{self.line.place}"
        return f"titles-{self.line.place}" if self.sent and self.typed_titles is not None else ""

    @property
    def typed_titles(self) -> str | None:
        return self.sent.of_row(RowWord.SPLIT, "titles") if self.sent else None

    @property
    def typed_reference(self) -> str | None:
        return self.sent.of_row(RowWord.SAME, "reference") if self.sent else None

    @property
    def split_words(self) -> str:
        """The lines that a split begins with: the row's own, or what was typed."""
        typed = self.typed_titles
        return self.line.split_words if typed is None else typed

    @property
    def words_open(self) -> bool:
        """Whether what may be said of the row as a whole stands open: it is asked, or was wrong."""
        typed = self.typed_titles is not None or self.typed_reference is not None
        return typed or any(note.needs_decision for note in self.line.notes)


def review_page(
    request: CouncilRequest, file: PlanFile, query: QueryDict, sent: Sent | None = None
) -> HttpResponse:
    """The rows that ``query`` asks for; those that need a decision where it asks for none.

    With ``sent`` the page that has its row, with what was typed and what is wrong with it.
    """
    review = Review(file)
    show, alike = show_of(query, review), query.get("alike", "")
    lines = review.shown(show, alike)
    if sent and sent.place not in {line.place for line in lines}:
        show, alike = Show.ALL, ""
        lines = review.shown(show)
    page = Paginator(lines, ROWS).get_page(page_number(query, lines, sent))
    context = context_of(request, review, show) | {
        "rows": [ShownRow(line, review, sent) for line in page],
        "page": page,
        "page_links": page_links(query, page),
        "groups": review.groups if show is Show.DECIDE and page.number == 1 else [],
        "alike": alike,
        "offered": offered(review),
        "sent": sent,
        "here": address_of(page_of(request, file), query),
    }
    return render_page(request, TEMPLATE, context, status=422 if sent else 200)


def page_number(query: QueryDict, lines: list[Line], sent: Sent | None) -> str | int | None:
    """The page that was asked for, or that on which the row of ``sent`` stands."""
    places = [line.place for line in lines]
    if sent and sent.place in places:
        return places.index(sent.place) // ROWS + 1
    return query.get("page")


def offered(review: Review) -> list[Line]:
    """Actions that the file does not have: a row in doubt is most likely one of these."""
    return [line for line in review.lines if line.place is None][:OFFERED]


def show_of(query: QueryDict, review: Review) -> Show:
    """The filter that an address names, or the usual one."""
    asked = query.get("show", "")
    return Show(asked) if asked in set(Show) else review.usual


def context_of(request: CouncilRequest, review: Review, show: Show) -> dict[str, Any]:
    """What the page and each of its rows need."""
    return {
        "file": review.file,
        "review": review,
        "show": show,
        "filters": [
            (one, WORDS[one], count)
            for one, count in review.counts.items()
            if count or one in {Show.ALL, Show.DECIDE, show}
        ],
        "left": review.counts[Show.DECIDE],
    }


def page_of(request: CouncilRequest, file: PlanFile) -> str:
    """Where a file stands."""
    return reverse("files:file_detail", args=[request.scope.council.slug, file.pk])


def address_of(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path


def back_to(request: CouncilRequest, file: PlanFile) -> str:
    """The page of rows from which a form was sent, if it says so."""
    asked = request.POST.get("back", "")
    allowed = url_has_allowed_host_and_scheme(asked, None) and asked.startswith("/")
    return asked if allowed else page_of(request, file)


def query_of(address: str) -> QueryDict:
    """What an address asks for."""
    return QueryDict(urlsplit(address).query)
