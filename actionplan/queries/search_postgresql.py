"""Searching on PostgreSQL: full text in English, by expression indexes.

The expressions are those of migration 0008; a test asks the planner whether it uses the indexes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import reduce
from typing import Any

from django.db import connection, transaction
from django.db.models import BooleanField, F, FloatField, Func, Q, TextField, Value

from actionplan.queries.search_kinds import Kind

COMMENTARY = ("latest__commentary",)


class Vector(Func):
    """A column as weighted lexemes."""

    template = "setweight(to_tsvector('english'::regconfig, %(expressions)s), '%(weight)s')"
    output_field = TextField()


class StepsVector(Vector):
    """The words of a list of steps as weighted lexemes."""

    template = (
        "setweight(to_tsvector('english'::regconfig, "
        "jsonb_path_query_array(%(expressions)s, '$[*].words')), '%(weight)s')"
    )


class Both(Func):
    """Two vectors as one, or two queries of which either will do."""

    template = "(%(expressions)s)"
    arg_joiner = " || "
    output_field = TextField()


class AllWords(Func):
    """Words as a query that wants all of them."""

    template = "plainto_tsquery('english'::regconfig, %(expressions)s)"
    output_field = TextField()


class Matches(Func):
    """Whether a vector answers a query."""

    template = "(%(expressions)s)"
    arg_joiner = " @@ "
    output_field = BooleanField()


class Rank(Func):
    """How well a vector answers a query."""

    function = "ts_rank"
    output_field = FloatField()


def vector(columns: Sequence[str], steps: str = "") -> Any:
    """The lexemes of a row: its heading weighs most."""
    vectors: list[Any] = [
        Vector(F(column), weight="C" if place else "A") for place, column in enumerate(columns)
    ]
    if steps:
        vectors.append(StepsVector(F(steps), weight="C"))
    return reduce(Both, vectors)


@contextmanager
def searching() -> Iterator[None]:
    """Make the planner use the indexes for common words too.

    It takes making lexemes for far cheaper than it is: for a word of every other row it would
    read whole tables, which takes fifty times as long.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = on")


def telling(words: Sequence[str]) -> list[str]:
    """Those of the words that say anything: "the" and "of" do not."""
    if not words:
        return []
    one = "numnode(plainto_tsquery('english'::regconfig, %s)) > 0"
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join([one] * len(words)), list(words))
        told = cursor.fetchone() or ()
    return [word for word, tells in zip(words, told, strict=True) if tells]


def matching(kind: Kind, rows: Any, words: Sequence[str]) -> Any:
    """Rows that have every word, unranked."""
    lexemes = vector(kind.columns, kind.steps)
    if not kind.steps:
        return rows.filter(Matches(lexemes, AllWords(Value(" ".join(words)))))
    for word in words:
        rows = rows.filter(_in_action(kind, lexemes, AllWords(Value(word))))
    return rows


def _in_action(kind: Kind, lexemes: Any, query: Any) -> Q:
    """In an action's own words or its current commentary: two tables, an index each."""
    every = kind.model._default_manager.order_by()
    own = every.filter(Matches(lexemes, query)).values("pk")
    said = every.filter(Matches(vector(COMMENTARY), query)).values("pk")
    return Q(pk__in=own.union(said, all=True))


def ranked(kind: Kind, rows: Any, words: Sequence[str]) -> Any:
    """Rows with their ``rank``, best first. What only the commentary has comes last."""
    queries: list[Any] = [AllWords(Value(word)) for word in words]
    query = reduce(Both, queries)
    rank = Rank(vector(kind.columns, kind.steps), query)
    return rows.annotate(rank=rank).order_by("-rank", "pk")
