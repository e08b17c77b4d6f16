"""manage.py create_council: a new, empty council with the person who sets it up."""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils.text import slugify

from council import clock
from council.management.base import ClearCommand
from council.models import Council, Membership, Person


class Command(ClearCommand):
    help = "Make a new council, and its first plan manager and system administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="as on a report's cover: “Ashdown Borough Council”")
        parser.add_argument("--email", required=True, help="of the person who sets it up")
        parser.add_argument("--person", default="", help="that person's name")
        parser.add_argument("--short-name", help="as in the page header; else the name")
        parser.add_argument("--slug", help="the council's address; else made from the name")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Make the council and the membership, or neither."""
        email = options["email"].strip().lower()
        council = Council(
            name=options["name"].strip(),
            short_name=(options["short_name"] or options["name"]).strip(),
            slug=options["slug"] or slugify(options["name"])[:60],
        )
        try:
            validate_email(email)
            council.full_clean()
        except ValidationError as error:
            raise self.refuse(" ".join(error.messages)) from error
        council.save()
        self._join(council, email, options["person"].strip())
        self.stdout.write(
            f"{council.name} is made, at /{council.slug}/. {email} chooses a password with "
            "“Forgotten your password?” on the log-in page, and sets up the rest there."
        )

    def _join(self, council: Council, email: str, name: str) -> None:
        account = {"name": name[:200], "password": make_password(None)}
        person, _ = Person.objects.get_or_create(email=email, defaults=account)
        Membership.objects.create(
            council=council,
            person=person,
            joined_on=clock.today(),
            is_plan_manager=True,
            is_system_administrator=True,
        )
