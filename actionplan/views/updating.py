"""The update form of one action, wherever it stands: as shown, as posted, after a conflict."""

from django.http import QueryDict

from actionplan.access.updating import Right, to_correct
from actionplan.forms.update import UpdateForm
from actionplan.forms.update_fields import DRAFTED
from actionplan.forms.update_words import as_fields, squeezed
from actionplan.models import Action, Draft
from actionplan.position import Position, position_of, said
from actionplan.queries.agreement import find_verdict
from actionplan.queries.dates import proposed_due
from actionplan.queries.dates_list import keep_waiting
from actionplan.services.drafts import forget_draft
from actionplan.services.updates import record_update
from council.kept import kept_form
from council.scope import CouncilRequest


def update_form[Form: UpdateForm](
    request: CouncilRequest, action: Action, right: Right, kind: type[Form]
) -> Form:
    """Bound to what was posted, or to what was kept when a session ended."""
    if request.method != "POST":
        return unsent_form(request, action, right, kind)
    return _form(request, action, right, kind, request.POST)


def unsent_form[Form: UpdateForm](
    request: CouncilRequest, action: Action, right: Right, kind: type[Form]
) -> Form:
    """As it is shown first: empty, with a draft, or with what was kept when a session ended."""
    kept = kept_form(request)
    if not hasattr(action, "verdict"):  # what was agreed is corrected no more
        find_verdict(action)
    form = _form(request, action, right, kind, kept)
    return form.with_draft(None if kept else _draft(request, action))


def _form[Form: UpdateForm](
    request: CouncilRequest,
    action: Action,
    right: Right,
    kind: type[Form],
    data: QueryDict | None = None,
) -> Form:
    """The form for this member; one that came from "Correct it" says so from the start."""
    slip = to_correct(action, right, request.user)
    today = request.scope.today
    form = kind(data, action=action, on_behalf=right.on_behalf, today=today, slip=slip)
    form.initial["corrects"] = bool(slip and request.GET.get("correct"))
    return form


def _draft(request: CouncilRequest, action: Action) -> Draft | None:
    """What the member has typed before; the action knows whether there is anything."""
    has_draft = action.has_draft  # type: ignore[attr-defined]
    of = Draft.objects.filter(action=action, person=request.user)
    return of.first() if has_draft else None


def drafted(request: CouncilRequest) -> dict[str, str]:
    """What was typed into a posted form, to be kept as a draft."""
    return {name: request.POST[name] for name in DRAFTED if name in request.POST}


def rebased[Form: UpdateForm](
    request: CouncilRequest, action: Action, right: Right, kind: type[Form]
) -> Form:
    """The same typed words, now based on what the other person has said.

    What was left as it was shown follows the other person; what was typed stays.
    """
    data = request.POST.copy()
    shown = _as_shown(action, data.get("based_on", ""))
    for name, value in as_fields(position_of(action)).items():
        if squeezed(data.get(name)) == squeezed(shown.get(name)):
            data[name] = value
    fresh = _form(request, action, right, kind)
    data["based_on"] = str(action.latest_id or "")
    data["once"] = str(fresh.initial["once"])
    data.pop("corrects", None)  # it was the member's own last word that was a slip
    form = _form(request, action, right, kind, data)
    form.is_conflict = True  # type: ignore[attr-defined]
    return form


def _as_shown(action: Action, based_on: str) -> dict[str, str]:
    """The fields as they stood when the form was made."""
    if not based_on.isdecimal() or len(based_on) > 18:
        return as_fields(Position(due=action.first_due))
    entry = action.entries.filter(pk=based_on).first()
    return as_fields(said(entry)) if entry else {}


def record(request: CouncilRequest, action: Action, form: UpdateForm, right: Right) -> None:
    """Record what a valid form declares; a date that waits is at hand for the row."""
    entry = record_update(
        action=action,
        position=form.declared,
        by=request.user,
        post=right.post,
        period_id=action.open_period_id,  # type: ignore[attr-defined]
        once=form.cleaned_data["once"],
        based_on=form.cleaned_data["based_on"],
        due_reason=form.cleaned_data.get("due_reason", ""),
        on_behalf_source=form.cleaned_data.get("on_behalf_source", ""),
        no_change=form.no_change,
        corrects=form.is_correction,
    )
    if hasattr(entry, "proposal"):  # new, so that nothing else has come in between
        keep_waiting(action, entry.proposal or proposed_due(action))
    if action.has_draft:  # type: ignore[attr-defined]
        forget_draft(action=action, by=request.user)
