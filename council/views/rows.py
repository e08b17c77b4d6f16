"""What becomes of a form of one row: shown, refused, in conflict, or saved."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.http import HttpRequest

from council.forms.rows import VersionedForm
from council.versions import CannotEdit, ChangedMeanwhile

SAVED = 302


def save_form[Form: VersionedForm](
    request: HttpRequest,
    form: Form,
    save: Callable[[Form], object],
    again: Callable[[Any, Any], Form],
) -> tuple[Form, int]:
    """The form to show and the status to show it with; 302 when ``save`` has saved it.

    ``again(data, row)`` makes the same form from typed data and the row as it stands: after a
    conflict the typed words come back beside the other person's. The form must be made on a
    copy of the row (``copy(row)``), because validating a form writes into its instance.
    """
    if request.method != "POST":
        return form, 200
    if not form.is_valid():
        return form, 422
    try:
        save(form)
    except ChangedMeanwhile:
        return _conflict(form, again), 409
    except CannotEdit as error:
        form.add_error(None, str(error))
        return form, 422
    return form, SAVED


def _conflict[Form: VersionedForm](form: Form, again: Callable[[Any, Any], Form]) -> Form:
    """The same typed words, now based on what stands, with both versions noted."""
    stands = type(form.row).objects.filter(pk=form.row.pk).first()
    if stands is None:
        form.add_error(None, "Somebody has removed this meanwhile. Nothing of yours is saved.")
        return form
    fresh = again(form.rebased(), copy(stands))
    fresh.is_valid()
    fresh.compare(stands)
    return fresh
