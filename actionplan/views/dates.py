"""New dates that leads propose: the list of those that wait, and the answers."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from actionplan.access.updating import check_right_to_update, check_takes_updates
from actionplan.dates.proposing import AWAITED, date_words, minute_words
from actionplan.dates.rights import DateRight, check_right_to_answer, right_to_answer, who_answers
from actionplan.forms.dates import DateAnswerForm, MinuteForm
from actionplan.models import Action, Entry, Plan
from actionplan.queries.dates_list import Dates, unminuted, waiting
from actionplan.queries.getters import action_or_404, leads_of_action, plan_or_404
from actionplan.services.agreeing_dates import (
    agree_date,
    give_minute,
    refuse_date,
    take_back_date,
)
from council import permissions
from council.htmx import render_page
from council.messages import regret, say
from council.models import Meeting
from council.permissions import Permission
from council.scope import CouncilRequest
from council.versions import CannotEdit


@dataclass(frozen=True, slots=True)
class Line:
    """One date that waits, with the form that answers it; None for whoever may not."""

    dates: Dates
    form: DateAnswerForm | None


@dataclass(frozen=True, slots=True)
class Unminuted:
    """One answer whose minute is awaited, with the form that gives it."""

    answer: Entry
    form: MinuteForm | None


MOST = 60  # meetings that are offered


@require_safe
def date_list(request: CouncilRequest, plan: str) -> HttpResponse:
    """The dates of a plan that wait for an answer, each to be answered in place."""
    return _show(request, plan_or_404(request.scope, plan))


@require_POST
def date_answer(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Agree or refuse the date that was shown; one that was proposed since is not meant."""
    action = action_or_404(request.scope, plan, reference)
    right = check_right_to_answer(request.scope, action.plan)
    check_takes_updates(action)
    proposal = _shown(request, action)
    meetings = _meetings(request, right)
    form = DateAnswerForm(
        request.POST, proposal=proposal, right=right, person=request.user.pk, meetings=meetings
    )
    if not form.is_valid():
        return _show(request, action.plan, answered=form, status=422)
    try:
        said = _answer(request, action, form)
    except CannotEdit as refused:
        return _too_late(request, action.plan, refused, form)
    say(request, said)
    return HttpResponseRedirect(_list(action.plan))


def _shown(request: CouncilRequest, action: Action) -> Entry:
    """The proposal that the form was made for; 404 for what is none of this action."""
    seen = request.POST.get("seen", "")
    number = int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 19 else 0
    found = action.entries.filter(pk=number, kind=Entry.Kind.DATE_PROPOSED)
    proposal = found.select_related("by", "post").first()
    if proposal is None:
        raise Http404("No such date was proposed.")
    return proposal


def _answer(request: CouncilRequest, action: Action, form: DateAnswerForm) -> str:
    """Record it; the sentence that says so. Raises CannotEdit."""
    seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
    new = date_words(form.proposal.due)
    if form.agrees:
        agree_date(action=action, seen=seen, decision=form.decision, by=request.user)
        return f"{action.reference} is due {new} now: the new date is agreed."
    refuse_date(action=action, seen=seen, decision=form.decision, reason=reason, by=request.user)
    return f"{new} is refused for {action.reference}: its date in force stays."


def _too_late(
    request: CouncilRequest, plan: Plan, refused: CannotEdit, form: DateAnswerForm | MinuteForm
) -> HttpResponse:
    """The list as it stands, with what was typed where there is still something to answer."""
    form.add_error(None, str(refused))
    if isinstance(form, MinuteForm):
        return _show(request, plan, minuted=form, status=409)
    return _show(request, plan, answered=form, status=409)


@require_POST
def date_take_back(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """A lead proposes the date no longer; the one in force stays."""
    action = action_or_404(request.scope, plan, reference)
    leads = leads_of_action(request.scope, action).of_action(action)
    right = check_right_to_update(request.scope, leads)
    check_takes_updates(action)
    proposal = _shown(request, action)
    try:
        take_back_date(action=action, seen=proposal.pk, by=request.user, post=right.post)
    except CannotEdit as refused:
        regret(request, str(refused))
    else:
        say(request, f"{date_words(proposal.due)} is not proposed for {action.reference} any more.")
    return HttpResponseRedirect(action.get_absolute_url())


@require_POST
def date_minute(request: CouncilRequest, plan: str, answer: int) -> HttpResponse:
    """The minute of a committee's answer, which was awaited."""
    found = plan_or_404(request.scope, plan)
    permissions.check(request.scope, Permission.RECORD_DATE_DECISIONS)
    answers = Entry.objects.filter(action__plan=found, pk=answer, on_behalf_source=AWAITED)
    answered = answers.select_related("action").first()
    if answered is None:
        raise Http404("No minute is awaited here.")
    form = MinuteForm(request.POST, answer=answered)
    if not form.is_valid():
        return _show(request, found, minuted=form, status=422)
    minute = form.cleaned_data["minute"]
    try:
        give_minute(answer=answered, minute=minute, by=request.user)
    except CannotEdit as refused:
        return _too_late(request, found, refused, form)
    say(request, f"The date of {answered.action.reference}: {minute_words(minute)}.")
    return HttpResponseRedirect(_list(found))


# ---- the page


def _show(
    request: CouncilRequest,
    plan: Plan,
    *,
    answered: DateAnswerForm | None = None,
    minuted: MinuteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The list; with a form that was refused, and what is wrong with it, in its place."""
    right = right_to_answer(request.scope, plan)
    answers = _Answers(right, request.user.pk, _meetings(request, right), answered)
    may_minute = right.committees and not plan.is_archived
    context = {
        "plan": plan,
        "lines": [Line(one, answers.form(one)) for one in waiting(plan)],
        "unminuted": [
            Unminuted(one, _minute_form(one, minuted) if may_minute else None)
            for one in unminuted(plan)
        ],
        "who": who_answers(plan),
        "refused": answered or minuted,
        "lost": _lost(answered) if status == 409 else "",
        "may_edit": permissions.can(request.scope, Permission.EDIT_PLAN),
    }
    return render_page(request, "dates/date_list.html", context, status=status)


@dataclass(frozen=True, slots=True)
class _Answers:
    """Makes the form of each line: for whoever may answer it, in their capacities."""

    right: DateRight
    person: int
    meetings: dict[int, Meeting]
    refused: DateAnswerForm | None

    def form(self, dates: Dates) -> DateAnswerForm | None:
        """The form that was refused, if it is for this line; else an empty one, or none."""
        proposal = dates.proposal
        if proposal is None or not self.right:
            return None
        if self.refused and self.refused.proposal.pk == proposal.pk:
            return self.refused
        form = DateAnswerForm(
            proposal=proposal, right=self.right, person=self.person, meetings=self.meetings
        )
        return form if form.may_answer else None


def _lost(answered: DateAnswerForm | None) -> str:
    """The reason that somebody typed for what cannot be answered any more."""
    return answered.cleaned_data["reason"] if answered else ""


def _minute_form(answer: Entry, refused: MinuteForm | None) -> MinuteForm:
    return refused if refused and refused.answer.pk == answer.pk else MinuteForm(answer=answer)


def _meetings(request: CouncilRequest, right: DateRight) -> dict[int, Meeting]:
    """The council's meetings up to today, the last first; none for whoever records none."""
    if not right.committees:
        return {}
    held = Meeting.objects.filter(
        committee__council=request.scope.council, day__lte=request.scope.today
    )
    return {one.pk: one for one in held.select_related("committee").order_by("-day")[:MOST]}


def _list(plan: Plan) -> str:
    return reverse("dates:date_list", args=[plan.council.slug, plan.slug])
