"""A council's glossary: as its page lists it, and as documents take it."""

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import Http404

from actionplan.glossary import Term
from actionplan.models import GlossaryTerm
from actionplan.queries.files import LARGEST_ID
from council.scope import Scope


def terms_of(scope: Scope) -> QuerySet[GlossaryTerm]:
    """The council's terms in the order of the alphabet."""
    return GlossaryTerm.objects.filter(council=scope.council).order_by(Lower("term"), "pk")


def term_or_404(scope: Scope, pk: int) -> GlossaryTerm:
    """The term with this id in the member's council."""
    found = terms_of(scope).select_related("council")
    term = found.filter(pk=pk).first() if pk <= LARGEST_ID else None
    if term is None:
        raise Http404("No such term.")
    return term


def glossary_of(council: int) -> tuple[Term, ...]:
    """The glossary of the council with this id, by the alphabet: one query.

    Sorted here, so that what is sealed is the same on every database.
    """
    lines = GlossaryTerm.objects.filter(council=council)
    return tuple(sorted((one.value for one in lines), key=lambda one: (one.term.lower(), one.term)))
