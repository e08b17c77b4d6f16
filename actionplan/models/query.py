"""Queries about actions: what does not fit, kept as the rules found it."""

from datetime import date

from django.db import models
from django.db.models import Q

from actionplan.models.action import Action
from actionplan.models.log import Entry
from actionplan.rules.answers import ANSWERS, Asked, Said, version_of
from actionplan.rules.challenges import Challenge, Code
from actionplan.rules.words import NAMES, facts_from


class QueryQuerySet(models.QuerySet["Query"]):
    def live(self) -> "QueryQuerySet":
        """Those that the facts of today make, now or from a later day on."""
        return self.filter(lapsed_at=None)

    def standing(self, day: date) -> "QueryQuerySet":
        """Those that stand on a day, if nothing is written until then."""
        return self.live().filter(Q(since=None) | Q(since__lte=day))

    def unanswered(self) -> "QueryQuerySet":
        """Those that wait for their lead: never answered as they are now, or asked again."""
        return self.exclude(answer__kind__in=ANSWERS)


class Query(models.Model):
    """One rule that an action does not meet: derived anew with each write that can change it.

    ``since`` is the day from which it stands if nothing is written (None: at once), so that nobody
    need look at it again when that day comes. ``entry`` is what stood when these facts first made
    it. A rule that finds nothing any more leaves a query that has lapsed, of which there is one an
    action and rule at the most.

    ``answer`` is the last entry of the log about these facts: the lead's reason, or what SLT said
    of it. Other facts are a query that nobody has answered yet.
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="queries")
    code = models.CharField(max_length=30, choices=[(code.value, NAMES[code]) for code in Code])
    facts = models.JSONField(default=list)
    since = models.DateField(null=True, blank=True)
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    lapsed_at = models.DateTimeField(null=True)
    answer = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")

    objects = QueryQuerySet.as_manager()

    class Meta:
        ordering = ("action", "pk")
        verbose_name_plural = "queries"
        constraints = [
            models.UniqueConstraint(fields=("action", "code"), name="query_once_an_action"),
            models.CheckConstraint(
                condition=Q(code__in=[code.value for code in Code]), name="query_code_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.action_id}"

    @property
    def challenge(self) -> Challenge:
        """What the rule said."""
        return Challenge(Code(self.code), facts_from(self.facts), self.since)

    @property
    def asked(self) -> Asked:
        """What the rule said, and what was said of that; ``answer`` and its ``about`` at hand."""
        return Asked(self.challenge, said_in(self.answer) if self.answer else None)

    @property
    def version(self) -> str:
        """Which version a form was shown, without reading what was said."""
        return version_of(self.challenge, self.answer_id)


def said_in(entry: Entry) -> Said:
    """An entry about a query or a question as rows and pages show it."""
    before = entry.about.commentary if entry.about else ""
    return Said(entry.pk, entry.kind, entry.commentary, before)
