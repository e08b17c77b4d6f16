"""The log: what was said about an action, when, by whom. Entries are only ever added."""

import uuid

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from actionplan.declared import Confidence, Due, Moment, Precision, Status
from actionplan.models.action import PRECISIONS, Action
from actionplan.models.period import Period
from actionplan.models.register import Change
from actionplan.rules.answers import ACCEPTED, ANSWERED, ASKED_AGAIN, QUESTION, REPLY
from council.models import Person, Post

# Long enough for any honest commentary (the real plan's longest has 1,100 characters), short
# enough that no page or document can be made unusable.
COMMENTARY_LIMIT = 50_000
CONFIDENCES = [(value.value, value.value) for value in Confidence]
STATUSES = [(status.value, status.value.capitalize()) for status in Status]
ENDED = [Status.COMPLETE.value, Status.BUSINESS_AS_USUAL.value]
VERDICTS = ["agreed", "returned"]
# The kinds in which a lead speaks: what stands is theirs.
SPOKEN = ["update", "correction"]
# What is said of a new date besides that it is agreed, which is a position of its own.
OF_DATES = ["date proposed", "date refused", "date taken back", "minute given"]
# What is said of a query, which the rules ask, and of a question, which SLT asks.
OF_QUERIES = [ANSWERED, ACCEPTED, ASKED_AGAIN, QUESTION, REPLY]
# What a meeting of leaders decided about an action.
DECIDED = "decided"
# The kinds that declare no position.
SILENT = [*VERDICTS, "redacted", *OF_DATES, *OF_QUERIES, DECIDED, "reported wording"]
# The kinds that are about another entry, of which no two are about the same.
ANSWERS = [
    *VERDICTS, "withdrawn", "correction",
    "date agreed", *OF_DATES[1:], ACCEPTED, ASKED_AGAIN, REPLY,
]  # fmt: skip
# Those that may be: the first answer to a query is about none, a later one about what was said.
MAY_BE_ABOUT = [*ANSWERS, ANSWERED]
WITH_WORDS = [ANSWERED, ASKED_AGAIN, QUESTION, REPLY, DECIDED]


class EntryQuerySet(models.QuerySet["Entry"]):
    def declaring(self) -> "EntryQuerySet":
        """Entries that declare a position: not those that answer one, or say it was redacted."""
        return self.exclude(kind__in=SILENT)

    def standing(self) -> "EntryQuerySet":
        """Those of them that still count: not taken back with their import, nor corrected.

        What takes an import back declares what stood before it, so it does not count either.
        """
        later = self.model.objects.filter(
            about=OuterRef("pk"), kind__in=["withdrawn", "correction"]
        )
        return self.declaring().exclude(kind="withdrawn").exclude(Exists(later))


class Entry(models.Model):
    """One dated, signed, append-only entry.

    An update holds the whole position as its lead declared it, also what did not change, so that
    one entry tells all. Empty text means the source or lead does not say: not rated, not stated.
    ``as_at`` is the day the words speak of; ``recorded_at`` when they came in. ``once`` is the
    one-time id of the form: the same id again is the same update.

    A slip of the hand is put right by a correction, which is ``about`` the update whose place it
    takes: that one is still read in the history, and counts no more.

    A decision of the plan manager (dropped, carried on) and a meeting that moved change what
    stands without a word of the lead's: such an entry says which entry's words it ``carries``,
    and which ``change`` of the register it belongs to.

    A head of service agrees an update, or returns it with a note (its ``commentary``): such an
    entry says which update it is ``about``, declares nothing, and leaves the action's position as
    it is. An update has at most one of them.

    Where a plan asks for it, a new date is only proposed by an entry that stands directly before
    the update it came with and declares nothing. One that agrees it is ``about`` the proposal,
    carries the lead's words and declares the position with the new date; one that refuses it
    gives the reason as its ``commentary``; or the lead takes it back. A committee's minute is
    the ``on_behalf_source``, and may be given later. A newer proposal takes the place of one that
    nobody has answered.

    A lead answers a query with a reason (``commentary``): such an entry has the rule and the facts
    that were answered (``query_code``, ``query_facts``), and is ``about`` whatever was said of
    these facts before it. SLT accepts the answer or asks again with a note: an entry ``about`` the
    answer. A question of SLT's own gets a reply, which is accepted or asked again in the same way.

    What SLT decides about an action in its meeting stands in the log (``commentary``) and declares
    nothing. Where it asks somebody for something, ``change`` is the register's line by which that
    became an action of the standing list.

    The plan manager may report a lead's words in another wording (``commentary``; "" for the
    lead's own again): such an entry says which entry's words it ``carries``, and holds as long as
    these are the lead's last ones.

    An import that is undone withdraws each of its updates: such an entry is ``about`` that update
    and declares what stood before it, and whose words (``carries``).

    ``link`` chains it to the action's entry before it (``proofs.hashing``). The law may ask
    that words or a name are redacted: then a tombstone stands in their place, their salts are
    gone, ``digests`` and ``link`` stay, and an entry of its own says so. ``by`` is None only then.
    """

    class Kind(models.TextChoices):
        UPDATE = "update", "update"
        CORRECTION = "correction", "correction"
        DECISION = "decision", "decision"
        MEETING_MOVED = "meeting moved", "meeting moved"
        AGREED = "agreed", "agreed"
        RETURNED = "returned", "returned"
        WITHDRAWN = "withdrawn", "withdrawn"
        REDACTED = "redacted", "redacted"
        DATE_PROPOSED = "date proposed", "date proposed"
        DATE_AGREED = "date agreed", "date agreed"
        DATE_REFUSED = "date refused", "date refused"
        DATE_TAKEN_BACK = "date taken back", "date taken back"
        MINUTE_GIVEN = "minute given", "minute given"
        QUERY_ANSWERED = "query answered", "query answered"
        ANSWER_ACCEPTED = "answer accepted", "answer accepted"
        ASKED_AGAIN = "asked again", "asked again"
        QUESTION = "question", "question"
        REPLY = "reply", "reply"
        DECIDED = "decided", "decided"
        REPORTED_WORDING = "reported wording", "reported wording"

    action = models.ForeignKey(Action, models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.UPDATE)
    once = models.UUIDField(unique=True, default=uuid.uuid4)
    by = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="entries")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="entries")
    on_behalf_source = models.CharField(max_length=200, blank=True)
    imported_from = models.CharField(max_length=255, blank=True)
    period = models.ForeignKey(
        Period, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    as_at = models.DateField()
    recorded_at = models.DateTimeField()
    no_change = models.BooleanField(default=False)
    rating = models.CharField(max_length=2, blank=True)
    status = models.CharField(max_length=20, choices=STATUSES, blank=True)
    due_words = models.TextField(blank=True)
    due_date = models.DateField(null=True, blank=True)
    due_precision = models.CharField(max_length=10, choices=PRECISIONS, blank=True)
    due_reason = models.TextField(blank=True)
    completed_on = models.DateField(null=True, blank=True)
    completed_precision = models.CharField(max_length=10, choices=PRECISIONS, blank=True)
    commentary = models.TextField(blank=True)
    confidence = models.CharField(max_length=10, choices=CONFIDENCES, blank=True)
    carries = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    about = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="verdicts"
    )
    change = models.ForeignKey(
        Change, models.PROTECT, null=True, blank=True, related_name="entries"
    )

    query_code = models.CharField(max_length=30, blank=True)
    query_facts = models.JSONField(null=True, blank=True)

    salts = models.CharField(max_length=400, editable=False)
    digests = models.CharField(max_length=800, editable=False)
    link = models.CharField(max_length=64, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ("action", "-number")
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=("action", "number"), name="entry_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="entry_number_from_one"),
            models.CheckConstraint(condition=~Q(link=""), name="entry_is_chained"),
            models.CheckConstraint(
                condition=Q(status="") | Q(status__in=[value for value, _ in STATUSES]),
                name="entry_status_known",
            ),
            models.CheckConstraint(
                condition=Q(due_date=None, due_precision="")
                | Q(due_date__isnull=False) & ~Q(due_precision=""),
                name="entry_due_has_precision",
            ),
            models.CheckConstraint(
                condition=Q(completed_on=None, completed_precision="")
                | Q(completed_on__isnull=False, status__in=ENDED) & ~Q(completed_precision=""),
                name="entry_completed_only_when_ended",
            ),
            models.CheckConstraint(
                condition=Q(confidence="") | Q(confidence__in=[value for value, _ in CONFIDENCES]),
                name="entry_confidence_known",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("commentary"), COMMENTARY_LIMIT),
                name="entry_commentary_within_limit",
            ),
            models.CheckConstraint(
                condition=Q(about=None) & ~Q(kind__in=ANSWERS)
                | Q(about__isnull=False, kind__in=MAY_BE_ABOUT),
                name="entry_verdict_is_about_an_update",
            ),
            models.CheckConstraint(
                condition=~Q(kind="returned", commentary=""), name="entry_returned_with_a_note"
            ),
            models.CheckConstraint(
                condition=~Q(kind="date refused", commentary=""), name="entry_refused_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=WITH_WORDS, commentary=""), name="entry_asks_in_words"
            ),
            models.CheckConstraint(
                condition=~Q(kind="query answered", query_code=""), name="entry_answers_a_query"
            ),
            models.UniqueConstraint(
                fields=("about",),
                condition=Q(about__isnull=False),
                name="entry_one_verdict_an_update",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.action_id}"

    @property
    def signed_by(self) -> str:
        """Who recorded it, also where the law has had the name removed."""
        return str(self.by) if self.by else "Name removed"

    @property
    def said(self) -> "Entry | None":
        """The entry whose words stand: this one, or the one that it carries; None for nobody's."""
        return self if self.kind in SPOKEN else self.carries

    @property
    def due(self) -> Due:
        """The due date in force after this entry: words, date, precision."""
        precision = Precision(self.due_precision) if self.due_precision else None
        return Due(self.due_words, self.due_date, precision)

    @property
    def completed(self) -> Moment | None:
        """When it was completed, if that is known."""
        if self.completed_on is None:
            return None
        return Moment(self.completed_on, Precision(self.completed_precision))

    @property
    def stated_status(self) -> Status | None:
        """The status, or None where it is not stated."""
        return Status(self.status) if self.status else None
