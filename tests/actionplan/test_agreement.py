"""Updates that a head of service agrees or returns, where a plan asks for it."""

import csv
import io
from datetime import date

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from actionplan.models import Change
from actionplan.position import position_of
from actionplan.queries.document import plan_document
from actionplan.queries.history import timeline
from actionplan.queries.report import plan_report
from actionplan.queries.totals import plan_figures
from actionplan.reporting.data import write_csv
from actionplan.reporting.pages import html_of
from actionplan.services.decisions import decide
from actionplan.services.register import Register, Why
from council import clock
from tests import factories
from tests.actionplan.agreeing import TODAY, agree, answered, board, page_of
from tests.actionplan.test_action_update import address, typed


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
