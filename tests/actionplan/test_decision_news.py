"""What meetings decided, in the e-mail of the day of whoever is to do it; through a mail server."""

from datetime import date
from importlib import import_module
from io import StringIO
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from actionplan.mail.digests import Kind
from actionplan.models import Declined, Period, Query
from actionplan.queries.desk import desk_of
from actionplan.queries.digests import to_tell
from actionplan.queries.escalation import overdue_by_head
from actionplan.queries.my_updates import mine
from actionplan.services.arising import Arising, add_arising
from actionplan.services.deriving import derive_plan
from actionplan.services.digests import decline
from actionplan.services.register import Why
from actionplan.services.slt_decisions import Asks, record_decision
from actionplan.services.speaking import Speaker
from council.models import Absence, Person, Post, PostHolding, ServiceArea
from council.scope import scope_of
from tests import factories
from tests.conftest import TODAY

JULY = date(2023, 7, 31)
JULY_3 = date(2023, 7, 3)


def decide(cast, words, who=None):
    asks = Asks(who or cast.post, JULY)
    slt = Speaker(cast.slt)
    return record_decision(action=cast.late, words=words, once=uuid4(), speaker=slt, asks=asks)


def arising(entry):
    return entry.change.action


def run():
    call_command("send_digests", "--council", "ashdown", stdout=StringIO())


def news(person):
    return [one for one in to_tell(scope_of(person, "ashdown")) if one.kind == Kind.DECIDED]


def plain(message):
    return message.get_body(("plain",)).get_content()


def test_whoever_is_to_do_it_reads_what_was_decided_in_the_next_e_mail_and_once(
    cast, box, settings
):
    one, two = decide(cast, "Book the room <b>now</b>"), decide(cast, "Ask two trainers")
    run()
    [message] = [one for one in box.taken if one["To"] == cast.owner.email]
    assert "2 decisions are yours to carry out" in message["Subject"]
    text = plain(message)
    assert "2 actions that meetings decided are yours to do." in text
    about = "by 31 July 2023 (decided by SLT)"
    assert f"- {arising(one).reference} {about}: Book the room <b>now</b>" in text
    assert f"- {arising(two).reference} {about}: Ask two trainers (About PR-2)" in text
    assert "Book the room &lt;b&gt;now" in message.get_body(("html",)).get_content()

    settings.GOLDEN_THREAD_TODAY = JULY_3
    three = decide(cast, "Tell the members")
    run()
    told = plain(box.taken[-1])
    assert "An action that a meeting decided is yours to do." in told
    assert f"- {arising(three).reference} {about}: Tell the members" in told
    assert "Book the room" not in told.split("is yours to do.")[1].split("See what")[0]


def test_a_committees_actions_arising_are_told_like_slts_decisions(cast):
    meeting = factories.meeting(cast.council, date(2023, 6, 12))
    audit = meeting.committee
    add_arising(
        council=cast.council,
        committee=audit,
        arising=Arising("Report back", cast.post, JULY),
        by=cast.manager,
        why=Why(f"Arose at the meeting of {meeting}", audit.name, "", meeting),
    )
    [section] = news(cast.owner)
    assert section.lines[0].endswith(
        f"by 31 July 2023 (arose at the meeting of {meeting}): Report back"
    )


def test_nobody_else_is_told_and_not_of_what_asks_nobody(cast):
    record_decision(action=cast.late, words="Wait.", once=uuid4(), speaker=Speaker(cast.slt))
    assert news(cast.owner) == []
    decide(cast, "Book the room")
    assert [len(news(who)) for who in (cast.owner, cast.slt, cast.manager)] == [1, 0, 0]
    own = factories.post(cast.council, "Director of Resources", held_by=cast.slt)
    decide(cast, "I do it myself", own)
    assert news(cast.slt) == [], "Whoever decided it knows."


def test_deputy_is_told_while_the_holder_is_away(cast):
    holding = PostHolding.objects.get(person=cast.owner)
    Absence.objects.create(holding=holding, first_day=TODAY, last_day=TODAY)
    PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="deputy")
    decide(cast, "Book the room")
    assert (len(news(cast.owner)), len(news(cast.colleague))) == (0, 1)


def test_what_its_lead_has_spoken_of_and_what_is_old_is_no_news(cast, settings):
    action = arising(decide(cast, "Book the room"))
    decide(cast, "Ask two trainers")
    factories.entry(action, by=cast.owner, commentary="Booked.")
    [section] = news(cast.owner)
    assert (section.number, "Ask two trainers" in section.lines[0]) == (1, True)
    settings.GOLDEN_THREAD_TODAY = date(2023, 7, 29)
    assert news(cast.owner) == []


def test_what_arose_after_the_day_for_updates_is_asked_for_and_not_overdue(cast, settings):
    first = arising(decide(cast, "Book the room"))
    Period.objects.filter(plan=first.plan).update(updates_due_by=TODAY)
    settings.GOLDEN_THREAD_TODAY = date(2023, 7, 12)
    second = arising(decide(cast, "Ask two trainers"))
    derive_plan(first.plan)
    told = [
        one for one in to_tell(scope_of(cast.owner, "ashdown")) if first.plan.title in one.sentence
    ]
    assert [one.lines for one in told] == [(f"{first.reference} {first.title}",)]
    codes = Query.objects.filter(code="not updated", lapsed_at=None)
    assert set(codes.values_list("action", flat=True)) & {first.pk, second.pk} == {first.pk}
    [of] = [one for one in mine(scope_of(cast.owner, "ashdown")).plans if one.plan == first.plan]
    assert [(one.row.action, one.due_by) for one in of.due] == [(first, TODAY), (second, None)]
    head = factories.post(cast.council, "Director of Resources", held_by=cast.slt)
    area = ServiceArea.objects.create(council=cast.council, name="Resources", head=head)
    Post.objects.filter(pk=cast.post.pk).update(service_area=area)
    scope = scope_of(cast.manager, "ashdown")
    [late] = overdue_by_head(scope, desk_of(scope, Period.objects.get(plan=first.plan)))
    assert late.posts[0].actions == (first,)


def test_it_can_be_declined_like_every_kind(cast):
    decide(cast, "Book the room")
    decline(person=cast.owner, kinds={Kind.DECIDED})
    assert news(cast.owner) == []


@pytest.mark.parametrize(
    ("migration", "kind"),
    [("0044_decisions_are_told", Kind.DECIDED), ("0046_agreement_is_told", Kind.AGREE)],
)
def test_whoever_had_declined_all_before_gets_none_of_a_new_kind(cast, migration, kind):
    module = import_module(f"actionplan.migrations.{migration}")
    decline(person=cast.owner, kinds=module.BEFORE)
    decline(person=cast.slt, kinds={Kind.CLOSED})
    module.declined_by_who_declined_all(apps, connection.schema_editor)
    declined = Declined.objects.filter(kind=kind)
    assert list(Person.objects.filter(declined__in=declined)) == [cast.owner]
