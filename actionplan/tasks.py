"""Long work that waits in the queue. What is done stands in services; see docs/adr/0014."""

from django.tasks import task

from actionplan.services.digests import letters, send
from council.models import Council
from council.services.outbox import Outbox


@task
def read_plan_file(work: int, attempt: int) -> None:
    """Read a plan's file that was sent in."""
    from actionplan.services.reading import read_waiting  # which puts this task into the queue

    read_waiting(work=work, attempt=attempt)


@task
def make_report_files(work: int, attempt: int) -> None:
    """Make and keep the files of a final report."""
    from actionplan.services.report_files import make_waiting  # which puts this task into the queue

    make_waiting(work=work, attempt=attempt)


@task
def send_digest_letters(council: str) -> None:
    """Send the people of one council what there is to tell them today."""
    with Outbox() as outbox:
        for letter in letters(Council.objects.get(slug=council)):
            send(letter, outbox)
