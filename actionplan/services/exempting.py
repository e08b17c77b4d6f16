"""Marking an action, or fields of it, as not for the public."""

from collections.abc import Iterable

from django.db import transaction

from actionplan.changes import Detail
from actionplan.models import Action, Change
from actionplan.public.exempt import exempt_words
from actionplan.public.redacting import FIELDS
from actionplan.services.register import Register, Why
from actionplan.services.structure import claim_row, save_signed
from council.models import Person
from council.versions import CannotEdit

PUBLIC = "For the public"


@transaction.atomic
def set_exempt(
    *,
    action: Action,
    paragraph: str,
    fields: Iterable[str],
    seen: int | None,
    by: Person,
    why: Why,
) -> bool:
    """Keep an action, or only some ``fields`` of it, out of what is published; "" for nothing.

    Without fields the whole row is exempt. It holds for every file and page that the public sees
    from now on, of earlier periods too. False where that is so already. Raises ChangedMeanwhile,
    and CannotEdit for fields without the paragraph that applies.
    """
    chosen = [one for one in FIELDS if one in set(fields)]
    if chosen and not paragraph:
        raise CannotEdit("Name the paragraph that applies: without it nothing may be kept back.")
    register = Register(plan=action.plan, by=by, why=why)
    stands: Action = claim_row(action, seen)
    stands.plan = register.plan
    detail = _mark(stands, paragraph, chosen, by)
    if detail:
        subject = f"{stands.reference} {stands.title}"
        register.note(Change.Kind.EXEMPT, subject, [detail], action=stands)
    return bool(detail)


def share_exemption(target: Action, others: Iterable[Action], by: Person) -> list[Detail]:
    """What is merged into ``target`` keeps back what it kept back: all of the target."""
    marked = [one.exempt_paragraph for one in others if one.exempt_paragraph]
    if not marked:
        return []
    paragraphs = dict.fromkeys(filter(None, (target.exempt_paragraph, *marked)))
    detail = _mark(target, "; ".join(paragraphs)[:200], [], by)
    return [detail] if detail else []


def _mark(action: Action, paragraph: str, fields: list[str], by: Person) -> Detail | None:
    before = said(action)
    action.exempt_paragraph, action.exempt_fields = paragraph, fields
    if said(action) == before:
        return None
    save_signed(action, by)
    return ["Exempt", before, said(action)]


def said(action: Action) -> str:
    """ "Leads, Commentary (paragraph 3)"; "For the public" where nothing is exempt."""
    if not action.exempt_paragraph:
        return PUBLIC
    return f"{exempt_words(action.exempt_fields)} ({action.exempt_paragraph})"
