"""The log of an action is a chain: each entry is linked to the one before it."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace
from uuid import UUID

from actionplan.models import Entry
from actionplan.proofs import hashing
from actionplan.proofs.chains import chained, head_of, heads_of
from actionplan.proofs.hashing import Head, facts_of, head_from, link_up, proved
from actionplan.services.updates import add_entry
from tests import factories

MOMENT = datetime(2023, 6, 30, 12, 0, 0, 5, UTC)


def entry(**columns):
    """Something with columns, as an entry has."""
    usual = {"id": 7, "kind": "update", "commentary": "Begun.", "due_words": "", "due_reason": ""}
    usual |= {"on_behalf_source": "", "imported_from": "", "by_id": 3, "recorded_at": MOMENT}
    usual |= {"number": 0, "salts": "", "digests": "", "link": "", "rating": "G"}
    columns = usual | columns
    fields = [SimpleNamespace(attname=name, primary_key=name == "id") for name in columns]
    return SimpleNamespace(_meta=SimpleNamespace(concrete_fields=fields), **columns)


def linked(**columns):
    made = entry(**columns)
    link_up(made, Head(2, "before"))
    return made


def test_an_entry_is_proved_by_its_link_from_all_it_records():
    made = linked()
    assert (made.number, made.link) == (3, proved(made, "before"))
    assert made.digests == hashing.digests_of(hashing.slots_of(made), made.salts)
    for name, other in {"rating": "A", "recorded_at": MOMENT + timedelta(microseconds=1)}.items():
        changed = SimpleNamespace(**{**vars(made), name: other})
        assert proved(changed, "before") != made.link
    assert proved(made, "another") != made.link


def test_facts_are_the_same_in_any_time_zone_and_after_a_column_is_added():
    summer = MOMENT.astimezone(timezone(timedelta(hours=1)))
    late = entry(recorded_at=summer, confidence="", no_change=False, watched_by_id=None)
    assert facts_of(late) == facts_of(entry())
    said = entry(as_at=date(2023, 6, 30), once=UUID(int=1))
    assert facts_of(said)["as_at"] == "2023-06-30"
    assert not {"id", "commentary", "by_id", "salts", "link"} & set(facts_of(said))


def test_a_digest_cannot_be_guessed_without_its_salt():
    first, second = linked(), linked()
    assert first.salts != second.salts
    assert not set(hashing.parts(first.digests, hashing.DIGEST)) & set(
        hashing.parts(second.digests, hashing.DIGEST)
    )


def test_each_entry_is_linked_to_the_one_before(cast):
    factories.entry(cast.ahead, rating="A", commentary="Späte Worte: 50 % “done” 😀\n\nMore.")
    factories.entry(cast.ahead, due=date(2023, 9, 30), due_reason="Staff left.")
    before = ""
    for number, each in enumerate(cast.ahead.entries.order_by("number"), start=1):
        assert (each.number, each.link) == (number, proved(each, before))
        assert each.digests == hashing.digests_of(hashing.slots_of(each), each.salts)
        before = each.link
    assert head_of(cast.ahead.pk) == Head(3, before)
    assert head_of(cast.undated.pk) == Head(1, cast.undated.latest.link)


def test_an_entry_comes_after_whatever_stands_in_the_log(cast):
    """Also after an answer, which does not become the action's latest."""
    answer = Entry(action=cast.ahead, kind="agreed", about=cast.ahead.latest, by=cast.manager)
    answer.as_at, answer.recorded_at = MOMENT.date(), MOMENT
    chained(answer).save()
    update = Entry(action=cast.ahead, by=cast.owner, as_at=MOMENT.date(), recorded_at=MOMENT)
    added = add_entry(update, cast.ahead.latest_id)
    assert (added.number, added.link) == (3, proved(added, answer.link))


def test_the_heads_of_a_plan_take_two_queries(cast, django_assert_num_queries):
    factories.entry(cast.ahead, rating="A")
    with django_assert_num_queries(2):
        heads = heads_of(cast.plan)
    spoken = cast.plan.actions.exclude(latest=None)
    assert set(heads) == {action.reference for action in spoken}
    assert head_from(heads[cast.ahead.reference]) == head_of(cast.ahead.pk)
    assert heads[cast.ahead.reference].startswith("2 ")
