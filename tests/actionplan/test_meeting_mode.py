"""Meeting mode, decisions of SLT, and the actions that arise at meetings."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse

from actionplan.models import Action, Change, Entry, Lead, Plan
from actionplan.queries.document import plan_document
from actionplan.queries.exceptions import Key, exceptions, place_of
from actionplan.queries.redaction import places_of
from actionplan.services.arising import Arising, add_arising
from actionplan.services.leads import LeadChange, set_leads
from actionplan.services.register import Why
from actionplan.services.slt_decisions import Asks, record_decision
from actionplan.services.speaking import Speaker
from actionplan.views.needs import plans_in_force
from council import clock
from council.models import Role
from council.scope import scope_of
from council.versions import CannotEdit
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = "Book the room <b>now</b>"
JULY = date(2023, 7, 31)


def address(action, **query):
    council, plan, reference = action.address
    return reverse("exceptions:exception", args=[council, plan, reference], query=query)


def sent(cast, **changes):
    given = {"words": WORDS, "who": cast.post.pk, "by_when": "31 July 2023", "once": uuid4()}
    return given | changes


def decided(client, cast, **changes):
    return client.post(address(cast.late), sent(cast, **changes))


def decide(cast, words=WORDS, asks=None):
    slt = Speaker(cast.slt)
    return record_decision(action=cast.late, words=words, once=uuid4(), speaker=slt, asks=asks)


def page(client, url):
    return client.get(url).content.decode()


def keys(cast):
    scope = scope_of(cast.slt, cast.council.slug)
    return exceptions(scope, plans_in_force(scope))


def arising_at(cast, meeting, what="Report back", minute=""):
    return add_arising(
        council=cast.council,
        committee=meeting.committee,
        arising=Arising(what, cast.post, JULY),
        by=cast.manager,
        why=Why("It arose", meeting.committee.name, minute, meeting),
    )


def test_exceptions_are_red_or_past_their_date_the_worst_first(cast):
    later = factories.action(cast.plan, "Later", due=date(2023, 6, 29))
    found = [key.reference for key in keys(cast)]
    assert found == [cast.elsewhere.reference, cast.late.reference, later.reference]


def test_each_has_the_one_before_and_the_one_after():
    one, two, three = (Key("plan", f"P-{number}") for number in (1, 2, 3))
    among = [one, two, three]
    assert place_of(two, among) == place_of(two, among).__class__(2, 3, one, three)
    assert (place_of(one, among).before, place_of(three, among).after) == (None, None)
    gone = place_of(Key("plan", "P-9"), among)
    assert (gone.number, gone.before, gone.after) == (0, None, one)


def test_an_exception_shows_facts_last_words_queries_and_its_neighbours(cast, logged_in):
    factories.action(cast.plan, "Also late", due=date(2023, 6, 29))
    client = logged_in(cast.slt)
    shown = page(client, address(cast.late))
    for words in ("2 of 3", 'rel="next"', 'rel="prev"', "Direction of travel", "Last words"):
        assert words in shown
    assert f"Record a decision about {cast.late.reference}" in shown
    assert "Ask the lead a question" in shown
    assert 'rel="prev"' not in page(client, address(cast.elsewhere))
    begin = page(client, reverse("exceptions:meeting_mode", args=[cast.council.slug]))
    assert "3 open actions are red or past their own date" in begin


def test_one_plan_alone_keeps_to_that_plan(cast, logged_in):
    other = factories.plan(cast.council, title="Another plan", slug="another", code="AN")
    factories.action(other, "Long ago", due=date(2020, 1, 1))
    client = logged_in(cast.slt)
    assert "of 3</span>" in page(client, address(cast.late))
    alone = page(client, address(cast.late, of=cast.plan.slug))
    assert "2 of 2</span>" in alone
    assert client.get(address(cast.late, of="nothing")).status_code == 404


def test_a_decision_is_kept_in_the_log_and_its_lead_reads_it(cast, logged_in):
    assert decided(logged_in(cast.slt), cast, who="", by_when="").status_code == 302
    entry = cast.late.entries.get(kind=Entry.Kind.DECIDED)
    assert (entry.commentary, entry.by, entry.change) == (WORDS, cast.slt, None)
    before = cast.late.latest_id
    cast.late.refresh_from_db()
    assert cast.late.latest_id == before
    owner = logged_in(cast.owner)
    shown = "Book the room &lt;b&gt;now&lt;/b&gt;"
    for url in (cast.late.get_absolute_url(), address(cast.late), mine(cast)):
        assert shown in page(owner, url)
    call_command("check_history")


def mine(cast):
    return reverse("mine:my_updates", args=[cast.council.slug])


def test_a_decision_leaves_my_updates_when_its_lead_has_spoken(cast, logged_in):
    decide(cast)
    factories.entry(cast.late, by=cast.owner, rating="A", commentary="Booked.")
    assert "Book the room" not in page(logged_in(cast.owner), mine(cast))


def test_what_a_decision_asks_becomes_an_action_arising(cast, logged_in):
    assert decided(logged_in(cast.slt), cast).status_code == 302
    plan = Plan.objects.get(is_standing=True)
    assert (plan.title, plan.state, plan.ratings) == (
        "Actions arising: SLT", "active", cast.plan.ratings,
    )  # fmt: skip
    arisen = plan.actions.get()
    assert (arisen.title, arisen.first_due_date) == (f"{WORDS} (About PR-2)", JULY)
    assert arisen.leads.get().post == cast.post
    entry = cast.late.entries.get(kind=Entry.Kind.DECIDED)
    assert entry.change.action == arisen
    owner = logged_in(cast.owner)
    assert f"my-{arisen.pk}" in page(owner, mine(cast))
    assert arisen.reference in page(owner, cast.late.get_absolute_url())


def test_a_decision_says_who_was_asked_and_by_when_whatever_happens_since(cast, logged_in):
    entry = decide(cast, asks=Asks(cast.post, JULY))
    arisen = entry.change.action
    other = factories.post(cast.council, "Head of Estates")
    give = LeadChange(of=arisen, posts={Lead.Kind.ACCOUNTABLE: [other]})
    set_leads(plan=arisen.plan, changes=[give], by=cast.manager, why=Why("She left"))
    asked = f"{cast.post.title}, by 31 July 2023".replace("&", "&amp;")
    for who, url in ((cast.slt, address(cast.late)), (cast.owner, mine(cast))):
        assert asked in page(logged_in(who), url)


def test_the_same_words_can_be_decided_of_two_actions(cast):
    for action in (cast.late, cast.elsewhere):
        record_decision(
            action=action, words="Bring a recovery plan.", once=uuid4(),
            speaker=Speaker(cast.slt), asks=Asks(cast.post, JULY),
        )  # fmt: skip
    made = Action.objects.filter(plan__is_standing=True).order_by("number")
    titles = [f"Bring a recovery plan. (About {one})" for one in ("PR-2", "PR-4")]
    assert [one.title for one in made] == titles


def test_the_same_form_twice_is_one_decision(cast, logged_in):
    client, once = logged_in(cast.slt), uuid4()
    for _ in range(2):
        assert decided(client, cast, once=once).status_code == 302
    assert cast.late.entries.filter(kind=Entry.Kind.DECIDED).count() == 1
    assert Plan.objects.get(is_standing=True).actions.count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"words": " "}, "Write what was decided."),
        ({"by_when": ""}, "Say by which day"),
        ({"who": ""}, "Choose the post that does it."),
        ({"by_when": "soon"}, "Give a day such as 30 June 2023."),
        ({"by_when": "29 June 2023"}, "That day is past: say one from today on."),
    ],
)
def test_a_decision_says_who_and_by_when_or_neither(cast, logged_in, wrong, told):
    answer = decided(logged_in(cast.slt), cast, **wrong)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Entry.objects.filter(kind=Entry.Kind.DECIDED).exists()


def test_who_may_be_asked_says_which_posts_nobody_holds(cast, logged_in):
    shown = page(logged_in(cast.slt), address(cast.late))
    assert ">Head of Finance (vacant)</option>" in shown
    assert ">Head of Law &amp; Democracy</option>" in shown


def test_a_post_of_another_council_cannot_be_asked(cast, logged_in):
    stranger = factories.post(cast.other_council, "Head of Elsewhere")
    assert decided(logged_in(cast.slt), cast, who=stranger.pk).status_code == 422


def test_a_decision_can_be_redacted(cast):
    entry = decide(cast, "Ask Mr Smith.")
    found = places_of(cast.council, "Mr Smith").entries
    assert [(place.row, place.columns) for place in found] == [(entry, ("commentary",))]


def test_one_standing_list_a_committee_made_on_first_use(cast):
    audit = factories.meeting(cast.council, date(2023, 6, 1), committee="Audit")
    later = factories.meeting(cast.council, date(2023, 7, 1), committee="Audit")
    first, second = arising_at(cast, audit), arising_at(cast, later, "Another thing")
    decide(cast, asks=Asks(cast.post, JULY))
    assert first.plan == second.plan
    assert Plan.objects.filter(is_standing=True).count() == 2
    assert first.plan.periods.get().state == "open"


def test_an_archived_standing_list_takes_nothing(cast):
    meeting = factories.meeting(cast.council, date(2023, 6, 1))
    plan = arising_at(cast, meeting).plan
    Plan.objects.filter(pk=plan.pk).update(state=Plan.State.ARCHIVED)
    with pytest.raises(CannotEdit, match="nothing can be added"):
        arising_at(cast, meeting, "Another")


def test_one_line_at_a_meeting_adds_an_action(cast, logged_in):
    meeting = factories.meeting(cast.council, date(2023, 6, 20))
    clerk = logged_in(factories.member(cast.council, Role.DEMOCRATIC_SERVICES, name="Una"))
    url = reverse("arising:meeting_arising", args=[cast.council.slug, meeting.pk])
    line = {"who": cast.post.pk, "what": "Report  back", "by_when": "31 July 2023", "minute": "12"}
    assert clerk.post(url, line)["Location"] == url
    made = Action.objects.get(plan__is_standing=True)
    change = made.changes.get(kind=Change.Kind.ADDED)
    assert (made.title, change.meeting, change.minute) == ("Report back", meeting, "12")
    detail = reverse("meetings:meeting_detail", args=[cast.council.slug, meeting.pk])
    for shown in (page(clerk, url), page(clerk, detail)):
        assert made.reference in shown
        assert "by 31 July 2023" in shown
    again = clerk.post(url, line)
    assert again.status_code == 409
    assert "says the same in the same place" in again.content.decode()


def test_where_an_action_arose_stands_wherever_the_action_does(cast, logged_in):
    meeting = factories.meeting(cast.council, date(2023, 6, 20))
    made = arising_at(cast, meeting, minute="12")
    arose = f"{meeting.committee.name}, 20 June 2023, minute 12"
    board, own = (
        made.plan.get_absolute_url(),
        reverse("actionplan:action_detail", args=made.address),
    )
    client = logged_in(cast.reader)
    for shown in (page(client, board), page(client, own)):
        assert "Arose at" in shown
        assert arose in shown
    document = plan_document(made.plan, clock.today())
    assert [one.extras for one in document.actions()] == [(("Arose at", arose),)]
    decide(cast, asks=Asks(cast.post, JULY))
    made_by_slt = Action.objects.get(plan__is_standing=True, plan__arises_at=None)
    assert made_by_slt.extras == [["Arose at", "SLT, 30 June 2023"]]


def test_what_arises_at_a_meeting_is_not_due_before_it(cast, logged_in):
    meeting = factories.meeting(cast.council, date(2023, 6, 20))
    clerk = logged_in(factories.member(cast.council, Role.DEMOCRATIC_SERVICES, name="Una"))
    url = reverse("arising:meeting_arising", args=[cast.council.slug, meeting.pk])
    line = {"who": cast.post.pk, "what": "Report back", "by_when": "19 June 2023"}
    answer = clerk.post(url, line)
    assert answer.status_code == 409
    assert "The meeting is on 20 June 2023: give a day from then on." in answer.content.decode()
    assert not Action.objects.filter(plan__is_standing=True).exists()
    assert clerk.post(url, {**line, "by_when": "20 June 2023"}).status_code == 302


def test_the_page_of_an_exception_takes_a_fixed_number_of_queries(
    cast, logged_in, django_assert_max_num_queries
):
    client = logged_in(cast.slt)
    for number in range(8):
        factories.action(cast.plan, f"Late {number}", due=date(2023, 6, 1))
        decide(cast, f"Decision {number}", Asks(cast.post, JULY))
    with django_assert_max_num_queries(12):
        client.get(address(cast.late))
