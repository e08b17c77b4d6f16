"""Long work that waits in the queue. What is done stands in services; see docs/adr/0014."""

from django.tasks import task


@task
def read_plan_file(work: int, attempt: int) -> None:
    """Read a plan's file that was sent in."""
    from actionplan.services.reading import read_waiting  # which puts this task into the queue

    read_waiting(work=work, attempt=attempt)
