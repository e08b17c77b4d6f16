"""Decisions in the review of a file: on a row, a cell, all that is alike, what is missing.

Each is kept as it is made. What was typed and cannot be taken stands in its form again.
"""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.views.decorators.http import require_http_methods

from actionplan.forms.review import CellForm, RowForm
from actionplan.merging.decisions import RowDecision, RowWord
from actionplan.models import PlanFile
from actionplan.queries.files import file_or_404
from actionplan.reviewing.alike import Ask, Group
from actionplan.services import deciding
from actionplan.services.preview import Review, Show
from actionplan.views.review import (
    ROWS,
    TEMPLATE,
    Sent,
    ShownRow,
    back_to,
    context_of,
    page_of,
    query_of,
    review_page,
    show_of,
)
from actionplan.words import counted
from council import permissions
from council.htmx import go_to, render_page
from council.messages import regret, say
from council.permissions import Permission
from council.scope import CouncilRequest
from council.texts import tidy
from council.versions import CannotEdit, ChangedMeanwhile

EDIT = ["GET", "HEAD", "POST"]
REASON = 300
UNDECIDED = "undecided"
OF_ROWS = {RowWord.ASIDE, RowWord.SAME, RowWord.NEW}
MEANWHILE = "Somebody else has decided on this row meanwhile. This is how it stands now."


@require_http_methods(EDIT)
def file_row(request: CouncilRequest, file: int, place: int) -> HttpResponse:
    """Decide on a row, or on one of its cells; or take a decision back.

    Opened as a page, as after a log-in, it leads to the row among all rows.
    """
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    review = Review(found)
    if found.is_under_review and place >= review.rows:
        raise Http404("The file has no such row.")
    if request.method != "POST":
        return HttpResponseRedirect(row_among_all(request, found, place))
    try:
        errors = decide(request.POST, review, place)
    except CannotEdit as error:
        regret(request, str(error))
        return go_to(request, page_of(request, found))
    found.refresh_from_db()
    return answer(request, found, place, errors)


def row_among_all(request: CouncilRequest, file: PlanFile, place: int) -> str:
    """Where a row stands in the review; every row of the file is one of them, in their order."""
    page = place // ROWS + 1
    return f"{page_of(request, file)}?show={Show.ALL}&page={page}#row-{place}"


def decide(sent: QueryDict, review: Review, place: int) -> tuple[str, ...]:
    """Keep what was sent, or say what is wrong with it."""
    field = sent.get("field", "")
    try:
        if field:
            return decide_cell(sent, review, place, field)
        return decide_row(sent, review, place)
    except ChangedMeanwhile:
        return (MEANWHILE,)


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
    """The row as it stands now; without scripts the page it was on, at the row to look at next."""
    sent = Sent(place, request.POST, errors) if errors else None
    if request.htmx.target == f"row-{place}":
        return answered_row(request, file, place, sent)
    back = back_to(request, file)
    if sent:
        return review_page(request, file, query_of(back), sent)
    return HttpResponseRedirect(f"{back}{next_row(Review(file), query_of(back), place)}")


def answered_row(
    request: CouncilRequest, file: PlanFile, place: int, sent: Sent | None
) -> HttpResponse:
    review = Review(file)
    line = review.line(place)
    if line is None:
        return go_to(request, page_of(request, file))
    show = show_of(request.GET, review)
    row, back = ShownRow(line, review, sent), back_to(request, file)
    context = context_of(request, review, show) | {"row": row, "here": back}
    status = 422 if sent else 200
    partials = {f"row-{place}": "answer"}
    return render_page(request, TEMPLATE, context, partials=partials, status=status)


def next_row(review: Review, query: QueryDict, place: int) -> str:
    """The row that was decided on, or the next one where the filter no longer shows it."""
    lines = review.shown(show_of(query, review), query.get("alike", ""))
    places = (line.place for line in lines if line.place is not None)
    return next((f"#row-{one}" for one in places if one >= place), "#review-counts")


@require_http_methods(EDIT)
def file_alike(request: CouncilRequest, file: int) -> HttpResponse:
    """Answer one question for all the rows that ask it."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if request.method != "POST":
        return HttpResponseRedirect(page_of(request, found))
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


@require_http_methods(EDIT)
def file_missing(request: CouncilRequest, file: int) -> HttpResponse:
    """Say why an action that the whole plan's file no longer has is dropped; or keep it."""
    permissions.check(request.scope, Permission.EDIT_PLAN)
    found = file_or_404(request.scope, file)
    if request.method != "POST":
        return HttpResponseRedirect(f"{page_of(request, found)}?show={Show.MISSING}")
    reference = request.POST.get("reference", "")
    reason = " ".join(tidy(request.POST.get("reason", "")).split())[:REASON]
    try:
        if reference in Review(found).missing:
            deciding.decide_missing(file=found, reference=reference, reason=reason)
    except CannotEdit as error:
        regret(request, str(error))
    return HttpResponseRedirect(f"{back_to(request, found)}#row-{reference}")
