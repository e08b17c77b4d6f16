"""Adding to a council's glossary, changing a term, and taking one out."""

from collections.abc import Mapping

from django.db import transaction

from actionplan.models import GlossaryTerm
from council.models import Council, Person
from council.services.rows import add_row, remove_row, save_row
from council.versions import CannotEdit

# Each is looked for in every text of a report, and kept with every closed period.
MOST = 300


@transaction.atomic
def add_term(*, term: GlossaryTerm, by: Person) -> None:
    """Save a new term. Documents of what is not closed yet have it from now on.

    Raises CannotEdit, with a sentence, for a term that there is already, in whatever capitals, for
    one without letters or meaning, and for a glossary without end.
    """
    number = _hold(term.council)
    if number >= MOST:
        raise CannotEdit(f"The glossary has {MOST} terms; remove some that are not used.")
    _check(term)
    add_row(row=term, by=by)


@transaction.atomic
def change_term(
    *, term: GlossaryTerm, values: Mapping[str, str], seen: int | None, by: Person
) -> None:
    """Give a term new words; closed periods keep theirs. Raises as ``add_term``, and
    ChangedMeanwhile where somebody else has saved it since ``seen``.
    """
    _hold(term.council)
    _check(GlossaryTerm(pk=term.pk, council=term.council, **values))
    save_row(row=term, values=values, seen=seen, by=by)


def remove_term(*, term: GlossaryTerm, seen: int | None, by: Person) -> None:
    """Take a term out; closed periods keep it. Raises ChangedMeanwhile."""
    remove_row(row=term, seen=seen, by=by, refusal=f"“{term}” is still used, so it stays.")


def _hold(council: Council) -> int:
    """Lock the council's glossary until the transaction ends; how many terms it has."""
    Council.objects.select_for_update().get(pk=council.pk)
    return GlossaryTerm.objects.filter(council=council).count()


def _check(term: GlossaryTerm) -> None:
    if not any(map(str.isalnum, term.term)):
        raise CannotEdit("A term has letters or figures.")
    if term.term.casefold() == term.in_full.casefold():
        raise CannotEdit("What it stands for is something else than the term itself.")
    others = GlossaryTerm.objects.filter(council=term.council).exclude(pk=term.pk)
    same = next((one for one in others if one.term.casefold() == term.term.casefold()), None)
    if same:
        raise CannotEdit(f"The glossary has “{same}” already.")
