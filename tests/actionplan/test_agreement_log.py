"""Who agrees updates; two answers at once; what the log keeps; what has left the plan."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actionplan import document as doc
from actionplan.declared import Status
from actionplan.figures import figures_of
from actionplan.importing.notes import Reading
from actionplan.models import Action, Entry
from actionplan.proofs.chains import chained
from actionplan.queries.document import plan_document
from actionplan.queries.totals import plan_figures
from actionplan.services import agreeing, updates
from actionplan.services.applying import Source, apply_reading
from council import clock
from council.models import PostHolding, Role, ServiceArea
from council.versions import CannotEdit
from tests import factories
from tests.actionplan.agreeing import TODAY, agree, answered, board, page_of
from tests.actionplan.test_action_update import address, typed

# ---- who may


def test_deputy_and_plan_manager_may(asking, logged_in):
    deputy = factories.member(asking.cast.council, Role.OFFICER, name="Jo Deputy")
    PostHolding.objects.create(post=asking.area.head, person=deputy, kind="deputy")
    assert answered(logged_in(deputy), asking.action).status_code == 302
    manager = logged_in(asking.cast.manager)
    assert answered(manager, asking.cast.late).status_code == 302
    assert "by Sunita Patel on" in page_of(manager, asking.cast.late)


@pytest.mark.parametrize("who", ["colleague", "slt", "clerk", "reader"])
def test_nobody_else_may_and_is_told_who(asking, logged_in, who):
    answer = answered(logged_in(getattr(asking.cast, who)), asking.action)
    assert answer.status_code == 403
    assert "Director of Governance or a deputy, or the plan manager" in answer.content.decode()
    assert asking.action.entries.count() == 1


def test_a_former_head_may_not(asking, logged_in):
    PostHolding.objects.filter(person=asking.head).update(until=date(2023, 6, 29))
    assert answered(logged_in(asking.head), asking.action).status_code == 403


def test_nobody_agrees_what_they_wrote(asking, logged_in):
    factories.entry(asking.action, by=asking.head, commentary="By the head herself.")
    client = logged_in(asking.head)
    assert answered(client, asking.action).status_code == 403
    page = page_of(client, asking.action)
    assert "You recorded it, so somebody else agrees it" in page
    assert 'value="agree"' not in page
    assert answered(logged_in(asking.cast.manager), asking.action).status_code == 302


def test_without_a_head_the_plan_manager_agrees(asking, logged_in):
    asking.area.head = None
    asking.area.save()
    assert answered(logged_in(asking.head), asking.action).status_code == 403
    page = page_of(logged_in(asking.cast.owner), asking.action)
    assert "the plan manager, because no head of service is set for its lead" in page


def test_head_of_another_area_may_not(asking, logged_in):
    other = factories.member(asking.cast.council, Role.OFFICER, name="Sam Other")
    post = factories.post(asking.cast.council, "Director of Place", held_by=other)
    ServiceArea.objects.create(council=asking.cast.council, name="Place", head=post)
    assert answered(logged_in(other), asking.action).status_code == 403


def test_another_councils_action_is_not_found(asking, logged_in):
    answer = answered(logged_in(asking.head), asking.cast.other_action)
    assert answer.status_code == 404


def test_an_archived_plan_takes_no_agreement(asking, logged_in):
    asking.cast.plan.state = "archived"
    asking.cast.plan.save()
    assert answered(logged_in(asking.head), asking.action).status_code == 403
    assert 'value="agree"' not in page_of(logged_in(asking.head), asking.action)


# ---- at the same moment


def test_an_update_that_came_between_is_not_agreed_unseen(asking, logged_in):
    seen = asking.action.latest.pk
    factories.entry(asking.action, by=asking.cast.owner, commentary="Changed meanwhile.")
    client = logged_in(asking.head)
    answer = answered(client, asking.action, "return", seen=seen, note="Long thought about.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "was updated while you were reading" in page
    assert page.count("Long thought about.") == 1  # in the box, to be sent again
    assert "Changed meanwhile." in page
    assert asking.action.entries.count() == 2


def test_second_of_two_answers_is_told_of_the_first(asking, logged_in):
    agree(asking)
    answer = answered(logged_in(asking.cast.manager), asking.action, "return", note="Please mend.")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ruth Adeyemi has already agreed this update" in page
    assert "Please mend." in page
    assert asking.action.entries.count() == 2


def test_double_click_agrees_once(asking, logged_in):
    client = logged_in(asking.head)
    assert [answered(client, asking.action).status_code for _ in range(2)] == [302, 302]
    assert asking.action.entries.count() == 2


def test_answers_at_the_same_moment_are_told_apart(asking, monkeypatch):
    """Somebody else's answer takes the number that this one was about to write."""
    add = agreeing._add

    def be_overtaken(answer, seen):
        monkeypatch.undo()
        agree(asking, by=asking.cast.manager)
        raise IntegrityError

    monkeypatch.setattr(agreeing, "_add", be_overtaken)
    with pytest.raises(CannotEdit, match="Sunita Patel has already agreed"):
        agree(asking, Entry.Kind.RETURNED, "Please mend.")
    assert agreeing._add is add
    assert asking.action.entries.count() == 2


def test_an_agreement_at_the_same_moment_does_not_stop_an_update(asking, monkeypatch, logged_in):
    """It takes the number that the update was about to have; the update takes the next."""
    add = updates._add_and_swap

    def be_overtaken(entry, based_on, head=None, proposal=None):
        monkeypatch.setattr(updates, "_add_and_swap", add)
        agree(asking)
        raise IntegrityError

    sent = typed(asking.action, commentary="A new chair.")
    monkeypatch.setattr(updates, "_add_and_swap", be_overtaken)
    assert logged_in(asking.cast.owner).post(address(asking.action), sent).status_code == 302
    asking.action.refresh_from_db()
    assert asking.action.latest.number == 3


@pytest.mark.parametrize("seen", ["", "9" * 30, "x", "-1", "\x00", "999999"])
def test_tampered_fields_never_break_the_server(asking, logged_in, seen):
    answer = answered(logged_in(asking.head), asking.action, seen=seen)
    assert answer.status_code in {409, 422}
    assert asking.action.entries.count() == 1


@pytest.mark.parametrize(
    "changes", [{"answer": "x"}, {"answer": "return", "note": "x" * 2001}, {"note": "\x00"}]
)
def test_what_is_no_answer_is_refused(asking, logged_in, changes):
    assert answered(logged_in(asking.head), asking.action, **changes).status_code == 422
    assert asking.action.entries.count() == 1


def test_update_of_another_action_cannot_be_agreed_here(asking, logged_in):
    seen = asking.cast.late.latest.pk
    assert answered(logged_in(asking.head), asking.action, seen=seen).status_code == 409


# ---- the log


def test_database_refuses_what_can_never_be(asking):
    update = asking.action.latest
    usual = {"action": asking.action, "by": asking.head, "as_at": TODAY}
    usual |= {"recorded_at": clock.now(), "number": 9, "link": "x" * 64}
    for wrong in (
        {"kind": "agreed"},
        {"kind": "update", "about": update},
        {"kind": "returned", "about": update, "commentary": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Entry.objects.create(**usual | wrong)
    agree(asking)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(**usual, kind="agreed", about=update)


def test_import_after_an_agreement_still_counts_on(asking):
    """An import's entries are numbered after whatever stands in the log."""
    plan, source = asking.cast.plan, Source("plan.xlsx", asking.cast.manager, TODAY)

    def bring(words):
        row = doc.Action("Plant trees", status=Status.IN_PROGRESS, commentary=words)
        reading = Reading(doc.PlanDocument(plan.title, loose_actions=(row,)))
        council = asking.cast.council
        return apply_reading(reading=reading, council=council, source=source, plan_slug=plan.slug)

    bring("First.")
    made = Action.objects.get(plan=plan, title="Plant trees")
    answer = Entry(
        action=made,
        kind="agreed",
        about=made.latest,
        by=asking.head,
        as_at=TODAY,
        recorded_at=clock.now(),
    )
    chained(answer).save()
    assert bring("Second.").changed == [made.reference]
    last = made.entries.get(number=3)
    made.refresh_from_db()
    assert (made.latest, last.commentary) == (last, "Second.")


# ---- what has left the plan


def test_what_has_left_the_plan_is_counted_nowhere(cast, logged_in):
    Action.objects.filter(pk=cast.late.pk).update(left="dropped")
    whole, _ = plan_figures(cast.plan.pk, TODAY)
    document = plan_document(cast.plan, TODAY)
    page = logged_in(cast.owner).get(board(cast)).content.decode()
    assert whole.total == figures_of(document).total == 5
    assert whole.by_rating == figures_of(document).by_rating
    assert cast.late.title not in [action.title for action in document.actions()]
    assert cast.late.title not in page
    assert "1 of 5 complete" in page
