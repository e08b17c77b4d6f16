"""The review of a file from its first page to its last: columns, missing rows, whole steps."""

from datetime import timedelta

import pytest

from actionplan.merging.decisions import Decisions
from actionplan.models import Action, Entry, Plan, PlanFile
from actionplan.services.reading import is_small, keep_file
from council import clock
from council.models import Role
from council.services.work import begin
from tests import factories
from tests.actionplan.review_pages import (
    HEADINGS,
    HTMX,
    decide,
    decisions,
    kept,
    page,
    text,
    three,
    value_in,
)
from tests.importing.making import word_plan, workbook_plan

# ---- what is not in the file


def test_missing_actions_are_listed_and_dropped_only_from_the_whole_plan(cast, manager):
    file = kept(cast, ("Something else", "Head of Finance", "June 2023", "G", ""), plan=cast.plan)
    reference = cast.undated.reference
    listed = text(manager.get(page(file, "?show=missing")))
    assert f'id="row-{reference}"' in listed
    assert "is dropped" not in listed
    declare_whole(file)
    decide(manager, file, 0, do="aside")
    assert f"Why {reference} is dropped" in text(manager.get(page(file)))
    sent = {"reference": reference, "reason": "Not in the new strategy"}
    manager.post(page(file, "missing/"), sent)
    assert decisions(file).missing[0].reason == "Not in the new strategy"
    said = text(manager.get(page(file, "?show=missing")))
    assert "Will be dropped: Not in the new strategy" in said
    manager.post(page(file, "missing/"), {"reference": reference, "reason": ""})
    assert decisions(file).missing == ()


def declare_whole(file):
    stored = PlanFile.objects.get(pk=file.pk)
    stored.choices["covers"] = "whole"
    stored.save()


def test_action_of_another_plan_is_not_dropped(cast, manager):
    file = kept(cast, ("Something else", "Head of Finance", "June 2023", "G", ""), plan=cast.plan)
    declare_whole(file)
    manager.post(page(file, "missing/"), {"reference": "XX-1", "reason": "Not ours"})
    assert decisions(file) == Decisions()


# ---- what was found


def test_columns_are_changed_in_a_select_and_applied_at_once(cast, manager):
    file = three(cast)
    said = text(manager.get(page(file, "found/")))
    assert "3 actions under 0 recommendations" in said
    mark = value_in(said, "seen")
    sent = {"do": "columns", "seen": mark, "column-0-4": "other"}
    answer = manager.post(page(file, "found/"), sent, headers=HTMX | {"HX-Target": "columns"})
    part = text(answer)
    assert (answer.status_code, "<html" in part) == (200, False)
    assert '<option value="other" selected>' in part[part.index('name="column-0-4"') :]
    whole = text(manager.get(page(file, "?show=all")))
    assert "Commentary" not in whole


def test_decisions_stay_when_a_column_is_changed(cast, manager):
    file = three(cast)
    decide(manager, file, 0, field="due", do="take")
    decide(manager, file, 1, do="aside")
    said = text(manager.get(page(file, "found/")))
    mark = value_in(said, "seen")
    manager.post(page(file, "found/"), {"do": "columns", "seen": mark, "column-0-4": "other"})
    stay = decisions(file)
    assert ([one.place for one in stay.cells], [one.place for one in stay.rows]) == ([0], [1])


def test_column_that_is_no_meaning_changes_nothing(cast, manager):
    file = three(cast)
    mark = value_in(text(manager.get(page(file, "found/"))), "seen")
    manager.post(page(file, "found/"), {"do": "columns", "seen": mark, "column-0-4": "weather"})
    assert PlanFile.objects.get(pk=file.pk).choices["columns"] == []


def test_table_without_a_column_of_actions_is_shown_last_and_can_be_given_one(cast, manager):
    unknown = [["Lead", "Site", "By when"], ["Head of Parks", "Orchard", "May 2024"]]
    content = word_plan(unknown, [HEADINGS, ["Publish the budget", "", "", "", ""]])
    file = keep_file(council=cast.council, content=content, name="plan.docx", by=cast.manager)
    said = text(manager.get(page(file, "found/")))
    assert "1 action under" in said
    assert "Table 1: no column of actions" in said
    sent = {"do": "columns", "seen": value_in(said, "seen"), "column-1-1": "action"}
    manager.post(page(file, "found/"), sent)
    assert "2 actions under" in text(manager.get(page(file, "found/")))


def test_columns_chosen_in_two_windows(cast, manager):
    file = three(cast)
    mark = value_in(text(manager.get(page(file, "found/"))), "seen")
    for place, status in ((4, 302), (3, 409)):
        rest = {"title": "Peer challenge", "as_at": "1 June 2023"}
        sent = {"do": "columns", "seen": mark, f"column-0-{place}": "other"} | rest
        assert manager.post(page(file, "found/"), sent).status_code == status


@pytest.mark.parametrize(("word", "leads_to"), [("columns", "found/#columns"), ("", "")])
def test_nothing_typed_is_lost_to_the_other_button_without_scripts(cast, manager, word, leads_to):
    file = three(cast)
    sent = {
        "do": word,
        "seen": value_in(text(manager.get(page(file, "found/"))), "seen"),
        "column-0-4": "other",
        "title": "Peer challenge of 2023",
        "as_at": "31 March 2023",
        "covers": "some",
    }
    answer = manager.post(page(file, "found/"), sent)
    assert (answer.status_code, answer.url) == (302, page(file, leads_to))
    choices = PlanFile.objects.get(pk=file.pk).choices
    assert (choices["title"], choices["as_at"]) == ("Peer challenge of 2023", "2023-03-31")
    assert [one["field"] for one in choices["columns"]] == ["other"]


def test_columns_stay_chosen_where_the_rest_of_the_form_is_wrong(cast, manager):
    file = three(cast)
    mark = value_in(text(manager.get(page(file, "found/"))), "seen")
    sent = {"seen": mark, "column-0-4": "other", "title": "", "as_at": "soon"}
    answer = manager.post(page(file, "found/"), sent)
    said = text(answer)
    assert (answer.status_code, 'value="soon"' in said) == (422, True)
    assert '<option value="other" selected>' in said[said.index('name="column-0-4"') :]
    right = {**sent, "seen": value_in(said, "seen"), "title": "Trees", "as_at": "1 June 2023"}
    assert manager.post(page(file, "found/"), right).status_code == 302


# ---- an earlier quarter


def test_earlier_quarters_file_becomes_a_closed_past_period(cast, manager):
    rows = ("Review the constitution", "Head of Law & Democracy", "30 September 2023", "A", "")
    file = kept(cast, rows, plan=cast.plan)
    entries = Entry.objects.count()
    said = text(manager.get(page(file, "found/")))
    sent = {
        "seen": value_in(said, "seen"),
        "plan": cast.plan.pk,
        "as_at": "31 March 2023",
        "covers": "past",
        "period": "Q4 2022/23",
        "first_day": "1 January 2023",
        "last_day": "31 March 2023",
    }
    assert manager.post(page(file, "found/"), sent).status_code == 302
    last = text(manager.get(page(file, "bring-in/")))
    assert "will be closed and locked as this file says it stood on 31 March 2023" in last
    assert "is after the last day of the quarter" not in last
    done = manager.post(page(file, "bring-in/"), {"seen": value_in(last, "seen")}, follow=True)
    assert "Q4 2022/23 of" in text(done)
    assert "of which nobody can be sure" in text(done)
    period = cast.plan.periods.get(slug="q4-2022-23")
    assert (period.state, Entry.objects.count()) == ("sealed", entries)
    assert manager.get(page(file, "undo/")).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"period": ""}, "Give the quarter a name."),
        ({"first_day": ""}, "Give the quarter a first day."),
        ({"last_day": ""}, "Give the quarter a last day."),
        ({"last_day": "1 December 2022"}, "The last day is before the first."),
        ({"last_day": "30 April 2023"}, "A past period ends before Q1 2023/24 begins"),
        ({"period": "Q1 2023/24"}, "The plan has a period “Q1 2023/24” already."),
        ({"as_at": "31 December 2022"}, "is not before the period"),
        ({"plan": ""}, "Choose the plan whose earlier quarter this is."),
    ],
)
def test_earlier_quarter_needs_its_plan_its_name_and_its_days(cast, manager, wrong, says):
    file = kept(cast, ("Plant trees", "", "June 2023", "G", ""), plan=cast.plan)
    sent = {
        "plan": cast.plan.pk,
        "title": "Trees",
        "as_at": "31 March 2023",
        "covers": "past",
        "period": "Q4 2022/23",
        "first_day": "1 January 2023",
        "last_day": "31 March 2023",
    }
    answer = manager.post(page(file, "found/"), sent | wrong)
    assert (answer.status_code, says in text(answer)) == (422, True)


def test_a_past_quarter_is_no_change_of_the_plan_that_waits_for_a_decision(cast, manager):
    known = cast.ahead.title
    file = kept(cast, (known, "Head of Finance", "As above", "R", "Worse."), plan=cast.plan)
    assert "Rating: the plan has" in text(manager.get(page(file, "?show=all")))
    stored = PlanFile.objects.get(pk=file.pk)
    stored.choices["covers"] = "past"
    stored.save()
    said = text(manager.get(page(file)))
    assert ": the plan has" not in said
    assert "In the plan" in said
    assert "“As above” points at another row" in said
    assert "Leave it out" in said
    assert "Leave the plan as it is" not in said


def test_a_day_after_the_quarter_is_pointed_out_before_it_is_locked(cast, manager):
    file = kept(cast, ("Plant trees", "", "June 2023", "G", ""), plan=cast.plan)
    sent = {
        "seen": value_in(text(manager.get(page(file, "found/"))), "seen"),
        "plan": cast.plan.pk,
        "as_at": "30 June 2023",
        "covers": "past",
        "period": "Q4 2022/23",
        "first_day": "1 January 2023",
        "last_day": "31 March 2023",
    }
    assert manager.post(page(file, "found/"), sent).status_code == 302
    last = text(manager.get(page(file, "bring-in/")))
    assert "30 June 2023 is after the last day of the quarter" in last


# ---- undone


def test_undoing_asks_for_a_reason_and_says_what_it_took_back(cast, manager):
    file = kept(cast, ("Plant trees", "Head of Parks", "June 2023", "G", ""), plan=cast.plan)
    manager.post(page(file, "bring-in/"), {"seen": file.version})
    assert manager.post(page(file, "undo/"), {"reason": " "}).status_code == 422
    done = manager.post(page(file, "undo/"), {"reason": "The wrong file"}, follow=True)
    assert "This import is undone" in text(done)
    assert "The wrong file" in text(done)
    assert not Action.objects.in_plan().filter(title="Plant trees").exists()


def test_what_was_worked_on_since_is_not_undone_and_is_named(cast, manager):
    file = kept(cast, ("Plant trees", "Head of Parks", "June 2023", "G", ""), plan=cast.plan)
    manager.post(page(file, "bring-in/"), {"seen": file.version})
    planted = Action.objects.get(title="Plant trees")
    factories.entry(planted, by=cast.manager, rating="A")
    answer = manager.post(page(file, "undo/"), {"reason": "The wrong file"})
    assert answer.status_code == 422
    assert f"{planted.reference} has been updated since" in text(answer)


# ---- brought in


def test_decision_in_another_window_stops_the_last_step(cast, manager):
    file = three(cast)
    decide(manager, file, 0, do="aside")
    answer = manager.post(page(file, "bring-in/"), {"seen": file.version})
    assert answer.status_code == 409
    assert "Somebody has decided something meanwhile." in text(answer)
    assert "Set aside: Publish the budget" in text(answer)
    assert PlanFile.objects.get().applied_at is None


# ---- nobody else's


def test_file_of_another_council_is_not_decided_on(cast, logged_in):
    file = three(cast)
    factories.join(cast.other_council, cast.manager, Role.PLAN_MANAGER)
    client = logged_in(cast.manager)
    for step in ("rows/0/", "alike/", "missing/", "found/", "bring-in/", "discard/", "again/"):
        address = f"/brackwater/plan-files/{file.pk}/{step}"
        assert client.post(address, {"do": "aside"}).status_code == 404
    assert decisions(file) == Decisions()


def test_removed_file_is_gone_with_its_upload(cast, manager, django_capture_on_commit_callbacks):
    file = three(cast)
    assert file.file.storage.exists(str(file.file.name))
    with django_capture_on_commit_callbacks(execute=True):
        manager.post(page(file, "discard/"))
    assert not PlanFile.objects.exists()
    assert not file.file.storage.exists(str(file.file.name))
    assert Plan.objects.filter(council=cast.council).count() == 1


def test_reading_and_deciding_change_no_plan(cast, manager):
    before = Action.objects.count()
    file = three(cast)
    decide(manager, file, 0, do="aside")
    assert Action.objects.count() == before


# ---- large files


def test_large_file_waits_for_the_queue_and_then_shows_its_rows(cast, manager, monkeypatch):
    monkeypatch.setattr("actionplan.services.reading.AT_ONCE", 0)
    file = three(cast)
    assert (file.state, file.work.done > 0) == ("read", True)
    assert 'id="row-0"' in text(manager.get(page(file)))


def test_a_workbook_of_two_thousand_rows_is_read_by_the_queue():
    rows = [[f"Deliver part {number}", "Head of Parks", "May", "G", ""] for number in range(2_000)]
    assert not is_small(workbook_plan([HEADINGS, *rows]))
    assert is_small(workbook_plan([HEADINGS, *rows[:300]]))


def test_large_file_that_cannot_be_read_says_why_and_its_upload_goes(
    cast, manager, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("actionplan.services.reading.AT_ONCE", -1)
    with django_capture_on_commit_callbacks(execute=True):
        file = keep_file(
            council=cast.council, content=b"%PDF-1.7", name="plan.pdf", by=cast.manager
        )
    assert file.state == "unreadable"
    assert "plan.pdf is a PDF" in text(manager.get(page(file)))
    assert not file.file.storage.exists(str(file.file.name))


def test_waiting_file_says_how_far_it_is_and_asks_again(cast, manager):
    file = three(cast)
    wait(file, done=120, total=300)
    said = text(manager.get(page(file)))
    assert "120 of 300 rows are read." in said
    assert 'hx-trigger="load delay:1s"' in said
    assert '<meta http-equiv="refresh"' in said
    part = manager.get(page(file), headers=HTMX | {"HX-Target": "progress"})
    assert "<html" not in text(part)


def test_page_goes_on_by_itself_when_the_file_is_read(cast, manager):
    file = three(cast)
    answer = manager.get(page(file), headers=HTMX | {"HX-Target": "progress"})
    assert answer["HX-Redirect"] == page(file, "found/")


def test_file_whose_worker_was_lost_is_read_again(cast, manager):
    file = three(cast)
    wait(file, done=1, total=2, started=timedelta(hours=2))
    assert "Read it again" in text(manager.get(page(file)))
    manager.post(page(file, "again/"))
    file.refresh_from_db()
    assert file.state == "read"


def test_file_that_is_being_read_is_not_read_twice(cast, manager):
    file = three(cast)
    wait(file, done=1, total=2)
    answer = manager.post(page(file, "again/"), follow=True)
    assert "still under way" in text(answer)


def wait(file, *, done, total, started=timedelta(0)):
    """Put a file back to where it waits for the queue."""
    work = begin(council=file.council, seconds=30, by=file.sent_by)
    work.started_at = clock.machine_time() - started
    work.asked_at = work.started_at
    work.done, work.total = done, total
    work.save()
    PlanFile.objects.filter(pk=file.pk).update(work=work, state="waiting", reading="")
