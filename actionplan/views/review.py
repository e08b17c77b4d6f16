"""The rows of a file side by side with what was understood, each decided on where it stands."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from actionplan.decisions import RowDecision, RowWord, mark_of
from actionplan.forms.review import CellForm, RowForm, TypedForm
from actionplan.models import PlanFile
from actionplan.queries.files import file_or_404
from actionplan.reviewing.alike import Ask, Group
from actionplan.reviewing.lines import Cell, Line
from actionplan.reviewing.pairs import Pair, pairs_of, source_of
from actionplan.services import deciding
from actionplan.services.preview import WORDS, Review, Show
from actionplan.words import counted
from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.paging import page_links
from council.permissions import Permission
from council.scope import CouncilRequest
from council.texts import tidy
from council.versions import CannotEdit, ChangedMeanwhile

TEMPLATE = "files/file_rows.html"
ROWS = 50
REASON = 300
UNDECIDED = "undecided"
OF_ROWS = {RowWord.ASIDE, RowWord.SAME, RowWord.NEW}


@dataclass(frozen=True, slots=True)
class Question:
    """A cell that is asked about, or was: the file's cells, and the form to say it in words."""

    cell: Cell
    said: tuple[Any, ...]
    typed: TypedForm


class ShownRow:
    """A row as its card shows it; ``errors`` are those of the form that was sent for it."""

    def __init__(self, line: Line, review: Review, errors: tuple[str, ...] = ()) -> None:
        self.line, self.review, self.errors = line, review, errors
        self.seen = mark_of(review.decisions, line.place or 0)

    @property
    def questions(self) -> list[Question]:
        """What is asked of its cells, with the answers that were given."""
        asked = (cell for cell in self.line.cells if cell.is_shown)
        document = self.review.key
        return [
            Question(
                cell,
                source_of(self.line, cell.field),
                TypedForm(None, field=cell.field, document=document),
            )
            for cell in asked
        ]

    @property
    def pairs(self) -> list[Pair]:
        return pairs_of(self.line)


def review_page(request: CouncilRequest, file: PlanFile) -> HttpResponse:
    """The rows that the address asks for; those that need a decision where it asks for none."""
    review = Review(file)
    show = show_of(request.GET, review)
    lines = review.shown(show, request.GET.get("alike", ""))
    page = Paginator(lines, ROWS).get_page(request.GET.get("page"))
    context = context_of(request, review, show) | {
        "rows": [ShownRow(line, review) for line in page],
        "page": page,
        "page_links": page_links(request.GET, page),
        "groups": review.groups if show is Show.DECIDE and page.number == 1 else [],
        "alike": request.GET.get("alike", ""),
        "here": request.get_full_path(),
    }
    return render_page(request, TEMPLATE, context)


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


@require_POST
def file_row(request: CouncilRequest, file: int, place: int) -> HttpResponse:
    """Decide on a row, or on one of its cells; or take a decision back."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    review = Review(found)
    if found.is_under_review and place >= review.rows:
        raise Http404("The file has no such row.")
    try:
        errors = decide(request, review, place)
    except CannotEdit as error:
        regret(request, str(error))
        return HttpResponseRedirect(page_of(request, found))
    return answer(request, found, place, errors)


def decide(request: CouncilRequest, review: Review, place: int) -> tuple[str, ...]:
    """Keep what was sent, or say what is wrong with it."""
    field = request.POST.get("field", "")
    try:
        problems = (
            decide_cell(request.POST, review, place, field)
            if field
            else decide_row(request.POST, review, place)
        )
    except ChangedMeanwhile:
        return ("Somebody else has decided on this row meanwhile. This is how it stands now.",)
    return problems


def decide_row(sent: QueryDict, review: Review, place: int) -> tuple[str, ...]:
    seen = sent.get("seen", "")
    if sent.get("do") == UNDECIDED:
        deciding.decide_row(file=review.file, place=place, decision=None, seen=seen)
        return ()
    form = RowForm(sent, references=lambda: review.references)
    if form.is_valid():
        decision = form.decision(place)
        deciding.decide_row(file=review.file, place=place, decision=decision, seen=seen)
    return problems_of(form)


def decide_cell(sent: QueryDict, review: Review, place: int, field: str) -> tuple[str, ...]:
    decide = partial(
        deciding.decide_cell,
        file=review.file,
        place=place,
        field=field,
        seen=sent.get("seen", ""),
    )
    if sent.get("do") == UNDECIDED:
        decide(decision=None)
        return ()
    form = CellForm(sent, field=field, document=review.key)
    if form.is_valid():
        decide(decision=form.decision(place))
    return problems_of(form)


def problems_of(form: Any) -> tuple[str, ...]:
    """All that is wrong with a form, as sentences."""
    return tuple(str(error) for errors in form.errors.values() for error in errors)


def answer(
    request: CouncilRequest, file: PlanFile, place: int, errors: tuple[str, ...]
) -> HttpResponse:
    """The row as it stands now; without scripts the page it was on."""
    file.refresh_from_db()
    review = Review(file)
    line = review.line(place)
    if line is None or request.htmx.target != f"row-{place}":
        for error in errors:
            regret(request, error)
        return HttpResponseRedirect(back_to(request, file, f"#row-{place}"))
    show = show_of(request.GET, review)
    row = ShownRow(line, review, errors)
    context = context_of(request, review, show) | {"row": row, "here": back_to(request, file)}
    status = 422 if errors else 200
    partials = {f"row-{place}": "answer"}
    return render_page(request, TEMPLATE, context, partials=partials, status=status)


def back_to(request: CouncilRequest, file: PlanFile, anchor: str = "") -> str:
    """The page of rows from which a form was sent, if it says so."""
    asked = request.POST.get("back", "")
    allowed = url_has_allowed_host_and_scheme(asked, None) and asked.startswith("/")
    return f"{asked if allowed else page_of(request, file)}{anchor}"


def page_of(request: CouncilRequest, file: PlanFile) -> str:
    return reverse("files:file_detail", args=[request.scope.council.slug, file.pk])


@require_POST
def file_alike(request: CouncilRequest, file: int) -> HttpResponse:
    """Answer one question for all the rows that ask it."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    review = Review(found)
    key = request.POST.get("group", "")
    group = next((one for one in review.groups if one.key == key), None)
    try:
        errors = decide_group(request.POST, review, group)
    except CannotEdit as error:
        errors = (str(error),)
    for words in errors:
        regret(request, words)
    if group and not errors:
        say(request, f"Decided for {counted(len(group.places), 'row')}.")
    return HttpResponseRedirect(back_to(request, found))


def row_decision(word: str, ask: Ask) -> RowDecision:
    """The answer to a question on a whole row; "the same" is as the product has matched it."""
    is_same = word == RowWord.SAME
    return RowDecision(ask.place, RowWord(word), reference=ask.reference if is_same else "")


def decide_group(sent: QueryDict, review: Review, group: Group | None) -> tuple[str, ...]:
    """Give all rows of a group the same answer, or say what is wrong."""
    if group is None:
        return ("These rows have been decided on already.",)
    word = sent.get("do", "")
    if word in OF_ROWS or (word == RowWord.TAKE and not group.field):
        rows = [row_decision(word, ask) for ask in group.asks]
        deciding.decide_alike(file=review.file, rows=rows)
        return ()
    form = CellForm(sent, field=group.field, document=review.key)
    if form.is_valid():
        cells = [form.decision(place) for place in group.places]
        deciding.decide_alike(file=review.file, cells=cells)
    return problems_of(form)


@require_POST
def file_missing(request: CouncilRequest, file: int) -> HttpResponse:
    """Say why an action that the whole plan's file no longer has is dropped; or keep it."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    reference = request.POST.get("reference", "")
    reason = " ".join(tidy(request.POST.get("reason", "")).split())[:REASON]
    try:
        if reference in Review(found).missing:
            deciding.decide_missing(file=found, reference=reference, reason=reason)
    except CannotEdit as error:
        regret(request, str(error))
    return HttpResponseRedirect(back_to(request, found, f"#row-{reference}"))
