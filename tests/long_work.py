"""Long work for tests, in a module of its own because the worker's process imports it too."""

from functools import partial

from django.tasks import task

from council.bounded import run_bounded
from council.models import Council, Work
from council.progress import OnProgress
from council.services.work import CannotDo, carry_out


@task
def add(one: int, other: int) -> int:
    return one + other


@task
def rename(work: int, attempt: int, how: str = "in_steps") -> None:
    """Find the council's new name in a child process, and keep it."""
    carry_out(work=work, attempt=attempt, do=partial(_found, how), keep=partial(_keep, work))


@task
def rename_never(work: int, attempt: int) -> None:
    """The same, without an end."""
    carry_out(
        work=work, attempt=attempt, do=partial(_found, "without_end"), keep=partial(_keep, work)
    )


@task
def decline(work: int, attempt: int) -> None:
    """Work that comes to nothing."""

    def do(tell: OnProgress) -> None:
        raise CannotDo("plan.docx is empty.")

    carry_out(work=work, attempt=attempt, do=do, keep=lambda _: None)


@task
def break_down(work: int, attempt: int) -> None:
    """Work that keeps half of its result and then fails."""

    def keep(_: None) -> None:
        _keep(work, b"Half a name")
        raise ValueError("the wheel came off")

    carry_out(work=work, attempt=attempt, do=lambda tell: None, keep=keep)


def _found(how: str, tell: OnProgress) -> bytes:
    target = f"tests.child_work:{how}"
    return run_bounded(target, b"", seconds=60, megabytes=300, on_progress=tell)


def _keep(work: int, name: bytes) -> None:
    council = Work.objects.get(pk=work).council
    Council.objects.filter(pk=council.pk).update(short_name=name.decode())
