"""What is done to a whole action: moved, split, merged, dropped, restored, counted or not."""

from django.http import HttpResponse
from django.utils.text import get_text_list
from django.views.decorators.http import require_http_methods

from actionplan.forms.structure_steps import (
    DropForm,
    MergeForm,
    MoveForm,
    SplitForm,
    StepForm,
)
from actionplan.models import Action
from actionplan.services.structure_actions import set_counts
from actionplan.services.structure_dropping import drop_action, restore_action
from actionplan.services.structure_places import move_action
from actionplan.services.structure_splitting import merge_actions, split_action
from actionplan.views.structure_asking import (
    EDIT,
    action_to_edit,
    address,
    carry_out,
    show_form,
    to_row,
)
from council.messages import say
from council.scope import CouncilRequest
from council.views.rows import SAVED


@require_http_methods(EDIT)
def action_move(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """To another recommendation, or to be a part of another action."""
    action = action_to_edit(request, plan, reference)

    def move(form: MoveForm) -> None:
        move_action(
            action=action,
            recommendation=form.to,
            parent=form.cleaned_data["whole"],
            seen=form.given_seen,
            by=request.user,
            why=form.why,
        )

    form, status = carry_out(request, MoveForm(request.POST or None, action=action), move)
    if status == SAVED:
        return _done(request, action, f"{action.reference} stands where you put it.")
    introduction = (
        "It keeps its reference and goes to the end of its new list; its parts go with it. "
        "Without a lead of its own it will have the leads of its new recommendation."
    )
    return _page(
        request, action, form, status, verb="Move", button="Move", introduction=introduction
    )


@require_http_methods(EDIT)
def action_split(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Into several new actions."""
    action = action_to_edit(request, plan, reference)
    new: list[Action] = []

    def split(form: SplitForm) -> None:
        titles = form.cleaned_data["titles"]
        seen, by = form.given_seen, request.user
        new.extend(split_action(action=action, titles=titles, seen=seen, by=by, why=form.why))

    form, status = carry_out(request, SplitForm(request.POST or None, action=action), split)
    if status == SAVED:
        names = get_text_list([one.reference for one in new], "and")
        return _done(request, new[0], f"{action.reference} goes on as {names}.")
    introduction = (
        f"Each new action has a reference of its own, and the leads, dates, timescale and "
        f"position of {action.reference}. {action.reference} leaves the plan; its page, its "
        "history and its evidence stay, with links to the new ones."
    )
    return _page(
        request, action, form, status, verb="Split", button="Split", introduction=introduction
    )


@require_http_methods(EDIT)
def action_merge(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Other actions go on in this one."""
    action = action_to_edit(request, plan, reference)

    def merge(form: MergeForm) -> None:
        given = form.cleaned_data
        merge_actions(
            target=action,
            others=given["others"],
            title=given["title"],
            seen=form.given_seen,
            by=request.user,
            why=form.why,
        )

    form, status = carry_out(request, MergeForm(request.POST or None, action=action), merge)
    if status == SAVED:
        others = [one.reference for one in form.cleaned_data["others"]]
        return _done(request, action, f"{get_text_list(others, 'and')} went into {reference}.")
    introduction = (
        f"The others go on in {action.reference}: what they serve, depend on and are needed for "
        "goes to it, with their parts. They leave the plan; their pages and histories stay."
    )
    return _page(
        request,
        action,
        form,
        status,
        verb="Merge others into",
        button="Merge",
        introduction=introduction,
    )


@require_http_methods(EDIT)
def action_drop(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Out of the plan, with a reason."""
    action = action_to_edit(request, plan, reference)

    def drop(form: DropForm) -> None:
        drop_action(action=action, seen=form.given_seen, by=request.user, why=form.why)

    form, status = carry_out(request, DropForm(request.POST or None, action=action), drop)
    if status == SAVED:
        return _done(request, action, f"{action.reference} is dropped. It can be taken back.")
    introduction = (
        "It is no longer counted, shown in the plan or updated. Its page and its reference stay, "
        "and it can be taken back."
    )
    return _page(
        request,
        action,
        form,
        status,
        verb="Drop",
        button="Drop",
        introduction=introduction,
        is_warning=True,
    )


@require_http_methods(EDIT)
def action_restore(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """A dropped one, back into the plan."""
    action = action_to_edit(request, plan, reference)

    def restore(form: StepForm) -> None:
        restore_action(action=action, seen=form.given_seen, by=request.user, why=form.why)

    form, status = carry_out(request, StepForm(request.POST or None, action=action), restore)
    if status == SAVED:
        return _done(request, action, f"{action.reference} is back in the plan.")
    introduction = "It comes back under the same reference, with the position it had."
    return _page(
        request,
        action,
        form,
        status,
        verb="Take back",
        button="Take back",
        introduction=introduction,
    )


@require_http_methods(EDIT)
def action_counts(request: CouncilRequest, plan: str, reference: str) -> HttpResponse:
    """Whether it counts in the plan's totals."""
    action = action_to_edit(request, plan, reference)
    counts = not action.counts_in_totals

    def count(form: StepForm) -> None:
        seen, by = form.given_seen, request.user
        set_counts(action=action, counts=counts, seen=seen, by=by, why=form.why)

    form, status = carry_out(request, StepForm(request.POST or None, action=action), count)
    if status == SAVED:
        now = "counts in totals" if counts else "is kept out of totals"
        return _done(request, action, f"{action.reference} {now}.")
    button = "Count in totals" if counts else "Keep out of totals"
    introduction = (
        "Rows that are only a heading for others are kept out. Every total says how many there are."
    )
    return _page(
        request, action, form, status, verb=f"{button}:", button=button, introduction=introduction
    )


def _done(request: CouncilRequest, action: Action, sentence: str) -> HttpResponse:
    say(request, sentence)
    stands = Action.objects.select_related("plan__council").get(pk=action.pk)
    return to_row(stands)


def _page(
    request: CouncilRequest,
    action: Action,
    form: StepForm,
    status: int,
    *,
    verb: str,
    button: str,
    introduction: str,
    is_warning: bool = False,
) -> HttpResponse:
    return show_form(
        request,
        action.plan,
        form,
        status,
        heading=f"{verb} {action.reference}",
        subject=action.title,
        introduction=introduction,
        button=button,
        is_warning=is_warning,
        back=address(action.plan, "action_parts", action.reference),
    )
