"""Updates that a head of service agrees or returns, where a plan asks for it."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan import document as doc
from actionplan.chains import chained
from actionplan.document import Status
from actionplan.figures import figures_of
from actionplan.importing.notes import Reading
from actionplan.models import Action, Change, Entry
from actionplan.position import position_of
from actionplan.queries.document import plan_document
from actionplan.queries.history import timeline
from actionplan.queries.report import plan_report
from actionplan.queries.totals import plan_figures
from actionplan.reporting.data import write_csv
from actionplan.reporting.pages import html_of
from actionplan.services import agreeing, updates
from actionplan.services.agreeing import answer_update
from actionplan.services.applying import Source, apply_reading
from actionplan.services.decisions import decide
from actionplan.services.register import Register, Why
from council import clock
from council.models import Person, PostHolding, Role, ServiceArea
from council.versions import CannotEdit
from tests import factories
from tests.actionplan.test_action_update import address, typed
from tests.factories import Cast

TODAY = date(2023, 6, 30)


@dataclass
class Agreeing:
    """The cast with a plan that asks, and the head of the service area of its lead."""

    cast: Cast
    head: Person
    area: ServiceArea

    @property
    def action(self) -> Action:
        return self.cast.ahead


@pytest.fixture
def asking(cast):
    cast.plan.asks_agreement = True
    cast.plan.save()
    head = factories.member(cast.council, Role.OFFICER, name="Ruth Adeyemi")
    post = factories.post(cast.council, "Director of Governance", held_by=head)
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=post)
    cast.post.service_area = area
    cast.post.save()
    return Agreeing(cast, head, area)


def answered(client, action, answer="agree", **changes: Any):
    action.refresh_from_db()
    seen = action.latest.said.pk if action.latest and action.latest.said else ""
    sent = {"seen": seen, "answer": answer, "note": ""} | changes
    return client.post(address(action, "action_agree"), sent)


def page_of(client, action):
    return client.get(address(action, "action_detail")).content.decode()


def board(cast):
    return reverse("actionplan:plan_detail", args=[cast.council.slug, cast.plan.slug])


def row_of(client, cast, action):
    page = client.get(board(cast)).content.decode()
    return page.split(f'id="{action.anchor}"')[1].split("</tr>")[0]


# ---- what is said


def test_a_plan_that_does_not_ask_says_nothing_of_it(cast, logged_in):
    client = logged_in(cast.manager)
    assert "agreed" not in row_of(client, cast, cast.ahead)
    assert "Not yet agreed" not in page_of(client, cast.ahead)
    assert answered(client, cast.ahead).status_code == 409


def test_an_update_is_not_yet_agreed_until_the_head_of_service_agrees(asking, logged_in):
    client = logged_in(asking.head)
    assert "Not yet agreed" in row_of(client, asking.cast, asking.action)
    assert "Not yet agreed" in page_of(client, asking.action)
    answer = answered(client, asking.action)
    assert (answer.status_code, answer["Location"]) == (302, asking.action.get_absolute_url())
    assert "Not yet agreed" not in row_of(client, asking.cast, asking.action)
    page = page_of(client, asking.action)
    assert "Agreed by Ruth Adeyemi, as Director of Governance, on 30 June 2023." in page
    assert ">Agreed, as at 30 June 2023<" in page


def test_a_return_needs_a_note_and_shows_it(asking, logged_in):
    client = logged_in(asking.head)
    without = answered(client, asking.action, "return")
    assert without.status_code == 422
    assert "Say in a sentence why you return it." in without.content.decode()
    assert asking.action.entries.count() == 1
    note = "Which <b>group</b>?\r\nName it."
    assert answered(client, asking.action, "return", note=note).status_code == 302
    page = page_of(client, asking.action)
    assert "Returned by Ruth Adeyemi" in page
    assert "Which &lt;b&gt;group&lt;/b&gt;?<br>Name it." in page
    assert "Returned with a note" in row_of(client, asking.cast, asking.action)


def test_an_agreement_declares_nothing_and_moves_nothing(asking):
    asking.action.refresh_from_db()
    before, figures = position_of(asking.action), plan_figures(asking.cast.plan.pk, TODAY)
    factories.entry(asking.action, due=date(2023, 12, 31), due_reason="Elections")
    revisions = next(plan_document(asking.cast.plan, TODAY).actions()).revisions
    said = asking.action.latest
    agree(asking)
    asking.action.refresh_from_db()
    assert asking.action.latest == said
    assert next(plan_document(asking.cast.plan, TODAY).actions()).revisions == revisions
    assert len(revisions) == 1
    assert before.commentary == position_of(asking.action).commentary
    assert plan_figures(asking.cast.plan.pk, TODAY) == figures


def agree(asking, kind=Entry.Kind.AGREED, note="", by=None):
    asking.action.refresh_from_db()
    return answer_update(
        action=asking.action,
        seen=asking.action.latest.said.pk,
        kind=kind,
        by=by or asking.head,
        note=note,
    )


def test_the_next_update_is_asked_about_anew(asking, logged_in):
    agree(asking)
    sent = typed(asking.action, commentary="A new chair.")
    logged_in(asking.cast.owner).post(address(asking.action), sent)
    asking.action.refresh_from_db()
    assert asking.action.latest.number == 3
    assert "Not yet agreed" in row_of(logged_in(asking.head), asking.cast, asking.action)


def test_row_that_was_just_saved_equals_a_fresh_page(asking, logged_in):
    agree(asking)
    owner, action = logged_in(asking.cast.owner), asking.action
    sent = typed(action, commentary="A new chair.")
    headers = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": action.anchor}
    swapped = owner.post(address(action), sent, **headers).content.decode()
    assert "Not yet agreed" in swapped
    assert "Not yet agreed" in row_of(owner, asking.cast, action)


def test_row_that_cancel_puts_back_knows_that_it_is_agreed(asking, logged_in):
    agree(asking)
    client = logged_in(asking.cast.owner)
    row = client.get(address(asking.action, "action_row"), HTTP_HX_REQUEST="true")
    assert "Not yet agreed" not in row.content.decode()


def test_history_says_it_without_changes(asking):
    agree(asking)
    factories.entry(asking.action, rating="A")
    update, agreed, first = timeline(asking.action)
    assert [change.what for change in update.changes] == ["RAG"]
    assert (agreed.changes, agreed.new_words) == ((), False)
    assert "RAG" in [change.what for change in first.changes]


def test_what_came_from_a_file_is_not_asked_about(asking, logged_in):
    assert "gree" not in row_of(logged_in(asking.head), asking.cast, asking.cast.elsewhere)


def test_a_decision_keeps_what_was_agreed(asking, logged_in):
    agree(asking)
    asking.action.refresh_from_db()
    why = Why("The meeting has moved", "Full Council", "Minute 3")
    with transaction.atomic():
        register = Register(plan=asking.cast.plan, by=asking.cast.manager, why=why)
        change = register.note(Change.Kind.REWORDED, "x", action=asking.action)
        decide(
            action=asking.action,
            position=position_of(asking.action),
            by=asking.cast.manager,
            change=change,
        )
    row = row_of(logged_in(asking.head), asking.cast, asking.action)
    assert "Not yet agreed" not in row
    assert "30 June 2023, Priya Raman" in row
    known = next(plan_document(asking.cast.plan, TODAY).actions()).last_update
    assert known is not None
    assert known.agreed is True
    assert known.post == asking.cast.post.title


def test_an_action_of_which_only_a_decision_speaks_was_never_updated(asking, logged_in):
    with transaction.atomic():
        register = Register(plan=asking.cast.plan, by=asking.cast.manager, why=Why("Settled"))
        change = register.note(Change.Kind.REWORDED, "x", action=asking.cast.unled)
        decide(
            action=asking.cast.unled,
            position=position_of(asking.cast.unled),
            by=asking.cast.manager,
            change=change,
        )
    assert "Never updated" in row_of(logged_in(asking.head), asking.cast, asking.cast.unled)
    documents = {one.reference: one for one in plan_document(asking.cast.plan, TODAY).actions()}
    assert documents["PR-5"].last_update is None


def test_files_mark_what_is_not_yet_agreed(asking):
    report = plan_report(asking.cast.plan, clock.today())
    rows = list(csv.DictReader(io.StringIO(write_csv(report).decode("utf-8-sig"), newline="")))
    said = [row["Last update agreed"] for row in rows]
    assert said == ["Not yet agreed"] * 3 + ["", "", "Not yet agreed"]
    assert "Last update as at 30 June 2023, not yet agreed" in html_of(report)
    agree(asking)
    report = plan_report(asking.cast.plan, clock.today())
    assert "Agreed" in write_csv(report).decode()


def test_queries_of_the_plan_page_and_the_document_stay_as_they_are(asking, logged_in):
    client = logged_in(asking.head)
    asking.cast.plan.asks_agreement = False
    asking.cast.plan.save()
    counts = []
    for asks in (False, True):
        asking.cast.plan.asks_agreement = asks
        asking.cast.plan.save()
        client.get(board(asking.cast))
        with CaptureQueriesContext(connection) as queries:
            client.get(board(asking.cast))
            plan_document(asking.cast.plan, TODAY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


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
