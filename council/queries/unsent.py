"""The e-mails of a council that did not go out."""

from django.db.models import QuerySet
from django.http import Http404

from council.models import UnsentEmail
from council.scope import Scope

SETTLED = 50  # lines of what was settled that are shown


def unsent_of(scope: Scope) -> QuerySet[UnsentEmail]:
    """Those that wait, newest first."""
    return _of(scope).filter(settled_at=None)


def settled_of(scope: Scope) -> QuerySet[UnsentEmail]:
    """The last ones that were sent later or put aside."""
    return _of(scope).exclude(settled_at=None).order_by("-settled_at", "-pk")[:SETTLED]


def unsent_or_404(scope: Scope, pk: int) -> UnsentEmail:
    """One that waits."""
    found = unsent_of(scope).filter(pk=pk).first()
    if found is None:
        raise Http404("No such e-mail.")
    return found


def _of(scope: Scope) -> QuerySet[UnsentEmail]:
    found = UnsentEmail.objects.filter(council=scope.council)
    return found.select_related("council", "person", "by")
