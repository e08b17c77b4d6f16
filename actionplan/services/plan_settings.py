"""Changing what a plan is: its title and dates, its key, its timescales, its columns."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import get_text_list
from simple_history.utils import bulk_update_with_history

from actionplan.changes import Detail
from actionplan.columns import renamed
from actionplan.dates.bands import band_words, codes_in
from actionplan.key import as_bands, as_data, as_ratings, check_marks, rating_words
from actionplan.key_lines import Band, Rating
from actionplan.models import Action, Change, Plan
from actionplan.rules.challenges import as_rules
from actionplan.rules.rule_words import differences
from actionplan.services.register import Register, Why
from council.in_words import NOTHING, in_words
from council.models import Person, Post
from council.services.rows import save_row
from council.versions import CannotEdit, sign

LABELS = {
    "title": "Title",
    "source": "Source",
    "start": "Start",
    "source_kind": "Kind of source",
    "visited_on": "Last day of the visit",
    "code": "Code",
    "asks_confidence": "Asks for confidence",
    "asks_agreement": "Asks for agreement",
    "asks_date_agreement": "New dates need agreement",
    "date_approver": "Who agrees new dates",
    "words_guide": "Words an update should have",
    "columns": "Columns",
    "is_public": "Public",
    "rules": "Rules of queries",
}
MOST_NAMED = 5  # references in a sentence; the rest are a number


@transaction.atomic
def save_plan(
    *, plan: Plan, values: Mapping[str, Any], seen: int | None, by: Person, why: Why
) -> list[str]:
    """Give a plan another title, source, start or code; returns the fields that changed.

    Raises ChangedMeanwhile, and CannotEdit: for an archived plan, for an adopted one without a
    reason, for a code that is taken or stands in references.
    """
    register = Register(plan=plan, by=by, why=why)
    before = Plan.objects.get(pk=plan.pk)
    changed = save_row(row=plan, values=values, seen=seen, by=by)
    if "code" in changed and not code_may_change(before):
        raise CannotEdit("The code stands in the references of this plan and can change no more.")
    if changed:
        register.note(Change.Kind.PLAN, before.title, _details(before, values, changed))
    return changed


def code_may_change(plan: Plan) -> bool:
    """Whether no reference has been given yet: a draft without actions."""
    return plan.is_draft and not plan.actions.exists()


@transaction.atomic
def save_key(
    *, plan: Plan, ratings: tuple[Rating, ...], seen: int | None, by: Person, why: Why
) -> list[str]:
    """Give a plan another key; returns ["key"] if it is another.

    Raises ChangedMeanwhile, and CannotEdit as ``save_plan`` does, where two ratings look the same,
    and where the log holds a letter that leaves.
    """
    try:
        check_marks(ratings)
    except ValidationError as error:
        raise CannotEdit(" ".join(error.messages)) from error
    register = Register(plan=plan, by=by, why=why)
    before = as_ratings(Plan.objects.get(pk=plan.pk).key)
    changed = save_row(row=plan, values={"key": as_data(ratings)}, seen=seen, by=by)
    if changed:
        old = {f"Rating {one.letter}": rating_words(one) for one in before}
        new = {f"Rating {one.letter}": rating_words(one) for one in ratings}
        register.note(Change.Kind.KEY, "Key", _differences(old, new))
    return changed


@transaction.atomic
def save_bands(
    *, plan: Plan, bands: tuple[Band, ...], seen: int | None, by: Person, why: Why
) -> list[str]:
    """Give a plan other timescale bands; returns ["bands"] if they are others.

    Raises ChangedMeanwhile, and CannotEdit as ``save_plan`` does, and where an action's timescale
    names a code that leaves.
    """
    register = Register(plan=plan, by=by, why=why)
    before = as_bands(Plan.objects.get(pk=plan.pk).bands)
    changed = save_row(row=plan, values={"bands": as_data(bands)}, seen=seen, by=by)
    if changed:
        _keep_used_codes(plan, before, bands)
        old = {f"Timescale {one.code}": band_words(one) for one in before}
        new = {f"Timescale {one.code}": band_words(one) for one in bands}
        register.note(Change.Kind.KEY, "Timescales", _differences(old, new))
    return changed


@transaction.atomic
def save_columns(
    *,
    plan: Plan,
    values: Mapping[str, Any],
    renames: Mapping[str, str],
    seen: int | None,
    by: Person,
    why: Why,
) -> list[str]:
    """Give a plan other columns of its own and other fields that it asks for.

    ``values`` are of ``columns``, of what updates are asked for and of who agrees; ``renames`` are
    headings, old to new, which every action's words follow. The words of a column that is removed
    stay with their actions. Raises ChangedMeanwhile, and CannotEdit as ``save_plan`` does.
    """
    register = Register(plan=plan, by=by, why=why)
    before = Plan.objects.get(pk=plan.pk)
    changed = save_row(row=plan, values=values, seen=seen, by=by)
    if changed:
        called = {old: new for old, new in renames.items() if old in before.columns and old != new}
        _rename(plan, called, by)
        details = _details(before, values, changed)
        details += [["Column renamed", old, new] for old, new in called.items()]
        register.note(Change.Kind.PLAN, before.title, details)
    return changed


@transaction.atomic
def save_rules(
    *, plan: Plan, rules: Mapping[str, Any], seen: int | None, by: Person, why: Why
) -> list[str]:
    """Give a plan other rules of queries; returns ["rules"] if they are others.

    Its queries are derived anew. Raises ChangedMeanwhile, and CannotEdit as ``save_plan`` does.
    """
    register = Register(plan=plan, by=by, why=why)
    before = as_rules(Plan.objects.get(pk=plan.pk).rules)
    changed = save_row(row=plan, values={"rules": dict(rules)}, seen=seen, by=by)
    if changed:
        details = differences(before, as_rules(rules))
        register.note(Change.Kind.PLAN, LABELS["rules"], details)
    return changed


@transaction.atomic
def name_date_approver(*, plan: Plan, post: Post, by: Person, why: Why) -> None:
    """Let ``post`` agree the plan's new dates from now on. Raises CannotEdit as ``save_plan``."""
    register = Register(plan=plan, by=by, why=why)
    details = [[LABELS["date_approver"], in_words(plan.date_approver), str(post)]]
    plan.date_approver = post
    sign(plan, by, why.reason)
    plan.save(update_fields=["date_approver"])
    register.note(Change.Kind.PLAN, plan.title, details)


def _rename(plan: Plan, renames: Mapping[str, str], by: Person) -> None:
    """Give the words of every action their new headings; an action without any is left alone."""
    touched = []
    for action in plan.actions.select_for_update(of=("self",)):
        extras = renamed(action.extras, renames)
        if extras != action.extras:
            action.extras = extras
            touched.append(action)
    if touched:
        bulk_update_with_history(touched, Action, ["extras"], batch_size=500, default_user=by)


def _keep_used_codes(plan: Plan, before: Iterable[Band], after: Iterable[Band]) -> None:
    """Raise CannotEdit, naming the actions, where they use a code that leaves."""
    stay = {band.code.casefold() for band in after}
    leaving = [band.code for band in before if band.code.casefold() not in stay]
    if not leaving:
        return
    actions = list(plan.actions.exclude(timescale="").select_related("plan").in_plan_order())
    for code in leaving:
        used = [one.reference for one in actions if code.casefold() in codes_in(one.timescale)]
        if used:
            verb = "uses" if len(used) == 1 else "use"
            raise CannotEdit(
                f"Timescale {code} cannot leave: {_some(used)} {verb} it. "
                "Give them another timescale first."
            )


def _some(references: list[str]) -> str:
    """ "PR-1, PR-2 and PR-3"; of many the first few, and how many more."""
    named = references[:MOST_NAMED]
    more = len(references) - len(named)
    if more:
        named = [*named, f"{more} other{'s' if more > 1 else ''}"]
    return str(get_text_list(named, "and"))


def _details(before: Plan, values: Mapping[str, Any], changed: list[str]) -> list[Detail]:
    return [
        [LABELS[name], in_words(getattr(before, name)), in_words(values[name])] for name in changed
    ]


def _differences(old: Mapping[str, str], new: Mapping[str, str]) -> list[Detail]:
    """What left, changed or came, in that order; else that the order is another."""
    names = dict.fromkeys((*old, *new))
    lines = [
        [name, old.get(name, NOTHING), new.get(name, NOTHING)]
        for name in names
        if old.get(name) != new.get(name)
    ]
    return lines or [["Order", in_words(list(old.values())), in_words(list(new.values()))]]
