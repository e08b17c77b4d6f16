"""An import's lines in the change register: what it adds to a plan that stood before."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from actionplan.models import Change
from actionplan.services.apply_receipt import CannotApply
from actionplan.services.register import Register, Why
from actionplan.words import counted
from council.versions import CannotEdit

if TYPE_CHECKING:
    from actionplan.services.apply_receipt import Receipt, Source


@contextmanager
def noted(receipt: "Receipt", source: "Source") -> Iterator[None]:
    """Note what is added meanwhile; what makes a new plan is its beginning and no change of it.

    Raises CannotApply for a plan that is archived.
    """
    if receipt.made_plan:
        yield
        return
    why = Why(f"Import of {source.file_name}")
    try:
        register = Register(plan=receipt.plan, by=source.by, why=why)
    except CannotEdit as error:
        raise CannotApply(str(error)) from error
    yield
    if receipt.added:  # first, since the first line after a change is the one that counts it
        added = ", ".join(receipt.added)
        subject = f"{len(receipt.added)} by import: {added}"
        register.note(Change.Kind.ADDED, subject, [["Added", "", added]])
    if number := receipt.recommendations_added:
        register.note(Change.Kind.RECOMMENDATION, f"{counted(number, 'recommendation')} by import")
