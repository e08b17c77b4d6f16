"""A plan: what it answers, its key and its timescales, and what it asks of its leads."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import get_text_list
from simple_history.models import HistoricalRecords

from actionplan.columns import check_columns
from actionplan.key import as_bands, as_ratings, check_bands, check_key, is_key
from actionplan.key_lines import Band, Rating
from actionplan.rules.challenges import check_rules
from council.models import Committee, Council, Meeting, Post

is_code = RegexValidator(r"^[A-Z][A-Z0-9]{0,7}$", "Use one to eight capital letters or digits.")


class Plan(models.Model):
    """An action plan that answers a source: a peer challenge, an audit, a strategy.

    ``key`` and ``bands`` are the plan's own definitions of its ratings and timescales, as data;
    the plan's history keeps every version of them. The actions that arise at the meetings of a
    committee, or of SLT, stand in a plan of their own, a standing list. Action numbers run through
    the plan and ``next_number`` never goes back, so that a reference is never used twice.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "draft"
        ACTIVE = "active", "active"
        CLOSING = "closing", "closing"
        ARCHIVED = "archived", "archived"

    class SourceKind(models.TextChoices):
        PEER_CHALLENGE = "peer challenge", "LGA corporate peer challenge"
        AUDIT = "audit", "audit or inspection"
        STRATEGY = "strategy", "strategy of the council"
        OTHER = "other", "something else"

    council = models.ForeignKey(Council, models.PROTECT, related_name="plans")
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=80)
    code = models.CharField(max_length=8, validators=[is_code], help_text="As in PR-17.")
    source = models.CharField(max_length=300, blank=True, help_text="What the plan answers.")
    source_kind = models.CharField(max_length=20, choices=SourceKind.choices, blank=True)
    visited_on = models.DateField(
        null=True, blank=True, help_text="The last day of the peer challenge's visit."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    start = models.DateField(null=True, blank=True, help_text="Timescale bands run from this day.")
    key = models.JSONField(default=list, validators=[check_key])
    bands = models.JSONField(default=list, blank=True, validators=[check_bands])
    position_as_at = models.DateField(
        null=True, blank=True, help_text="The day the imported source speaks of."
    )
    adopted_on = models.DateField(null=True, blank=True)
    adopted_at = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="adopted_plans"
    )
    adopted_minute = models.CharField(max_length=200, blank=True)
    archived_on = models.DateField(null=True, blank=True)
    follows = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        help_text="The plan that this one continues.",
    )
    asks_confidence = models.BooleanField(
        default=False, help_text="Owners also say how sure they are of the outcome."
    )
    asks_agreement = models.BooleanField(
        default=False, help_text="Updates are agreed by the head of service."
    )
    asks_date_agreement = models.BooleanField(
        default=False, help_text="New dates are agreed before they are in force."
    )
    date_approver = models.ForeignKey(
        Post,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agrees_dates_of",
        help_text="The post that agrees new dates; without one, only committees do.",
    )
    words_guide = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(2000)],
        help_text="About how many words an update should have; none for no guide.",
    )
    columns = models.JSONField(
        default=list,
        blank=True,
        validators=[check_columns],
        help_text="Headings of columns that only this plan has.",
    )
    rules = models.JSONField(
        default=dict,
        blank=True,
        validators=[check_rules],
        help_text="Which rules ask queries, and their numbers; nothing for the usual ones.",
    )
    is_standing = models.BooleanField(
        default=False, editable=False, help_text="A standing list of actions arising at meetings."
    )
    arises_at = models.ForeignKey(
        Committee,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="standing_lists",
        help_text="The committee of a standing list; none for that of SLT.",
    )
    is_public = models.BooleanField(
        default=False, help_text="Anybody may read its last published position, without an account."
    )
    next_number = models.PositiveIntegerField(default=1, editable=False)

    # Going back to an earlier version of a plan must not allot its numbers anew.
    history = HistoricalRecords(excluded_fields=["next_number"])

    class Meta:
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=("council", "slug"), name="plan_slug_once_a_council"),
            models.UniqueConstraint(fields=("council", "code"), name="plan_code_once_a_council"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "active", "closing", "archived"]),
                name="plan_state_known",
            ),
            models.UniqueConstraint(
                fields=("arises_at",),
                condition=Q(is_standing=True),
                name="plan_one_standing_list_a_committee",
            ),
            models.UniqueConstraint(
                fields=("council",),
                condition=Q(is_standing=True, arises_at=None),
                name="plan_one_standing_list_of_slt",
            ),
            models.CheckConstraint(
                condition=Q(arises_at=None) | Q(is_standing=True),
                name="plan_arises_only_as_standing_list",
            ),
            models.CheckConstraint(
                condition=~Q(follows=models.F("pk")), name="plan_does_not_follow_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("actionplan:plan_detail", args=[self.council.slug, self.slug])

    @property
    def is_draft(self) -> bool:
        """Not adopted yet: nobody is asked for updates, and wording may still change."""
        return self.state == self.State.DRAFT

    @property
    def takes_updates(self) -> bool:
        """Whether leads may say how their actions stand: active, or closing."""
        return self.state in {self.State.ACTIVE, self.State.CLOSING}

    @property
    def is_archived(self) -> bool:
        """Kept to be read, and never changed."""
        return self.state == self.State.ARCHIVED

    @property
    def has_duties(self) -> bool:
        """Whether the council owes the reviewers something by days that the visit sets."""
        return self.source_kind == self.SourceKind.PEER_CHALLENGE and self.visited_on is not None

    @property
    def ratings(self) -> tuple[Rating, ...]:
        """The key as ratings, in its order."""
        return as_ratings(self.key)

    @property
    def timescales(self) -> tuple[Band, ...]:
        """The timescale bands, in their order."""
        return as_bands(self.bands)

    def clean(self) -> None:
        """Refuse a key without a letter that the log holds: those entries could not be read."""
        self.bands = self.bands or []  # an emptied box
        before = type(self).objects.filter(pk=self.pk).first()
        if before and is_key(self.key):
            letters = {rating.letter for rating in self.ratings}
            gone = [rating for rating in before.ratings if rating.letter not in letters]
            self._refuse_if_in_use(gone)

    def _refuse_if_in_use(self, gone: list[Rating]) -> None:
        """Raise ValidationError, naming them, where entries hold ratings that leave the key."""
        used = list(self.actions.values_list("entries__rating", flat=True).distinct())
        named = [f"{rating.letter} ({rating.word})" for rating in gone if rating.letter in used]
        if named:
            verb = "is" if len(named) == 1 else "are"
            raise ValidationError(
                {"key": f"{get_text_list(named, 'and')} {verb} in use and must stay in the key."}
            )
