"""A list of posts comes in: sent, looked at row by row, applied. Nothing is kept in between."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from council.csv_files import carried, carry, read_text, template
from council.csv_values import Table, UnreadableCsv
from council.forms.csv_files import CsvForm
from council.htmx import render_page
from council.messages import regret, say
from council.posts_csv import COLUMNS, EXAMPLES
from council.scope import CouncilRequest
from council.services.posts_import import counts, import_posts, judge_posts
from council.uploads import tell_of_request
from council.views.posts_pages import EDIT, check


@require_http_methods(EDIT)
def post_import(request: CouncilRequest) -> HttpResponse:
    """Choose a file; what each of its rows would do is shown, and nothing is changed."""
    check(request)
    form = CsvForm(columns=COLUMNS)
    if request.method == "POST":
        form = CsvForm(request.POST, request.FILES, columns=COLUMNS)
        tell_of_request(form, request)
        if form.is_valid():
            return _preview(request, form.cleaned_data["file"])
    status = 422 if request.method == "POST" else 200
    context = {"form": form, "columns": COLUMNS}
    return render_page(request, "organisation/post_import.html", context, status=status)


def _preview(request: CouncilRequest, table: Table) -> HttpResponse:
    judged = judge_posts(council=request.scope.council, rows=table.rows)
    context: dict[str, Any] = {
        "judged": judged,
        "counts": counts(judged),
        "unknown": table.unknown,
        "carried": carry(table.text, _purpose(request)),
    }
    return render_page(request, "organisation/post_import_preview.html", context)


@require_POST
def post_import_apply(request: CouncilRequest) -> HttpResponse:
    """Apply what was shown, judged again; afterwards what became of every row."""
    check(request)
    try:
        table = read_text(carried(request.POST.get("carried", ""), _purpose(request)), COLUMNS)
    except UnreadableCsv as error:
        regret(request, str(error))
        return HttpResponseRedirect(_import_page(request))
    judged = import_posts(council=request.scope.council, rows=table.rows, by=request.user)
    number = counts(judged)
    posts = "1 post" if number["added"] == 1 else f"{number['added']} posts"
    said = f"{posts} added, {number['changed']} changed, {number['same']} as before"
    if not number["refused"]:
        say(request, f"{said}.")
        return HttpResponseRedirect(_list(request))
    context = {"judged": [one for one in judged if one.verdict == "refused"], "said": said}
    return render_page(request, "organisation/post_import_done.html", context)


@require_safe
def post_template(request: CouncilRequest) -> HttpResponse:
    """A file to fill in."""
    check(request)
    response = HttpResponse(template(COLUMNS, EXAMPLES), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="posts.csv"'
    return response


def _purpose(request: CouncilRequest) -> str:
    """What a carried list may be used for: by this person, in this council."""
    return f"posts:{request.scope.council.pk}:{request.user.pk}"


def _import_page(request: CouncilRequest) -> str:
    return reverse("organisation:post_import", args=[request.scope.council.slug])


def _list(request: CouncilRequest) -> str:
    return reverse("organisation:post_list", args=[request.scope.council.slug])
