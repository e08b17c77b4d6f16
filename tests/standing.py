"""The cast, made once and stood upon by one test after another.

Making it takes longer than most tests do. So it is made inside a transaction that stays open:
each test runs in a savepoint of its own within (as Django's ``setUpTestData`` has it), and starts
from the same rows. A test that begins from an empty database, or really commits, ends it.

Tests are functions: a class of ``django.test`` begins a transaction of its own too early.
"""

from copy import deepcopy

from django.db import connection, transaction

from tests import factories


class Standing:
    """The transaction of one process, and the cast within it; neither, to begin with."""

    def __init__(self) -> None:
        self._transaction: transaction.Atomic | None = None
        self._cast: factories.Cast | None = None

    def cast(self) -> factories.Cast:
        """Copies of the standing cast's rows: what a test does to them is not seen by the next."""
        self._cast = self._cast or self._begin()
        return deepcopy(self._cast)

    def _begin(self) -> factories.Cast:
        self._transaction = transaction.atomic()
        self._transaction.__enter__()
        made = factories.a_council_with_a_plan()
        connection.check_constraints()  # now, and not in the tests
        return made

    def end(self) -> None:
        """Back to an empty database."""
        if self._transaction and connection.in_atomic_block:  # closed with a server: rolled back
            transaction.set_rollback(True)
            self._transaction.__exit__(None, None, None)
        self._transaction = self._cast = None
