"""The pages on which new dates are proposed, shown and answered."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.models import Change, Entry, Plan
from actionplan.queries.history import timeline
from council.models import PostHolding, Role
from tests import factories
from tests.actionplan.test_action_update import address, typed
from tests.asking import COUNCIL, DECEMBER, MARCH, SEPTEMBER, Asking, an_asking_plan
from tests.sealing import a_closed_period

MOST_QUERIES = 12


@pytest.fixture
def asking(cast):
    return an_asking_plan(cast)


def there(asking: Asking, name: str = "date_list", **parts: Any) -> str:
    plan = {"council": asking.cast.council.slug, "plan": asking.cast.plan.slug}
    return reverse(f"dates:{name}", kwargs=plan | parts)


def answered(client, asking: Asking, answer="agree", **changes: Any):
    sent = {"seen": asking.open().pk, "answer": answer} | changes
    return client.post(there(asking, "date_answer", reference="PR-1"), sent)


def listed(client, asking: Asking) -> str:
    return client.get(there(asking)).content.decode()


def page_of(client, asking: Asking) -> str:
    return client.get(address(asking.action, "action_detail")).content.decode()


# ---- proposing


def test_the_update_form_says_that_a_date_will_be_proposed(asking, logged_in):
    owner = logged_in(asking.cast.owner)
    page = owner.get(address(asking.action)).content.decode()
    assert "In force: 30 September 2023. If you give another date, it is proposed" in page
    assert "agreed by Director of Resources or a deputy, or a committee" in page
    undated = owner.get(address(asking.cast.undated)).content.decode()
    assert "In force:" not in undated
    asking.propose()
    page = owner.get(address(asking.action)).content.decode()
    assert "31 December 2023 is proposed already" in page


def test_a_saved_update_says_what_is_proposed_and_what_is_in_force(asking, logged_in):
    owner = logged_in(asking.cast.owner)
    sent = typed(asking.action, due="31 December 2023", due_reason="Elections")
    answer = owner.post(address(asking.action), sent, follow=True).content.decode()
    assert "31 December 2023 is proposed: 30 September 2023 stays in force" in answer
    assert asking.stands().due == SEPTEMBER
    row = answer.split(f'id="{asking.action.anchor}"')[1].split("</tr>")[0]
    assert "Proposed, not agreed yet: 31 December 2023" in row
    assert "Dates to agree (1)" in answer


def test_the_row_that_was_saved_equals_a_fresh_page(asking, logged_in):
    owner = logged_in(asking.cast.owner)
    sent = typed(asking.action, due="31 December 2023", due_reason="Elections")
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": asking.action.anchor}
    url = address(asking.action)
    with CaptureQueriesContext(connection) as queries:
        swapped = owner.post(url, sent, **headers).content.decode()
    assert "Proposed, not agreed yet: 31 December 2023" in swapped
    assert "A new date is proposed and waits to be agreed." in swapped
    # As many as any other update: the proposal is written with it, and then at hand for the row.
    assert len(queries) <= 10, [query["sql"][:90] for query in queries]


def test_a_plan_that_does_not_ask_says_nothing_of_it(cast, logged_in):
    client = logged_in(cast.owner)
    page = client.get(address(cast.ahead, "action_detail")).content.decode()
    board = client.get(cast.plan.get_absolute_url()).content.decode()
    assert "In force:" not in page
    assert "Dates to agree" not in board


# ---- the list, and answering in place


def test_the_post_agrees_in_place(asking, logged_in):
    asking.propose(post=asking.cast.post)
    client = logged_in(asking.approver)
    page = listed(client, asking)
    assert "1 new date waits for an answer" in page
    for words in ("30 September 2023", "31 December 2023", "Elections", "Not yet"):
        assert words in page
    assert "Head of Law &amp; Democracy (Priya Raman), 30 June 2023" in page
    answer = answered(client, asking)
    assert (answer.status_code, answer["Location"]) == (302, there(asking))
    assert asking.stands().due == DECEMBER
    page = listed(client, asking)
    assert "PR-1 is due 31 December 2023 now: the new date is agreed." in page
    assert "No date waits for an answer" in page


def test_a_refusal_needs_a_reason_and_its_lead_reads_it(asking, logged_in):
    asking.propose()
    client = logged_in(asking.approver)
    without = answered(client, asking, "refuse")
    assert without.status_code == 422
    page = without.content.decode()
    assert "Say why the date is refused." in page
    assert f'href="#date{asking.action.pk}_reason"' in page
    answered(client, asking, "refuse", reason="Members were <b>promised</b> it.")
    page = page_of(logged_in(asking.cast.owner), asking)
    assert "New date refused" in page
    assert "Members were &lt;b&gt;promised&lt;/b&gt; it." in page
    assert asking.stands().due == SEPTEMBER


def test_the_plan_manager_records_a_committee_with_its_minute(asking, logged_in):
    meeting = factories.meeting(asking.cast.council, date(2023, 6, 20))
    asking.propose(by=asking.cast.manager)
    client = logged_in(asking.cast.manager)
    nothing = answered(client, asking)
    assert nothing.status_code == 422
    page = nothing.content.decode()
    assert "Choose the meeting, or name the committee." in page
    assert "Give the minute, or tick that it is awaited." in page
    assert answered(client, asking, meeting=meeting.pk, minute="34").status_code == 302
    line = asking.cast.plan.changes.get(kind=Change.Kind.DATE)
    assert (line.meeting, line.minute) == (meeting, "34")
    assert line.agreed_by == "Policy, Finance and Development Committee"
    page = page_of(client, asking)
    assert "agreed by Policy, Finance and Development Committee, 20 June 2023, minute 34" in page


def test_an_awaited_minute_is_given_later(asking, logged_in):
    asking.propose()
    client = logged_in(asking.cast.manager)
    sent = {"committee": "Full Council", "awaited": "on"}
    assert answered(client, asking, **sent, minute="34").status_code == 422
    assert answered(client, asking, **sent).status_code == 302
    page = listed(client, asking)
    assert "Minutes awaited" in page
    answer = Entry.objects.get(kind=Entry.Kind.DATE_AGREED)
    url = there(asking, "date_minute", answer=answer.pk)
    assert client.post(url, {"minute": " "}).status_code == 422
    assert client.post(url, {"minute": "34"}).status_code == 302
    assert client.post(url, {"minute": "35"}).status_code == 409
    page = page_of(client, asking)
    assert "agreed by Full Council, minute 34" in page
    assert "Minute of the date" in page
    assert "Minutes awaited" not in listed(client, asking)


def test_the_plan_manager_does_not_answer_for_the_post(asking, logged_in):
    asking.propose()
    answer = answered(logged_in(asking.cast.manager), asking, who="post")
    assert answer.status_code == 422
    assert asking.stands().due == SEPTEMBER


def test_who_holds_the_post_and_manages_the_plan_says_in_which_capacity(asking, logged_in):
    PostHolding.objects.create(post=asking.post, person=asking.cast.manager)
    asking.propose()
    client = logged_in(asking.cast.manager)
    assert "Director of Resources (you)" in listed(client, asking)
    assert answered(client, asking).status_code == 422
    assert answered(client, asking, who="post").status_code == 302
    assert Entry.objects.get(kind=Entry.Kind.DATE_AGREED).post == asking.post


def test_nobody_answers_what_they_proposed(asking, logged_in):
    asking.propose(by=asking.approver)
    client = logged_in(asking.approver)
    assert "You proposed it, so somebody else answers it." in listed(client, asking)
    assert answered(client, asking).status_code in {409, 422}
    assert asking.stands().due == SEPTEMBER


@pytest.mark.parametrize("who", ["owner", "colleague", "slt", "clerk", "reader"])
def test_nobody_else_may_and_is_told_who(asking, logged_in, who):
    asking.propose()
    answer = answered(logged_in(getattr(asking.cast, who)), asking)
    assert answer.status_code == 403
    assert "Director of Resources or a deputy, or a committee" in answer.content.decode()


def test_a_deputy_may_and_a_former_holder_may_not(asking, logged_in):
    asking.propose()
    deputy = factories.member(asking.cast.council, Role.OFFICER, name="Jo Deputy")
    PostHolding.objects.create(post=asking.post, person=deputy, kind="deputy")
    PostHolding.objects.filter(person=asking.approver).update(until=date(2023, 5, 30))
    assert answered(logged_in(asking.approver), asking).status_code == 403
    assert answered(logged_in(deputy), asking).status_code == 302


def test_another_date_that_came_between_is_not_agreed_unseen(asking, logged_in):
    first = asking.propose()
    asking.propose(MARCH)
    client = logged_in(asking.approver)
    answer = answered(client, asking, "refuse", seen=first.pk, reason="Thought about long.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Another date was proposed for PR-1" in page
    assert "Thought about long." in page
    assert "31 March 2024" in page


def test_what_was_proposed_for_another_action_is_not_found(asking, logged_in):
    proposal = asking.propose()
    url = there(asking, "date_answer", reference="PR-2")
    sent = {"seen": proposal.pk, "answer": "agree"}
    assert logged_in(asking.approver).post(url, sent).status_code == 404


def test_a_lead_takes_the_proposal_back_on_the_page(asking, logged_in):
    proposal = asking.propose()
    client = logged_in(asking.cast.owner)
    assert "Take the proposal back" in page_of(client, asking)
    assert "Take the proposal back" not in page_of(logged_in(asking.cast.reader), asking)
    url = there(asking, "date_take_back", reference="PR-1")
    assert client.post(url, {"seen": proposal.pk}).status_code == 302
    page = page_of(client, asking)
    assert "31 December 2023 is not proposed for PR-1 any more." in page
    assert "Proposed date taken back" in page
    assert asking.document().proposed is None


# ---- the action's page and its history


def test_the_action_shows_first_agreed_in_force_proposed_and_how_often(asking, logged_in):
    asking.agree(asking.propose(), COUNCIL)
    asking.propose(MARCH)
    page = page_of(logged_in(asking.cast.reader), asking)
    facts = page.split('id="dates"')[1].split("</section>")[0]
    for label, words in (
        ("In force", "31 December 2023"), ("First agreed", "30 September 2023"),
        ("Moved so far", "Once"),
    ):  # fmt: skip
        assert f"<dt>{label}</dt><dd>{words}</dd>" in facts
    assert "<strong>31 March 2024</strong>" in facts
    assert (
        "30 September 2023 to 31 December 2023; reason: Elections; "
        "agreed by Full Council, minute 34" in facts
    )


def test_history_says_it_in_plain_words(asking):
    asking.agree(asking.propose())
    asking.action.refresh_from_db()
    agreed, update, proposed, _ = timeline(asking.action)
    assert [one.heading for one in (agreed, update, proposed)] == [
        "New date agreed",
        "Update",
        "New date proposed",
    ]
    assert [(one.what, one.before, one.after) for one in agreed.changes] == [
        ("Due", "30 September 2023", "31 December 2023")
    ]
    assert agreed.by_whom == ", as Director of Resources"
    assert [(one.what, one.after) for one in proposed.changes] == [("Proposed", "31 December 2023")]
    assert proposed.reason == "Elections"
    assert update.proposes


# ---- the setting, and what it costs


def test_the_setting_names_the_post_and_stands_in_the_register(cast, logged_in):
    post = factories.post(cast.council, "Chief Finance Officer")
    gone = factories.post(cast.council, "Gone")
    gone.ended_on = SEPTEMBER.date
    gone.save()
    client = logged_in(cast.manager)
    url = reverse("set_up:columns_edit", args=[cast.council.slug, cast.plan.slug])
    page = client.get(url)
    assert gone not in page.context["form"].fields["date_approver"].queryset
    sent = {
        "line-TOTAL_FORMS": 0, "line-INITIAL_FORMS": 0, "asks_date_agreement": "on",
        "date_approver": post.pk, "reason": "Members asked for it.",
        "seen": page.context["form"]["seen"].value(),
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    plan = Plan.objects.get(pk=cast.plan.pk)
    assert (plan.asks_date_agreement, plan.date_approver) == (True, post)
    assert plan.changes.get(kind=Change.Kind.PLAN).details == [
        ["New dates need agreement", "No", "Yes"],
        ["Who agrees new dates", "Nothing", "Chief Finance Officer"],
    ]
    set_up = reverse("set_up:plan_set_up", args=[cast.council.slug, cast.plan.slug])
    assert "New dates are agreed by Chief Finance Officer" in client.get(set_up).content.decode()


def test_the_dashboard_names_what_waits_in_one_query_for_all_plans(asking, logged_in):
    asking.propose()
    client = logged_in(asking.approver)
    url = reverse("actionplan:dashboard", args=[asking.cast.council.slug])
    assert "Dates to agree (1)" in client.get(url).content.decode()
    counts = []
    for slug in ("one", "two"):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
        plan = factories.plan(asking.cast.council, slug, slug=slug, code=slug.upper())
        Plan.objects.filter(pk=plan.pk).update(asks_date_agreement=True)
    assert counts[0] == counts[1] <= 18  # leaders are promised 20


@pytest.mark.parametrize("page", ["list", "action", "board"])
def test_pages_stay_within_their_queries(asking, logged_in, page):
    urls = {
        "list": there(asking),
        "action": address(asking.action, "action_detail"),
        "board": asking.cast.plan.get_absolute_url(),
    }
    counts = []
    for due in (DECEMBER, MARCH):
        asking.propose(due)
        client = logged_in(asking.cast.manager)
        with CaptureQueriesContext(connection) as queries:
            client.get(urls[page])
        counts.append(len(queries))
        late = replace(asking, cast=replace(asking.cast, ahead=asking.cast.late))
        late.propose(due)
    assert counts[0] == counts[1], counts
    assert counts[0] <= MOST_QUERIES


@pytest.mark.parametrize("who", ["owner", "slt", "manager", "reader"])
def test_the_page_of_an_action_stays_within_them_with_a_date_that_waits(asking, logged_in, who):
    cast = asking.cast
    for day in (date(2022, 12, 31), date(2023, 3, 31)):
        a_closed_period(cast.plan, day, cast.manager)
    asking.propose(MARCH)
    client, page = logged_in(getattr(cast, who)), address(asking.action, "action_detail")
    client.get(page)  # what was locked is read once in a process
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    assert len(queries) <= MOST_QUERIES, "\n".join(one["sql"][:150] for one in queries)
