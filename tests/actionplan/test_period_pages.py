"""Pages of periods: the journey of closing one, and the page that never changes afterwards."""

import hashlib
import re
from datetime import date
from io import BytesIO

from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from docx import Document

from actionplan.models import Action, Correction, Period, Plan, Seal
from actionplan.queries.past_periods import what_was_sealed
from actionplan.reported_page import PAGE, pages, sections
from actionplan.services.corrections import correct
from tests import factories
from tests.closing import closed, running

HERE = "/ashdown/plans/peer-review/periods/"
Q1 = f"{HERE}q1-2023-24/"
A_YEAR_LATER = date(2024, 6, 30)
NEXT = {"name": "Q2 2023/24", "last_day": "30 September 2023", "updates_due_by": ""}


def text_of(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode())


def as_reported(answer) -> str:
    """What the seal makes of the page, less what stands beside it."""
    found = re.search(r'<article id="as-reported">.*</article>', answer.content.decode(), re.S)
    assert found
    return re.sub(r"<ins.*?</ins>", "", found[0])


def said_last_quarter(action: Action) -> None:
    """The words of this action are of no period that runs."""
    factories.entry(action, period=None, rating="A", commentary="As it was.")


# ---- closing


def test_closing_from_open_to_locked(cast, manager):
    said_last_quarter(cast.ahead)
    page = text_of(manager.get(Q1))
    assert "2 of 5 open actions have no update in this period" in page
    assert "Begin closing" in page
    manager.post(f"{Q1}closing/")
    page = text_of(manager.get(Q1))
    for words in ("Closing", "Remind 1 lead by e-mail", "Close and lock", "Priya Raman"):
        assert words in page
    assert "1 lead was reminded" in text_of(manager.post(f"{Q1}remind/", follow=True))
    assert "Nobody else can be reminded today" in text_of(manager.post(f"{Q1}remind/", follow=True))
    [message] = mail.outbox
    assert "http://testserver/ashdown/plans/peer-review/?silent=on" in message.body
    assert "Priya Raman (Head of Law &amp; Democracy), 1 action, by Sunita" in text_of(
        manager.get(Q1)
    )
    form = text_of(manager.get(f"{Q1}close-and-lock/"))
    for words in ('value="30 June 2023"', 'value="Q2 2023/24"', 'value="30 September 2023"'):
        assert words in form
    answer = manager.post(f"{Q1}close-and-lock/", {"as_at": "30 June 2023", **NEXT}, follow=True)
    page = text_of(answer)
    for words in ("Q1 2023/24 is closed and locked. Q2 2023/24 is open.", "as reported"):
        assert words in page
    again = manager.post(f"{Q1}close-and-lock/", {"as_at": "30 June 2023", **NEXT})
    assert "closed and locked already" in text_of(again, 409)


def test_what_is_wrong_in_the_form_is_said_and_nothing_is_locked(cast, manager):
    Period.objects.running().filter(plan=cast.plan).update(state="closing")
    sent = {"as_at": "1 July 2023", **NEXT}
    assert "not in the future" in text_of(manager.post(f"{Q1}close-and-lock/", sent), 422)
    sent = {"as_at": "30 June 2023", **NEXT, "name": ""}
    assert "Give the period a name" in text_of(manager.post(f"{Q1}close-and-lock/", sent), 422)
    assert running(cast.plan).is_closing


def test_last_period_of_a_plan_that_is_closing(cast, manager):
    Plan.objects.filter(pk=cast.plan.pk).update(state="closing")
    Period.objects.running().filter(plan=cast.plan).update(state="closing")
    sent = {"as_at": "30 June 2023", "is_last": "on"}
    assert manager.post(f"{Q1}close-and-lock/", sent).status_code == 302
    assert "Open a period" in text_of(manager.get(HERE))
    form = manager.get(f"{HERE}add/")
    assert 'value="Q2 2023/24"' in text_of(form)
    sent = {"name": "Summer", "first_day": "1 July 2023", "last_day": "31 August 2023"}
    assert manager.post(f"{HERE}add/", sent)["Location"] == f"{HERE}summer/"


def test_an_early_close_says_until_when_the_period_runs(cast, manager):
    with override_settings(GOLDEN_THREAD_TODAY=date(2023, 6, 1)):
        manager.post(f"{Q1}closing/")
        assert "can be locked then" in text_of(manager.get(Q1))
        assert "runs until 30 June 2023" in text_of(manager.get(f"{Q1}close-and-lock/"), 409)
        assert "Q1 2023/24 is open again." in text_of(manager.post(f"{Q1}open/", follow=True))


def test_days_and_meetings_can_be_changed_and_a_second_person_is_noticed(cast, manager):
    meeting = factories.meeting(cast.council)
    seen = running(cast.plan).history.latest().pk if running(cast.plan).history.exists() else ""
    sent = {
        "name": "Q1 2023/24",
        "first_day": "1 April 2023",
        "last_day": "28 June 2023",
        "updates_due_by": "20 June 2023",
        "meetings": [meeting.pk],
        "seen": seen,
    }
    assert manager.post(f"{Q1}edit/", sent).status_code == 302
    assert "12 September 2023" in text_of(manager.get(Q1))
    assert "Somebody else has changed this period" in text_of(manager.post(f"{Q1}edit/", sent), 409)


def test_updates_cannot_be_due_before_their_period_begins(cast, manager):
    manager.post(f"{Q1}closing/")
    sent = {"as_at": "30 June 2023", **NEXT, "updates_due_by": "1 June 2023"}
    answer = manager.post(f"{Q1}close-and-lock/", sent)
    assert "due before the period’s first day" in text_of(answer, answer.status_code)
    assert not running(cast.plan).is_sealed
    assert running(cast.plan).name == "Q1 2023/24"


# ---- the permanent page


def test_a_year_later_the_page_says_the_same_to_the_byte(cast, manager):
    closed(cast)
    before, text = manager.get(Q1), manager.get(f"{Q1}text/").content
    for words in ("PR-1", "Review the constitution", "past its date", "Two of five sessions"):
        assert words in as_reported(before)
    with override_settings(GOLDEN_THREAD_TODAY=A_YEAR_LATER):
        factories.entry(cast.ahead, rating="R", commentary="All is changed.")
        Action.objects.filter(plan=cast.plan).update(title="Something else", timescale="C")
        Plan.objects.filter(pk=cast.plan.pk).update(title="Another plan", key=[], bands=[])
        cast.post.title = "Head of Everything"
        cast.post.save()
        assert as_reported(manager.get(Q1)) == as_reported(before)
        assert manager.get(f"{Q1}text/").content == text
        correct(
            period=Period.objects.get(slug="q1-2023-24", plan=cast.plan),
            reference="PR-1", field=Correction.Field.RATING, correct="A (Amber)",
            minute="Audit Committee, minute 41", reason="It had not met.", by=cast.clerk,
        )  # fmt: skip
        after = manager.get(Q1)
    assert as_reported(after) == as_reported(before)
    page = text_of(after)
    assert "RAG should read “A (Amber)”. Audit Committee, minute 41" in page
    assert "1 correction since" in page
    assert hashlib.sha256(text).hexdigest() == Seal.objects.get().sha256
    assert Seal.objects.get().sha256 in page


def test_a_broken_seal_shows_nothing_but_the_reason(cast, manager):
    whole = closed(cast).seal
    other = running(cast.plan)
    Period.objects.filter(pk=other.pk).update(state="sealed")
    Seal.objects.create(
        period=other, schema=2, text=whole.text.replace("Review", "Revise"), sha256=whole.sha256,
        as_at=whole.as_at, sealed_at=whole.sealed_at, sealed_by=cast.manager,
    )  # fmt: skip
    for at in (f"{HERE}q2-2023-24/", f"{HERE}q2-2023-24/corrections/add/"):
        page = text_of(manager.get(at), 409)
        assert "are not what was closed and locked: its digest does not fit" in page
        assert "the constitution" not in page
    asked = {"format": "csv", "period": "q2-2023-24"}
    answer = manager.get("/ashdown/plans/peer-review/download/", asked)
    assert "digest does not fit" in text_of(answer, 409)


def test_whoever_may_not_correct_sees_no_way_to(cast, logged_in, manager):
    closed(cast)
    assert "corrections/add/" in text_of(manager.get(Q1))
    reader = text_of(logged_in(cast.reader).get(Q1))
    assert "corrections/add/" not in reader
    assert "Review the constitution" in reader


def test_a_correction_is_made_of_what_was_reported(cast, logged_in):
    closed(cast)
    clerk = logged_in(cast.clerk)
    at = f"{Q1}corrections/add/?reference=PR-1"
    assert "RAG: G (Green)" in text_of(clerk.get(at))
    sent = {"field": "rating", "correct": "A (Amber)", "minute": "Minute 41", "reason": "Not met."}
    assert clerk.post(at, sent)["Location"] == f"{Q1}#correction-1"
    same = clerk.post(at, sent | {"correct": "G (Green)"})
    assert "there is nothing to correct" in text_of(same, 422)
    assert clerk.get(f"{Q1}corrections/add/?reference=PR-99").status_code == 404
    assert "is not closed yet" in text_of(clerk.get(f"{HERE}q2-2023-24/corrections/add/"), 409)


def test_queries_are_few_and_do_not_grow(cast, manager):
    """Session, person with their memberships, and plan are among them."""
    period = closed(cast)
    found: dict[str, int] = {}
    for name, at in (("list", HERE), ("locked", Q1), ("running", f"{HERE}q2-2023-24/")):
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(at).status_code == 200
        found[name] = len(queries)
    assert found == {"list": 5, "locked": 8, "running": 11}
    for number in range(20):
        factories.action(cast.plan, f"Plant tree {number}", accountable=cast.post)
        correct(
            period=period, reference="PR-2", field="due", correct=f"{number} May", minute="41",
            reason="Wrong.", by=cast.clerk,
        )  # fmt: skip
    for name, at in (("list", HERE), ("locked", Q1), ("running", f"{HERE}q2-2023-24/")):
        with CaptureQueriesContext(connection) as queries:
            assert manager.get(at).status_code == 200
        assert len(queries) == found[name]


def test_a_long_plan_is_cut_at_whole_recommendations(cast):
    for place in range(4):
        above = factories.recommendation(cast.plan, f"Do better in area {place}.")
        for number in range(90):
            factories.action(cast.plan, f"Plant tree {number}", recommendation=above)
    found = sections(what_was_sealed(closed(cast).seal), ())
    parts = pages(found)
    assert [one for part in parts for one in part] == found
    assert len(parts) > 2
    assert all(sum(len(one.rows) for one in part) < 2 * PAGE for part in parts)
    assert pages(found[:2]) == [found[:2]]


# ---- files


def test_a_file_of_a_closed_period_is_no_draft_and_never_changes(cast, manager, tmp_path):
    closed(cast)
    at = "/ashdown/plans/peer-review/download/"
    assert '<option value="q1-2023-24" selected>' in text_of(manager.get(f"{at}?period=q1-2023-24"))
    asked = {"format": "json", "period": "q1-2023-24"}
    first = manager.get(at, asked)
    factories.entry(cast.ahead, rating="R", commentary="All is changed.")
    again = manager.get(at, asked)
    assert again.content == first.content
    assert "DRAFT" not in again["Content-Disposition"]
    assert "DRAFT" in manager.get(at, {"format": "json"})["Content-Disposition"]
    word = Document(BytesIO(manager.get(at, asked | {"format": "docx"}).content))
    assert "All is changed." not in "".join(
        cell.text for table in word.tables for row in table.rows for cell in row.cells
    )
    output = tmp_path / "q1.json"
    call_command(
        "export_plan", council="ashdown", plan="peer-review", period="q1-2023-24",
        format="json", output=output,
    )  # fmt: skip
    assert output.read_bytes() == first.content
