"""manage.py load_demo: the councils and plans of the demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from actionplan.management.accounts import say_accounts
from actionplan.models import Action
from actionplan.services.demo import COUNCILS, PASSWORD, load_council
from actionplan.words import counted
from council.management.base import ClearCommand


class Command(ClearCommand):
    help = "Load the demonstration's councils, people and plans. Loading again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="print no accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load what is missing; print the accounts. Refused in production."""
        if not settings.DEBUG:
            raise self.refuse(
                "The demonstration has known passwords: it is refused when DEBUG is off."
            )
        loaded = [load_council(slug) for slug in COUNCILS]
        for council in loaded:
            actions = Action.objects.filter(plan__council=council).count()
            strategies = council.strategies.count()
            self.stdout.write(
                f"{council.name}: {counted(strategies, 'strategy', 'strategies')}, "
                f"{counted(actions, 'action')}"
            )
        if not options["quiet"]:
            self.stdout.write(f"\nDemo accounts, all with the password {PASSWORD}:")
            say_accounts(self.stdout, *loaded)
