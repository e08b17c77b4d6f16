"""Writing a report: the words of a part, kept as they are typed; its cover; sign-offs."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_http_methods

from actionplan.forms.report_signed import SignOffForm
from actionplan.forms.report_words import CoverForm, TextForm
from actionplan.models import Report, ReportText
from actionplan.services.reports import save_cover, save_text, sign_off
from actionplan.views.reports import EDIT, report_to_write
from council.htmx import render_page
from council.kept import forget_kept_forms, kept_form, made_for
from council.messages import say
from council.scope import CouncilRequest
from council.versions import CannotEdit, ChangedMeanwhile

TEXT = "reports/report_text.html"
PARTIALS = {"kept": "kept"}
HOW = (
    "An empty line ends a paragraph. Lines that begin with - are a list, those that begin with "
    "1. a numbered one."
)


@require_http_methods(EDIT)
def report_text(request: CouncilRequest, report: int, kind: str, code: str) -> HttpResponse:
    """The words of one section or implication. With scripts they are kept while one types."""
    found = report_to_write(request, report)
    part = _part(found, kind, code)
    stands = found.texts.filter(kind=kind, code=code).first()
    context: dict[str, Any] = {"report": found, "part": part, "kept_for": made_for(request.user)}
    form = _text_form(request, part, kind, stands)
    context |= {"form": form, "stands": stands, "conflict": False, "refusal": ""}
    if request.method != "POST":
        return render_page(request, TEXT, context | {"seen": _version(stands)})
    if not form.is_valid():
        seen = {"seen": _version(stands)}
        return render_page(request, TEXT, context | seen, partials=PARTIALS, status=422)
    return _keep(request, found, (kind, code), form, context)


def _keep(
    request: CouncilRequest, report: Report, part: tuple[str, str], form: TextForm, context: Any
) -> HttpResponse:
    given, (kind, code) = form.cleaned_data, part
    seen = given["seen"] or 0
    try:
        text = save_text(
            report=report, kind=ReportText.Kind(kind), code=code, words=given["words"],
            officer=given.get("officer", ""), seen=seen, by=request.user,
        )  # fmt: skip
    except ChangedMeanwhile:
        stands = report.texts.filter(kind=kind, code=code).first()
        context |= {"conflict": True, "stands": stands, "seen": _version(stands)}
        return render_page(request, TEXT, context, partials=PARTIALS, status=409)
    except CannotEdit as error:
        context |= {"refusal": str(error), "seen": seen}
        return render_page(request, TEXT, context, partials=PARTIALS, status=409)
    forget_kept_forms(request.user, request.path)
    if request.htmx:
        context |= {"stands": text, "seen": text.version}
        return render_page(request, TEXT, context, partials=PARTIALS)
    say(request, f"“{context['part'].heading}” is saved.")
    return HttpResponseRedirect(report.get_absolute_url())


def _part(report: Report, kind: str, code: str) -> Any:
    """The section or implication of the report's form; Http404 where it has none such."""
    known = report.form.typed_sections if kind == "section" else report.form.implications
    part = next((one for one in known if one.code == code), None)
    if part is None or kind not in ReportText.Kind.values:
        raise Http404("The form of this report has no such part.")
    return part


def _text_form(
    request: CouncilRequest, part: Any, kind: str, stands: ReportText | None
) -> TextForm:
    initial = {"words": stands.words, "officer": stands.officer} if stands else {}
    data = request.POST if request.method == "POST" else kept_form(request)
    hint = f"{part.hint} {HOW}".strip() if kind == "section" else HOW
    is_implication = kind == "implication"
    return TextForm(
        data, label=part.heading, hint=hint, implication=is_implication, initial=initial
    )


def _version(text: ReportText | None) -> int:
    return text.version if text else 0


@require_http_methods(EDIT)
def report_cover(request: CouncilRequest, report: int) -> HttpResponse:
    """The title and the facts of page 1; why it is late, if it is."""
    found = report_to_write(request, report)
    form = CoverForm(request.POST or None, report=found)

    def save() -> None:
        given = form.cleaned_data
        save_cover(
            report=found, title=given["title"], cover=form.facts,
            late_reason=given["late_reason"], seen=given["seen"], by=request.user,
        )  # fmt: skip

    words = ("Title and cover", "The cover is saved.")
    return small_page(request, found, form, save, words, again=form.again)


@require_http_methods(EDIT)
def report_sign(request: CouncilRequest, report: int, code: str) -> HttpResponse:
    """Who has signed the report off, and when."""
    found = report_to_write(request, report)
    asked = next((one for one in found.form.sign_offs if one.code == code), None)
    if asked is None:
        raise Http404("The form of this report asks for no such sign-off.")
    stands = found.signatures.filter(code=code).first()
    initial = {"name": stands.name, "day": stands.day} if stands else {}
    form = SignOffForm(request.POST or None, initial=initial)

    def save() -> None:
        sign_off(report=found, code=code, by=request.user, **form.cleaned_data)

    words = (f"Sign-off: {asked.label}", "The sign-off is recorded.")
    return small_page(request, found, form, save, words)


def small_page(
    request: CouncilRequest,
    report: Report,
    form: Any,
    save: Any,
    words: tuple[str, str],
    *,
    again: Any = None,
) -> HttpResponse:
    """A page of one form (``words``: heading, what is said then): shown, refused or saved.

    ``again`` makes the form that a conflict shows, with both versions.
    """
    heading, done = words
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save()
            except CannotEdit as error:
                form.add_error(None, str(error))
            except ChangedMeanwhile:
                status = 409
                form = again() if again else _refused(form)
            else:
                say(request, done)
                return HttpResponseRedirect(report.get_absolute_url())
    context = {
        "heading": heading,
        "caption": report.title,
        "back": report.get_absolute_url(),
        "form": form,
    }
    return render_page(request, "forms/row_page.html", context, status=status)


def _refused(form: Any) -> Any:
    form.add_error(
        None,
        "Somebody else has saved this meanwhile. Nothing of yours is saved; open the "
        "report in another window to compare, and type it again there.",
    )
    return form
