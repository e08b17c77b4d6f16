"""The log is append-only, in the database itself."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from actionplan.models import Action, Entry
from council import clock
from council.models import Person

TODAY = date(2023, 6, 30)


def refused(sql: str, *params: int) -> bool:
    """Whether the database refuses a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, params)
    except DatabaseError:
        return True
    return False


def test_an_entry_cannot_be_changed(cast):
    entry = cast.ahead.latest
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(commentary="All is well.")
    assert refused("UPDATE actionplan_entry SET rating = 'G' WHERE id = %s", entry.pk)
    entry.refresh_from_db()
    assert entry.commentary == "A working group meets monthly."


def test_an_entry_cannot_be_removed(cast):
    entry = cast.ahead.latest
    cast.ahead.latest = None
    cast.ahead.save()
    assert refused("DELETE FROM actionplan_entry WHERE id = %s", entry.pk)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.delete()


@pytest.mark.parametrize(
    "said",
    [
        {"status": "finished"},
        {"commentary": "x" * 50_001},
        {"due_precision": "month"},
        {"due_date": date(2023, 9, 30)},
        {"status": "in progress", "completed_on": TODAY, "completed_precision": "day"},
        {"status": "complete", "completed_on": TODAY},
        {"number": 1},
        {"number": 0},
        {"link": ""},
    ],
    ids=str,
)
def test_what_must_never_be_is_refused_by_the_database(cast, said):
    usual = {
        "link": "x" * 64,
        "number": 2,
        "by": cast.owner,
        "as_at": TODAY,
        "recorded_at": clock.now(),
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(action=cast.ahead, **(usual | said))


def test_a_reference_is_never_used_twice(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.create(plan=cast.plan, number=1, order=9, title="Another first")


def test_the_admin_reads_the_log_and_cannot_change_it(cast, client):
    root = Person.objects.create_superuser("root@example.gov.uk", "x" * 12, name="Root")
    client.force_login(root)
    entry = cast.ahead.latest
    change = reverse("admin:actionplan_entry_change", args=[entry.pk])
    assert client.get(change).status_code == 200
    assert client.post(change, {"commentary": "All is well."}).status_code == 403
    assert client.post(reverse("admin:actionplan_entry_delete", args=[entry.pk])).status_code == 403
    assert client.get(reverse("admin:actionplan_entry_add")).status_code == 403
