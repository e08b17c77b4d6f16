"""People and what they may do in a council."""

from datetime import date
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from council.models.organisation import Council


class Role(StrEnum):
    """What a person may do in a council. Roles add up; every member is a reader."""

    READER = "reader"
    OFFICER = "officer"
    SLT = "SLT"
    DEMOCRATIC_SERVICES = "Democratic Services"
    PLAN_MANAGER = "plan manager"
    SYSTEM_ADMINISTRATOR = "system administrator"


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts whose log-in is an e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who may log in with ``email``; without a password they must reset it first."""
        person = self.model(email=email, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str, **fields: Any) -> "Person":
        """The installation's superuser, for the admin (the emergency door)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who may log in. People change; posts stay.

    The e-mail is kept in small letters: that is how log-in and reset look for it.
    """

    email = models.EmailField(max_length=254, unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ("name", "email")
        verbose_name_plural = "people"
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once_in_any_case"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="person_email_in_small_letters"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Put the e-mail into small letters before it is compared with the others."""
        self.email = self.email.lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The same for whoever does not ask ``clean``."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).split(" ", 1)[0]


class MembershipQuerySet(models.QuerySet["Membership"]):
    def on(self, day: date) -> "MembershipQuerySet":
        """Memberships that hold on ``day``, from the day of joining until that of leaving."""
        return self.filter(
            Q(joined_on=None) | Q(joined_on__lte=day), Q(left_on=None) | Q(left_on__gt=day)
        )


class Membership(models.Model):
    """One person in one council, with the roles they have there besides reader."""

    council = models.ForeignKey(Council, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    is_officer = models.BooleanField("officer", default=False)
    is_slt = models.BooleanField("SLT", default=False)
    is_democratic_services = models.BooleanField("Democratic Services", default=False)
    is_plan_manager = models.BooleanField("plan manager", default=False)
    is_system_administrator = models.BooleanField("system administrator", default=False)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ("council", "person")
        constraints = [
            models.UniqueConstraint(fields=("council", "person"), name="membership_once"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(joined_on=None) | Q(left_on__gte=F("joined_on")),
                name="membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.council}"

    @property
    def roles(self) -> frozenset[Role]:
        """Every role the person has here; reader always."""
        held = {
            Role.OFFICER: self.is_officer,
            Role.SLT: self.is_slt,
            Role.DEMOCRATIC_SERVICES: self.is_democratic_services,
            Role.PLAN_MANAGER: self.is_plan_manager,
            Role.SYSTEM_ADMINISTRATOR: self.is_system_administrator,
        }
        return frozenset({Role.READER, *(role for role, has in held.items() if has)})
