"""Long work: asked for, done by a real worker, looked at; whatever happens to the worker."""

import logging
import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from council import clock
from council.models import Council, Work, WorkState
from council.models.work import GRACE, PATIENCE
from council.services.work import (
    CannotDo,
    Superseded,
    begin,
    carry_out,
    hand_over,
    start_again,
)
from council.versions import CannotEdit
from tests import factories, long_work, workers
from tests.child_work import NEW_NAME

LIMIT = 30


def asked(task=None):
    """Work that somebody of a council asked for, handed over if there is a task."""
    council = factories.council()
    work = begin(council=council, seconds=LIMIT, by=factories.member(council))
    if task:
        hand_over(work=work, task=task)
    return work


def now(work):
    work.refresh_from_db()
    return work


def name():
    return Council.objects.get().short_name


def until(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


# ---- with workers


def test_worker_does_the_work_and_says_how_far_it_is(transactional_db, queue):
    work = asked(long_work.rename)
    assert now(work).state == WorkState.WAITING
    workers.work_off()
    assert (now(work).state, work.done, work.total) == (WorkState.DONE, 300, 300)
    assert name() == NEW_NAME


def test_work_is_in_the_queue_only_when_the_transaction_is(transactional_db, queue):
    with transaction.atomic():
        asked(long_work.rename)
        transaction.set_rollback(True)
    workers.work_off()
    assert not Work.objects.exists()


def test_killed_worker_leaves_work_that_can_be_started_again(transactional_db, queue):
    work = asked(long_work.rename_never)
    with workers.working():
        until(lambda: now(work).done)
    assert (now(work).state, work.done) == (WorkState.RUNNING, 120)
    later = work.started_at + timedelta(seconds=LIMIT) + GRACE + timedelta(seconds=1)
    assert work.state_at(later) == WorkState.INTERRUPTED
    Work.objects.update(started_at=work.started_at - timedelta(minutes=1))
    start_again(work=now(work), task=long_work.rename, by=work.asked_by)
    workers.work_off()
    assert (now(work).state, name()) == (WorkState.DONE, NEW_NAME)


def test_worker_that_is_told_twice_stops_and_says_so(transactional_db, queue):
    work = asked(long_work.rename_never)
    with workers.working() as worker:
        until(lambda: now(work).done)
        worker.terminate()
        assert worker.stderr is not None
        heard = iter(worker.stderr)
        until(lambda: "Received" in next(heard))
        worker.terminate()
        worker.communicate(timeout=60)
    assert (now(work).state, work.may_start_again) == (WorkState.FAILED, True)
    assert work.sentence == (
        "This was stopped before it was finished. Nothing was changed: start it again."
    )


def test_worker_goes_on_after_work_that_failed(transactional_db, queue):
    first = asked(long_work.break_down)
    second = begin(council=first.council, seconds=LIMIT, by=first.asked_by)
    hand_over(work=second, task=long_work.rename)
    told = workers.work_off()
    assert (now(first).state, now(second).state) == (WorkState.FAILED, WorkState.DONE)
    assert "the wheel came off" in told


def test_pruning_forgets_the_queue_and_keeps_the_work(transactional_db, queue):
    from django.core.management import call_command
    from django_tasks_db.models import DBTaskResult

    work = asked(long_work.rename)
    workers.work_off()
    call_command("prune_db_task_results", verbosity=0)
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.update(finished_at=clock.machine_time() - timedelta(days=15))
    call_command("prune_db_task_results", verbosity=0)
    assert not DBTaskResult.objects.exists()
    assert now(work).state == WorkState.DONE


# ---- at once, as most tests see it


def test_without_a_queue_the_work_is_done_at_once(db):
    work = asked(long_work.rename)
    assert (now(work).state, name()) == (WorkState.DONE, NEW_NAME)


def test_work_that_comes_to_nothing_says_why(db):
    assert now(asked(long_work.decline)).sentence == "plan.docx is empty."


def test_work_that_breaks_down_keeps_nothing_and_is_logged(db, caplog):
    work = asked(long_work.break_down)
    assert "because of a fault in Golden Thread" in now(work).sentence
    assert name() == "Ashdown"
    assert [record.levelno for record in caplog.records if record.exc_info] == [logging.ERROR]


def test_attempt_is_done_once(db):
    work = asked(long_work.rename)
    Council.objects.update(short_name="As before")
    long_work.rename.call(work=work.pk, attempt=1)
    assert name() == "As before"


def test_attempt_that_was_superseded_keeps_nothing(db):
    work = asked()

    def meanwhile(tell):
        Work.objects.update(attempt=2)

    carry_out(work=work.pk, attempt=1, do=meanwhile, keep=lambda _: pytest.fail("it was kept"))
    assert (now(work).ended_at, work.problem) == (None, "")


def test_attempt_that_was_superseded_is_stopped_at_its_next_report(db):
    work = asked()
    went_on = []

    def do(tell):
        tell(1, 3)
        Work.objects.update(attempt=2)
        with pytest.raises(Superseded):
            tell(2, 3)
        went_on.append(True)
        raise Superseded

    carry_out(work=work.pk, attempt=1, do=do, keep=lambda _: None)
    assert (went_on, now(work).done, work.ended_at) == ([True], 1, None)


def test_what_cannot_be_kept_is_told(db):
    work = asked()

    def keep(result):
        raise CannotDo("The plan is closed meanwhile.")

    carry_out(work=work.pk, attempt=1, do=lambda tell: None, keep=keep)
    assert now(work).sentence == "The plan is closed meanwhile."


# ---- how it stands


def test_work_that_nobody_begins_says_so_after_a_minute(db):
    work = asked()
    assert (work.state, work.may_start_again) == (WorkState.WAITING, False)
    Work.objects.update(asked_at=work.asked_at - PATIENCE)
    assert (now(work).state, work.may_start_again) == (WorkState.STUCK, True)
    assert "worker may not be running" in work.sentence


@pytest.mark.parametrize(
    ("seconds", "state"), [(LIMIT + 14, WorkState.RUNNING), (LIMIT + 16, WorkState.INTERRUPTED)]
)
def test_work_past_its_limit_counts_as_interrupted(db, seconds, state):
    work, start = asked(), clock.machine_time()
    Work.objects.update(started_at=start)
    assert now(work).state_at(start + timedelta(seconds=seconds)) == state


def test_demonstrations_day_does_not_make_work_late(db, settings):
    work = asked()
    settings.GOLDEN_THREAD_TODAY = None
    assert work.state == WorkState.WAITING


@pytest.mark.parametrize("begun", [False, True])
def test_work_that_goes_on_is_not_started_again(db, begun):
    work = asked()
    if begun:
        Work.objects.update(started_at=clock.machine_time())
    with pytest.raises(CannotEdit, match="still under way"):
        start_again(work=work, task=long_work.rename, by=work.asked_by)
    assert now(work).attempt == 1


def test_work_starts_again_as_if_new_and_names_who_asked(db):
    work = asked(long_work.decline)
    other = factories.member(work.council, name="Sunita Patel")
    start_again(work=work, task=long_work.rename, by=other)
    assert (now(work).state, work.attempt, work.asked_by) == (WorkState.DONE, 2, other)
    assert name() == NEW_NAME


@pytest.mark.parametrize("fields", [{"done": 2, "total": 1}, {"ended_at": clock.machine_time()}])
def test_database_refuses_what_cannot_be(db, fields):
    work = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        Work.objects.filter(pk=work.pk).update(**fields)
