"""New dates that a lead proposes, and a post or a committee agrees or refuses."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.comparing.comparison import Kind
from actionplan.comparing.documents import compare
from actionplan.dates.proposing import AWAITED, needs_agreement, who_agreed
from actionplan.declared import Due, Precision
from actionplan.models import Action, Change, Entry
from actionplan.position import position_of
from actionplan.proofs.chains import head_of
from actionplan.proofs.log import prove
from actionplan.queries.dates import open_proposal
from actionplan.queries.document import plan_document
from actionplan.services.agreeing_dates import (
    Decision,
    give_minute,
    refuse_date,
    take_back_date,
)
from actionplan.services.updates import UpdatedMeanwhile, record_update
from council.versions import CannotEdit
from tests import factories
from tests.asking import (
    COUNCIL,
    DECEMBER,
    MARCH,
    SEPTEMBER,
    TODAY,
    Asking,
    an_asking_plan,
)


@pytest.fixture
def asking(cast):
    return an_asking_plan(cast)


# ---- which dates need agreement


@pytest.mark.parametrize(
    ("in_force", "new", "needs"),
    [
        (SEPTEMBER, DECEMBER, True),
        (DECEMBER, SEPTEMBER, True),
        (SEPTEMBER, Due("To be confirmed"), True),
        (Due(), DECEMBER, False),
        (Due("As above"), DECEMBER, False),
        (SEPTEMBER, replace(SEPTEMBER, words="End of September"), False),
        (Due("September 2023", date(2023, 9, 30), Precision.MONTH), SEPTEMBER, False),
    ],
)
def test_a_promised_date_needs_agreement_to_become_another(in_force, new, needs):
    assert needs_agreement(in_force, new) is needs


def test_who_agreed_is_said_with_its_minute():
    assert who_agreed("Chief Executive") == "Chief Executive"
    assert who_agreed("Full Council", "", "34") == "Full Council, minute 34"
    meeting = "Full Council, 7 March 2023"
    assert who_agreed("Council", meeting, AWAITED) == f"{meeting}, {AWAITED}"


# ---- proposed


def test_a_new_date_is_only_proposed_and_the_other_words_stand(asking):
    proposal = asking.propose(position={"rating": "A", "commentary": "The chair has left."})
    stands = asking.stands()
    assert (stands.due, stands.rating) == (SEPTEMBER, "A")
    assert stands.commentary == "The chair has left."
    assert (proposal.due, proposal.due_reason) == (DECEMBER, "Elections")
    assert asking.action.latest.due_reason == ""
    assert proposal.number == asking.action.latest.number - 1


def test_a_plan_that_does_not_ask_takes_the_date_at_once(asking):
    asking.cast.plan.asks_date_agreement = False
    asking.cast.plan.save()
    with pytest.raises(AssertionError):
        asking.propose()
    assert asking.stands().due == DECEMBER


def test_a_first_date_needs_nobody(asking):
    undated = asking.cast.undated
    undated.plan = asking.cast.plan
    position = replace(position_of(undated), due=DECEMBER)
    based_on = undated.latest_id
    said = {"once": uuid.uuid4(), "based_on": based_on, "by": asking.cast.owner}
    record_update(action=undated, position=position, **said)
    assert undated.latest.due == DECEMBER


def test_a_newer_proposal_takes_the_place_of_an_unanswered_one(asking):
    first = asking.propose()
    second = asking.propose(MARCH)
    assert asking.open() == second
    with pytest.raises(CannotEdit, match="Another date was proposed"):
        asking.agree(first)
    assert asking.stands().due == SEPTEMBER


def test_what_was_replaced_does_not_come_back_when_the_newer_one_is_answered(asking):
    asking.propose()
    second = asking.propose(MARCH)
    refuse_date(
        action=asking.action, seen=second.pk, decision=COUNCIL, reason="No.",
        by=asking.cast.manager,
    )  # fmt: skip
    assert asking.document().proposed is None


def test_the_same_form_sent_twice_proposes_once(asking):
    once, based_on = uuid.uuid4(), asking.action.latest_id
    for _ in range(2):
        asking.action.refresh_from_db()
        asking.action.plan = asking.cast.plan
        position = replace(position_of(asking.action), due=DECEMBER)
        record_update(
            action=asking.action, position=position, by=asking.cast.owner, once=once,
            based_on=based_on, due_reason="Elections",
        )  # fmt: skip
    assert asking.action.entries.count() == 3
    with pytest.raises(UpdatedMeanwhile):  # the same form with another date
        record_update(
            action=asking.action, position=replace(position, due=MARCH), by=asking.cast.owner,
            once=once, based_on=based_on, due_reason="Elections",
        )  # fmt: skip


# ---- agreed


def test_an_agreed_date_is_in_force_and_nobody_is_taken_to_have_spoken(asking):
    proposal = asking.propose()
    said = Action.objects.get(pk=asking.action.pk).latest
    assert said is not None
    agreed = asking.agree(proposal)
    assert asking.stands().due == DECEMBER
    assert asking.action.latest == agreed
    assert (agreed.said, agreed.as_at, agreed.period_id) == (said, said.as_at, said.period_id)
    assert open_proposal(Action.objects.get(pk=asking.action.pk)) is None
    assert asking.document().first_due == SEPTEMBER
    assert prove(asking.cast.plan).faults == []


def test_the_register_has_old_new_reason_and_who_agreed(asking):
    asking.agree(asking.propose())
    line = asking.cast.plan.changes.get(kind=Change.Kind.DATE)
    assert line.details == [["Due", "30 September 2023", "31 December 2023"]]
    assert (line.reason, line.agreed_by) == ("Elections", "Director of Resources")
    assert (line.minute, line.delta, line.action) == ("", 0, asking.action)


def test_a_committee_agrees_in_a_minute_that_may_come_later(asking):
    manager = asking.cast.manager
    proposal = asking.propose(by=manager)
    answer = asking.agree(proposal, Decision(committee="Full Council"), manager)
    revision = asking.document().revisions[-1]
    assert revision.agreed_by == "Full Council, agreed, minute awaited"
    assert revision.reason == "Elections"
    give_minute(answer=answer, minute="34", by=manager)
    assert asking.document().revisions[-1].agreed_by == "Full Council, minute 34"
    with pytest.raises(CannotEdit, match="known already"):
        give_minute(answer=answer, minute="35", by=manager)
    assert prove(asking.cast.plan).faults == []
    lines = asking.cast.plan.changes.filter(kind=Change.Kind.DATE).order_by("number")
    assert [line.minute for line in lines] == [AWAITED, "34"]


def test_nobody_answers_their_own_but_for_a_committee(asking):
    proposal = asking.propose(by=asking.approver)
    with pytest.raises(CannotEdit, match="somebody else answers it"):
        asking.agree(proposal)
    assert asking.stands().due == SEPTEMBER
    asking.agree(proposal, COUNCIL)
    assert asking.stands().due == DECEMBER


def test_words_that_came_after_the_proposal_stay(asking):
    proposal = asking.propose()
    factories.entry(asking.action, by=asking.cast.owner, rating="R", commentary="Stuck.")
    asking.agree(proposal)
    stands = asking.stands()
    assert (stands.due, stands.rating, stands.commentary) == (DECEMBER, "R", "Stuck.")


# ---- refused, or taken back


def test_a_refused_date_leaves_the_one_in_force(asking):
    proposal = asking.propose()
    latest = Action.objects.get(pk=asking.action.pk).latest
    refused = refuse_date(
        action=asking.action, seen=proposal.pk, decision=asking.by_post,
        reason="Members were promised September.", by=asking.approver,
    )  # fmt: skip
    assert asking.stands().due == SEPTEMBER
    assert asking.action.latest == latest
    assert refused.commentary == "Members were promised September."
    assert asking.document().proposed is None
    assert asking.document().revisions == ()


def test_a_refusal_needs_a_reason(asking):
    proposal = asking.propose()
    with pytest.raises(CannotEdit, match="Say why"):
        refuse_date(
            action=asking.action, seen=proposal.pk, decision=asking.by_post, reason=" ",
            by=asking.approver,
        )  # fmt: skip
    assert asking.open() == proposal


def test_a_lead_takes_a_proposal_back(asking):
    proposal = asking.propose()
    take_back_date(action=asking.action, seen=proposal.pk, by=asking.cast.owner)
    assert asking.document().proposed is None
    with pytest.raises(CannotEdit, match="answered already"):
        asking.agree(proposal)


def test_an_action_that_left_the_plan_takes_no_new_date(asking):
    proposal = asking.propose()
    Action.objects.filter(pk=asking.action.pk).update(left=Action.Left.DROPPED)
    with pytest.raises(CannotEdit, match="takes no updates now"):
        asking.agree(proposal)


# ---- at the same moment


def test_the_second_of_two_answers_is_told_of_the_first(asking):
    proposal = asking.propose()
    asking.agree(proposal)
    with pytest.raises(CannotEdit, match="Anne Hall has answered already"):
        refuse_date(
            action=asking.action, seen=proposal.pk, decision=COUNCIL, reason="No.",
            by=asking.cast.manager,
        )  # fmt: skip
    assert asking.stands().due == DECEMBER


def test_a_double_click_agrees_once(asking):
    proposal = asking.propose()
    assert asking.agree(proposal) == asking.agree(proposal)
    assert asking.action.entries.filter(kind=Entry.Kind.DATE_AGREED).count() == 1


def with_a_stale_head(asking, monkeypatch):
    """The next answer reads where the log ends before what is done after this call."""
    name, stale = "actionplan.services.agreeing_dates.head_of", head_of(asking.action.pk)

    def read_too_early(action_id):
        monkeypatch.setattr(name, head_of)
        return stale

    monkeypatch.setattr(name, read_too_early)


def test_an_answer_is_made_anew_on_an_update_that_came_between(asking, monkeypatch):
    """The update has taken the number, and the words, that the answer was about to build on."""
    proposal = asking.propose()
    with_a_stale_head(asking, monkeypatch)
    asking.action.refresh_from_db()
    factories.entry(asking.action, by=asking.cast.owner, rating="R")
    asking.agree(proposal)
    stands = asking.stands()
    assert (stands.due, stands.rating) == (DECEMBER, "R")
    assert prove(asking.cast.plan).faults == []


@pytest.mark.django_db(transaction=True)
def test_answers_and_proposals_at_once_leave_one_answer_each():
    """Two who agree, one who refuses and a lead who proposes anew, all at the same moment."""
    asking = an_asking_plan(factories.a_council_with_a_plan())
    proposal = asking.propose()
    deputies = [factories.member(asking.cast.council, name=f"Deputy {n}") for n in range(2)]
    jobs = [
        lambda: asking.agree(proposal, by=deputies[0]),
        lambda: asking.agree(proposal, by=deputies[1]),
        lambda: refuse_date(
            action=asking.action, seen=proposal.pk, decision=COUNCIL, reason="No.",
            by=asking.cast.manager,
        ),
        lambda: asking_again(asking).propose(MARCH),
    ]  # fmt: skip
    with ThreadPoolExecutor(len(jobs)) as pool:
        results = list(pool.map(outcome, jobs))
    assert set(results) <= {"done", "refused", "updated meanwhile"}
    entries = list(asking.action.entries.order_by("number"))
    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert sum(entry.about_id == proposal.pk for entry in entries) <= 1
    agreed = any(entry.kind == Entry.Kind.DATE_AGREED for entry in entries)
    assert (asking.stands().due == DECEMBER) == agreed
    assert prove(asking.cast.plan).faults == []


def asking_again(asking):
    """The same with values of its own, for another thread."""
    cast = replace(
        asking.cast, ahead=Action.objects.select_related("plan").get(pk=asking.action.pk)
    )
    return Asking(cast, asking.approver, asking.post)


def outcome(job):
    try:
        job()
    except CannotEdit:
        return "refused"
    except UpdatedMeanwhile:
        return "updated meanwhile"
    else:
        return "done"
    finally:
        connection.close()


# ---- the document, and what changed


def test_the_document_says_what_is_proposed_and_who_agrees(asking):
    asking.propose(post=asking.cast.post)
    document = plan_document(asking.cast.plan, TODAY)
    assert (document.asks_date_agreement, document.dates_agreed_by) == (
        True,
        "Director of Resources",
    )
    proposed = asking.document().proposed
    assert (proposed.due, proposed.reason) == (DECEMBER, "Elections")
    assert (proposed.proposed_on, proposed.post) == (TODAY, "Head of Law & Democracy")


def test_only_agreed_dates_count_as_moved(asking):
    before = plan_document(asking.cast.plan, date(2023, 3, 31))
    asking.propose()
    line = compared(before, asking)
    assert line.move is None
    asking.agree(asking.open(), COUNCIL)
    line = compared(before, asking)
    assert Kind.MOVED in line.kinds
    assert (line.move.times, line.move.first) == (1, SEPTEMBER)
    revision = line.move.revisions[0]
    assert (revision.reason, revision.agreed_by) == ("Elections", "Full Council, minute 34")


def compared(before, asking):
    after = plan_document(asking.cast.plan, TODAY)
    return next(line for line in compare(before, after).lines() if line.action.reference == "PR-1")


def test_queries_of_a_document_do_not_grow_with_proposals(asking):
    asking.propose()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            plan_document(asking.cast.plan, TODAY)
        counts.append(len(queries))
        factories.entry(asking.cast.late, by=asking.cast.owner, rating="R")
    assert counts[0] == counts[1] <= 7
