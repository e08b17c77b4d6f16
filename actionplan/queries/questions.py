"""Questions of SLT about actions that wait for their leads."""

from django.db.models import Exists, OuterRef, Q, Subquery

from actionplan.models import Entry
from actionplan.models.log import EntryQuerySet
from actionplan.rules.answers import FOR_THE_LEAD


def open_question() -> Subquery:
    """The words of the first question about an action that waits for its lead; NULL for none.

    For a queryset of actions; it costs no query of its own.
    """
    mine = waiting().filter(action=OuterRef("pk")).order_by("number")
    return Subquery(mine.values("commentary")[:1])


def is_asked_a_question() -> Q:
    """A condition on actions: a question about them waits for their lead."""
    return Q(Exists(waiting().filter(action=OuterRef("pk"))))


def waiting() -> EntryQuerySet:
    """Questions, and notes that asked again about a reply, of which nothing was said since."""
    asks = Entry.objects.filter(kind__in=FOR_THE_LEAD, query_code="")
    return asks.filter(~Exists(Entry.objects.filter(about=OuterRef("pk"))))
