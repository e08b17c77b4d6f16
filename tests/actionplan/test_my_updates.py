"""My updates: what a person's posts owe, in which order, and what becomes of it in its place."""

import uuid
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.declared import Due, Precision
from actionplan.key_lines import Rating
from actionplan.models import Action, Draft, Entry, Period
from actionplan.my_updates import Progress, Urgency, in_all
from actionplan.queries.my_updates import mine
from actionplan.services.answering import ask_question
from actionplan.services.speaking import Speaker
from council.models import Absence, PostHolding, Role, ServiceArea
from council.scope import scope_of
from tests import factories
from tests.closing import closed

HERE = "/ashdown/my-updates/"
AMBER, RED, GREEN = factories.KEY[1], factories.KEY[2], factories.KEY[0]
TODAY = date(2023, 6, 30)


def owed(person):
    """References asked of somebody, in the page's order: due, given, complete before."""
    found = mine(scope_of(person, "ashdown")).plans
    due = [one.row.action.reference for of in found for one in of.due]
    given = [row.action.reference for of in found for row in of.done]
    return due, given, [row.action.reference for of in found for row in of.finished]


def next_period(cast):
    """The quarter after the cast's own, in which nobody has said anything."""
    closed(cast)
    return Period.objects.running().get(plan=cast.plan)


def test_a_question_waits_also_where_no_period_runs(cast, logged_in):
    resting = factories.plan(
        cast.council, "Resting plan", slug="resting", code="RS", open_period=False
    )
    action = factories.action(resting, "Sell the depot", accountable=cast.post)
    factories.action(resting, "Close the office", accountable=cast.post)
    ask_question(action=action, words="Who buys it?", once=uuid.uuid4(), speaker=Speaker(cast.slt))
    [of] = [one for one in mine(scope_of(cast.owner, "ashdown")).plans if one.plan == resting]
    assert [one.row.action for one in of.queried] == [action]
    assert not of.progress.asked
    page = logged_in(cast.owner).get(HERE).content.decode()
    assert "Who buys it?" in page
    assert "No period runs now, so no update is asked for." in page
    assert "Close the office" not in page


# ---- in which order, and how much


def test_most_urgent_comes_first():
    def at(rating: Rating | None, due: date | None = None, *, returned: bool = False):
        return Urgency(returned, rating, Due("", due, Precision.DAY if due else None), 1)

    in_order = [
        at(GREEN, date(2024, 1, 1), returned=True),
        at(GREEN, date(2023, 1, 31)),
        at(RED, date(2023, 5, 31)),
        at(RED, date(2023, 12, 1)),
        at(RED),
        at(AMBER, date(2023, 8, 1)),
        at(GREEN, date(2023, 7, 31)),
        at(None, date(2023, 9, 30)),
        at(GREEN),
    ]
    turned = in_order[4:] + in_order[:4]
    assert sorted(turned, key=lambda one: one.place(TODAY)) == in_order


JULY = date(2023, 7, 14)


@pytest.mark.parametrize(
    ("progress", "sentence"),
    [
        (Progress(7, 12, date(2023, 7, 14)), "7 of 12 given; 5 to go by 14 July 2023"),
        (Progress(7, 12, JULY, late=True), "7 of 12 given; 5 to go, overdue since 14 July 2023"),
        (Progress(0, 2, JULY, then=True), "0 of 2 given; 2 to go, the first by 14 July 2023"),
        (Progress(0, 1), "0 of 1 given; 1 to go"),
        (Progress(2, 2, date(2023, 7, 14)), "All 2 given: thank you"),
        (Progress(1, 1), "Given: thank you"),
    ],
)
def test_progress_is_said(progress, sentence):
    assert progress.sentence == sentence


def test_page_says_first_what_is_to_do():
    assert in_all([]) == "Nothing is asked of you now."
    assert in_all([Progress(2, 2)]) == "Nothing is asked of you now."
    one, other = Progress(1, 3, date(2023, 7, 14)), Progress(0, 1, date(2023, 7, 31))
    assert in_all([one]) == "2 updates to give, by 14 July 2023."
    assert in_all([one, other]) == "3 updates to give, the first by 14 July 2023."
    late = Progress(0, 2, JULY, late=True)
    assert in_all([late]) == "2 updates to give, overdue since 14 July 2023."
    assert in_all([other, late]) == "3 updates to give, the first overdue since 14 July 2023."
    assert in_all([Progress(0, 1)]) == "1 update to give."
    assert in_all([], 2) == "2 queries and questions wait for your answer."
    told = "1 update to give. 1 query or question waits for your answer."
    assert in_all([Progress(0, 1)], 1) == told


# ---- what is asked of whom


def test_page_holds_what_ones_posts_owe_in_the_period(cast):
    assert owed(cast.owner) == ([], ["PR-1", "PR-2", "PR-3", "PR-6"], [])
    next_period(cast)
    assert owed(cast.owner) == (["PR-2", "PR-1", "PR-6"], [], ["PR-3"])
    factories.entry(Action.objects.get(pk=cast.late.pk), by=cast.owner, rating="R")
    assert owed(cast.owner) == (["PR-1", "PR-6"], ["PR-2"], ["PR-3"])


def test_card_says_what_is_asked_of_it(cast, logged_in):
    next_period(cast)
    send(logged_in(cast.owner), cast.late, no_change="1", commentary="No room is free.")
    send(logged_in(cast.owner), cast.late, to="draft/", commentary="Still none.")
    page = logged_in(cast.owner).get(address_of(cast.late)).content.decode()
    assert "Query:" in page
    assert "past its date (31 March 2023) and rated amber" in page


def test_who_helps_to_deliver_or_leads_from_above_is_not_asked(cast):
    next_period(cast)
    assert owed(cast.slt) == ([], [], []), "An SLT lead is not asked where an officer leads."
    helper = factories.member(cast.council, Role.OFFICER, name="Iris Holt")
    post = factories.post(cast.council, "Assets Manager", held_by=helper)
    factories.action(cast.plan, "Sell the depot", accountable=cast.post, delivery=[post])
    assert owed(helper) == ([], [], [])


def test_deputy_is_asked_while_the_holder_is_away(cast):
    next_period(cast)
    deputy = factories.member(cast.council, Role.OFFICER, name="Iris Holt")
    holding = cast.post.holdings.get()
    PostHolding.objects.create(post=cast.post, person=deputy, kind=PostHolding.Kind.DEPUTY)
    assert owed(deputy) == ([], [], [])
    Absence.objects.create(holding=holding, first_day=date(2023, 6, 26), last_day=TODAY)
    assert owed(deputy)[0] == ["PR-2", "PR-1", "PR-6"]
    assert owed(cast.owner)[0] == ["PR-2", "PR-1", "PR-6"], "One who looks in may still answer."


def test_vacant_posts_actions_go_to_the_head_of_its_service(cast, logged_in):
    next_period(cast)
    finance = cast.elsewhere.leads.get().post
    finance.service_area = ServiceArea.objects.create(
        council=cast.council, name="Resources", head=cast.post
    )
    finance.save()
    assert "PR-4" in owed(cast.owner)[0]
    page = logged_in(cast.owner).get(HERE).content.decode()
    assert "You are asked for Head of Finance, which is vacant, as head of its service." in page
    send(logged_in(cast.owner), cast.elsewhere, rating="A", commentary="The gap is half closed.")
    assert cast.elsewhere.entries.latest("number").post == finance
    PostHolding.objects.create(post=finance, person=cast.colleague)
    assert "PR-4" not in owed(cast.owner)[0] + owed(cast.owner)[1]


def test_returned_update_is_asked_for_again_with_its_note(asking, logged_in):
    cast = asking.cast
    update = factories.entry(cast.ahead, by=cast.owner, post=cast.post, commentary="All is well.")
    assert owed(cast.owner)[0] == []
    factories.entry(
        cast.ahead, kind="returned", about=update, by=asking.head, commentary="Say when."
    )
    Action.objects.filter(pk=cast.ahead.pk).update(latest=update)
    assert owed(cast.owner)[0] == ["PR-1"]
    page = logged_in(cast.owner).get(HERE).content.decode()
    assert "Returned by Ruth Adeyemi" in page
    assert "Say when." in page


def test_nothing_to_do_says_why(cast, logged_in):
    assert "You hold no post in this council" in page_of(logged_in(cast.colleague))
    assert "Nothing is asked of you now." in page_of(logged_in(cast.owner))


def page_of(client):
    response = client.get(HERE)
    assert response.status_code == 200
    return response.content.decode()


def test_queries_do_not_grow_with_actions(cast, logged_in):
    next_period(cast)
    client = logged_in(cast.owner)
    page_of(client)  # what was sealed is read once
    few = queries_of(client)
    for number in range(12):
        factories.action(cast.plan, f"Plant tree {number}", accountable=cast.post)
    assert queries_of(client) == few <= 12


def queries_of(client):
    with CaptureQueriesContext(connection) as queries:
        page_of(client)
    return len(queries)


# ---- updates in their place


def address_of(action):
    return f"{HERE}peer-review/{action.reference}/"


def send(client, action, *, htmx=False, to="", **fields):
    """The card's form as its page sends it, with ``fields`` typed over what stands."""
    response = client.get(address_of(action))
    form = response.context["form"]
    data = {name: form[name].value() or "" for name in form.fields} | {
        "kept_for": response.context["kept_for"]
    }
    headers = {"HX-Request": "true", "HX-Target": f"my-{action.pk}"} if htmx else {}
    return client.post(f"{address_of(action)}{to}", data | fields, headers=headers)


def test_update_is_given_in_its_place(cast, logged_in):
    next_period(cast)
    answer = send(logged_in(cast.owner), cast.late, htmx=True, rating="R", commentary="No room.")
    assert answer.status_code == 200
    assert answer.headers["HX-Trigger"] == '{"gt:updated": {}}'
    assert "PR-2 is updated" in answer.content.decode()
    latest = cast.late.entries.latest("number")
    assert (latest.rating, latest.commentary, latest.post) == ("R", "No room.", cast.post)
    assert latest.status == "in progress", "What was not touched stays."
    progress = logged_in(cast.owner).get(f"{HERE}progress/").content.decode()
    assert "1 of 3 given; 2 to go" in progress


def test_without_scripts_one_comes_back_to_what_is_left(cast, logged_in):
    next_period(cast)
    client = logged_in(cast.owner)
    answer = send(client, cast.ahead, no_change="1")
    assert (answer.status_code, answer.headers["Location"]) == (302, HERE)
    assert "PR-1 is updated." in page_of(client)


def test_no_change_of_what_is_amber_wants_a_sentence(cast, logged_in):
    next_period(cast)
    answer = send(logged_in(cast.owner), cast.late, htmx=True, no_change="1")
    assert answer.status_code == 422
    assert "say in a sentence why" in answer.content.decode()


def test_two_at_once_see_both_texts(cast, logged_in):
    next_period(cast)
    client = logged_in(cast.owner)
    seen = client.get(address_of(cast.late)).context["form"]
    factories.entry(Action.objects.get(pk=cast.late.pk), by=cast.manager, commentary="From me.")
    typed = {"rating": "R", "commentary": "Mine.", "based_on": seen["based_on"].value()}
    data = {"status": "in progress", "due": seen["due"].value(), "once": str(uuid.uuid4())}
    answer = client.post(address_of(cast.late), data | typed)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "From me." in page
    assert "Mine." in page
    assert "leave theirs as it is: go on to the next action." in page


def test_who_may_not_update_gets_no_card(cast, logged_in):
    assert logged_in(cast.colleague).get(address_of(cast.late)).status_code == 403
    assert logged_in(cast.stranger).get(address_of(cast.late)).status_code == 404


def test_last_words_are_a_start(cast, logged_in):
    page = logged_in(cast.owner).get(f"{address_of(cast.late)}?words=last")
    assert page.context["form"]["commentary"].value() == "Two of five sessions held."


def test_last_words_stand_before_what_was_typed_so_far(cast, logged_in):
    client = logged_in(cast.owner)
    send(client, cast.late, to="draft/", commentary="A third today.")
    page = client.get(f"{address_of(cast.late)}?words=last")
    words = "Two of five sessions held.\nA third today."
    assert page.context["form"]["commentary"].value() == words


# ---- drafts


def test_draft_is_kept_as_typed_on_every_device(cast, logged_in):
    next_period(cast)
    send(logged_in(cast.owner), cast.late, to="draft/", rating="R", commentary="Half a sent")
    elsewhere = logged_in(cast.owner)
    for at in (HERE, address_of(cast.late), "/ashdown/plans/peer-review/actions/PR-2/update/"):
        page = elsewhere.get(at).content.decode()
        assert "Half a sent" in page
    assert "It is not sent yet." in page_of(elsewhere)
    assert Entry.objects.filter(commentary="Half a sent").count() == 0
    assert "Half a sent" not in logged_in(cast.manager).get(address_of(cast.late)).content.decode()


def test_draft_is_gone_with_the_update_it_becomes(cast, logged_in):
    next_period(cast)
    client = logged_in(cast.owner)
    send(client, cast.late, to="draft/", commentary="Half a sent")
    sent = send(client, cast.late, commentary="A whole sentence.", rating="R")
    assert sent.status_code == 302
    assert not Draft.objects.exists()


def test_draft_that_comes_after_its_update_is_not_kept(cast, logged_in):
    """The page saves as one types; the last of it may arrive behind the update itself."""
    next_period(cast)
    client = logged_in(cast.owner)
    once = str(uuid.uuid4())
    send(client, cast.late, rating="R", commentary="No room.", once=once)
    answer = send(client, cast.late, htmx=True, to="draft/", commentary="No room.", once=once)
    assert answer.status_code == 200
    assert not Draft.objects.exists()


def test_draft_of_what_somebody_updated_since_ends_in_a_conflict(cast, logged_in):
    next_period(cast)
    client = logged_in(cast.owner)
    send(client, cast.late, to="draft/", rating="R", commentary="Mine.")
    factories.entry(Action.objects.get(pk=cast.late.pk), by=cast.manager, commentary="From me.")
    assert send(client, cast.late).status_code == 409


def test_draft_of_what_is_asked_no_more_is_still_found(cast, logged_in):
    next_period(cast)
    client = logged_in(cast.owner)
    send(client, cast.late, to="draft/", rating="R", commentary="Mine.")
    kept = "What you typed for PR-2 is kept, and was not sent"
    assert kept not in page_of(client), "It stands in the card that asks."
    factories.entry(Action.objects.get(pk=cast.late.pk), by=cast.manager, commentary="From me.")
    assert kept in page_of(client)
    assert "Mine." in client.get(address_of(cast.late)).content.decode()
    send(client, cast.late, to="draft/", commentary=" ")
    assert kept not in page_of(client), "Emptied, it is given up."


def test_draft_without_end_is_refused(cast, logged_in):
    client = logged_in(cast.owner)
    answer = send(client, cast.late, htmx=True, to="draft/", commentary="x" * 100_001)
    assert "A draft may have 100,000 characters" in answer.content.decode()
    assert not Draft.objects.exists()
