"""Long work that somebody asked for, as a row that a page can look at."""

from datetime import datetime, timedelta

from django.db import models

from council import clock
from council.models.organisation import Council
from council.models.people import Person

# Time to start a process and to write the result, beyond what the work itself may take.
GRACE = timedelta(seconds=15)

# A worker that runs begins within a second, unless other work is in front.
PATIENCE = timedelta(seconds=60)


class WorkState(models.TextChoices):
    """How long work stands, in the words of a page."""

    WAITING = "waiting", "Waiting for its turn"
    STUCK = "stuck", "Still waiting for its turn"
    RUNNING = "running", "Under way"
    DONE = "done", "Done"
    FAILED = "failed", "Not done"
    INTERRUPTED = "interrupted", "Interrupted"


class Work(models.Model):
    """How far one piece of long work is, and how it ended.

    A worker may be killed at any moment, so that nobody is left to say so: work that has not ended
    within ``seconds`` of its start counts as interrupted, by the clock and not by a stored word.
    Each new start has a new ``attempt``; a worker may write only to the attempt it was given.
    """

    council = models.ForeignKey(Council, models.PROTECT, related_name="work")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="work")
    asked_at = models.DateTimeField()
    attempt = models.PositiveSmallIntegerField(default=1)
    seconds = models.PositiveIntegerField()
    started_at = models.DateTimeField(null=True, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    ended_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done__lte=models.F("total")), name="work_done_within_total"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at=None) | models.Q(started_at__isnull=False),
                name="work_started_before_it_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.state.label

    @property
    def state(self) -> WorkState:
        """How it stands now."""
        return self.state_at(clock.machine_time())

    def state_at(self, moment: datetime) -> WorkState:
        """How it stands at a moment of the machine's own time."""
        if self.ended_at:
            return WorkState.FAILED if self.problem else WorkState.DONE
        if self.started_at:
            latest = self.started_at + timedelta(seconds=self.seconds) + GRACE
            return WorkState.RUNNING if moment <= latest else WorkState.INTERRUPTED
        late = moment > self.asked_at + PATIENCE
        return WorkState.STUCK if late else WorkState.WAITING

    @property
    def may_start_again(self) -> bool:
        """Whether it came to nothing or does not begin, so that a person may start it anew."""
        return self.state in {WorkState.STUCK, WorkState.FAILED, WorkState.INTERRUPTED}

    @property
    def goes_on(self) -> bool:
        """Whether it is worth looking again."""
        return self.state in {WorkState.WAITING, WorkState.STUCK, WorkState.RUNNING}

    @property
    def sentence(self) -> str:
        """How it stands, and what to do, for a person."""
        told = {
            WorkState.STUCK: (
                "Still waiting for its turn. Nothing is lost. If starting it again does not help, "
                "tell whoever looks after Golden Thread that its worker may not be running."
            ),
            WorkState.FAILED: self.problem,
            WorkState.INTERRUPTED: (
                "This was interrupted before it was finished. Nothing was changed: start it again."
            ),
        }
        state = self.state
        return told.get(state, f"{state.label}.")
