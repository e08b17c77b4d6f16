"""The council itself and its service areas."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from council.contrast import contrast_ratio

# Addresses outside any council; a council may not take one of these names.
RESERVED_SLUGS = frozenset(
    {"account", "admin", "health", "mail", "public", "static", "components", "favicon.ico"}
)

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
is_colour = RegexValidator(r"^#[0-9a-fA-F]{6}$", "Give a colour as # and six digits, like #1d3557.")


def not_reserved(slug: str) -> None:
    """Raise ValidationError when ``slug`` is an address the product uses itself."""
    if slug in RESERVED_SLUGS:
        raise ValidationError(f"The address “{slug}” is used by the product itself.")


class Council(models.Model):
    """An organisation that runs strategies and plans. Nothing ever crosses from one to another."""

    name = models.CharField(max_length=200, help_text="As on a report's cover.")
    short_name = models.CharField(max_length=60, help_text="As in the page header.")
    slug = models.SlugField(max_length=60, unique=True, validators=[not_reserved])
    brand_background = models.CharField(max_length=7, default="#1d3557", validators=[is_colour])
    brand_text = models.CharField(max_length=7, default="#ffffff", validators=[is_colour])
    brand_accent = models.CharField(max_length=7, default="#b8860b", validators=[is_colour])

    ask_before = models.PositiveSmallIntegerField(
        default=5,
        validators=[MaxValueValidator(60)],
        help_text="Working days before updates are due at which their leads are asked by e-mail.",
    )
    ask_again = models.PositiveSmallIntegerField(
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Working days from one e-mail about overdue updates to the next.",
    )
    escalate_after = models.PositiveSmallIntegerField(
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text="Working days after updates were due from which heads of service may be told.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("actionplan:dashboard", args=[self.slug])

    def clean(self) -> None:
        """Refuse a header that people with low vision cannot read (WCAG 2.2, 1.4.3)."""
        if not all(map(HEX_COLOUR.fullmatch, (self.brand_text, self.brand_background))):
            return  # what is wrong with a colour is said beside it
        ratio = contrast_ratio(self.brand_text, self.brand_background)
        if ratio < 4.5:
            raise ValidationError(
                {"brand_text": f"Its contrast with the background is {ratio:.1f}; 4.5 is needed."}
            )


class ServiceArea(models.Model):
    """A part of the council that posts belong to, such as Law & Democracy."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="service_areas")
    name = models.CharField(max_length=200)
    head = models.ForeignKey(
        "council.Post",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="heads",
        help_text="The post that answers for the area, and for its vacant posts.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("council", "name"), name="service_area_named_once")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a head from another council."""
        if self.head and self.head.council_id != self.council_id:
            raise ValidationError({"head": "This post belongs to another council."})
