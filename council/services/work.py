"""Long work: asked for in a request, done by a worker, looked at by a page (docs/adr/0014).

In the request, in one transaction with what the work is about:

    work = begin(council=council, seconds=limits.SECONDS, by=by)
    file = PlanFile.objects.create(work=work, …)
    hand_over(work=work, task=read_file)

and in a module of the worker's, where ``task`` is that of django.tasks:

    @task
    def read_file(work: int, attempt: int) -> None:
        file = PlanFile.objects.get(work=work)
        carry_out(work=work, attempt=attempt, do=partial(…), keep=partial(…))
"""

import logging
from collections.abc import Callable

from django.db import transaction
from django.tasks import Task

from council import clock
from council.models import Council, Person, Work
from council.progress import OnProgress
from council.versions import CannotEdit

logger = logging.getLogger(__name__)

FAULT = (
    "This could not be finished because of a fault in Golden Thread, which is recorded. "
    "Nothing was changed: start it again, and if it happens twice, tell whoever looks after it."
)
STOPPED = "This was stopped before it was finished. Nothing was changed: start it again."
GOES_ON = "This is still under way. Nothing was started a second time."


class CannotDo(Exception):
    """Raised by work that comes to nothing, with the sentence that a person is told."""


class Superseded(Exception):
    """The work was started anew meanwhile, so this attempt may write nothing more."""


def begin(*, council: Council, seconds: int, by: Person) -> Work:
    """A row for work that takes at most ``seconds`` once it has started."""
    asked = clock.machine_time()
    return Work.objects.create(council=council, asked_by=by, asked_at=asked, seconds=seconds)


def hand_over(*, work: Work, task: Task) -> None:
    """Put the work into the queue: ``task`` is called with its number and attempt.

    A task is a row of the same database: it is there when the transaction is, and not before.
    """
    task.enqueue(work=work.pk, attempt=work.attempt)


@transaction.atomic
def start_again(*, work: Work, task: Task, by: Person) -> Work:
    """Have work done that came to nothing or does not begin. Raises CannotEdit while it goes on.

    The attempt before, should it still come to its turn, finds that it is not the present one.
    """
    stands = Work.objects.select_for_update().get(pk=work.pk)
    if not stands.may_start_again:
        raise CannotEdit(GOES_ON)
    stands.attempt += 1
    stands.asked_by, stands.asked_at = by, clock.machine_time()
    stands.started_at = stands.ended_at = None
    stands.done = stands.total = 0
    stands.problem = ""
    stands.save()
    hand_over(work=stands, task=task)
    return stands


def carry_out[Result](
    *, work: int, attempt: int, do: Callable[[OnProgress], Result], keep: Callable[[Result], None]
) -> None:
    """Do one attempt: ``do`` outside any transaction, then ``keep`` with the end in one.

    ``do`` is given a function for its progress. A CannotDo that it or ``keep`` raises is told to
    the person who asked; anything else is logged, and they are told of a fault. An attempt that
    was superseded keeps nothing. Raises only what ends the process.
    """
    mine = Work.objects.filter(pk=work, attempt=attempt, ended_at=None)
    if not mine.filter(started_at=None).update(started_at=clock.machine_time()):
        return
    try:
        result = do(_reporter(work, attempt))
        with transaction.atomic():
            _end(work, attempt)
            keep(result)
    except Superseded:
        logger.warning("Work %s, attempt %s was started anew meanwhile.", work, attempt)
    except CannotDo as sentence:
        mine.update(ended_at=clock.machine_time(), problem=str(sentence))
    except Exception:
        logger.exception("Work %s, attempt %s failed.", work, attempt)
        mine.update(ended_at=clock.machine_time(), problem=FAULT)
    except BaseException:  # the worker is told to end at once
        mine.update(ended_at=clock.machine_time(), problem=STOPPED)
        raise


def _reporter(work: int, attempt: int) -> OnProgress:
    """A function that writes how far the attempt is; it raises Superseded."""

    def tell(done: int, total: int) -> None:
        mine = Work.objects.filter(pk=work, attempt=attempt, ended_at=None)
        if not mine.update(done=done, total=total):
            raise Superseded

    return tell


def _end(work: int, attempt: int) -> None:
    """Mark the attempt as done. Raises Superseded."""
    mine = Work.objects.filter(pk=work, attempt=attempt, ended_at=None)
    if not mine.update(ended_at=clock.machine_time()):
        raise Superseded
