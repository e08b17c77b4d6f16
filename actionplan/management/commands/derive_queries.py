"""manage.py derive_queries: derive every plan's queries anew, or say where they differ."""

from typing import Any

from django.core.management.base import CommandParser

from actionplan.models import Action, Plan, Query
from actionplan.services.deriving import derive_plan, first_difference
from actionplan.words import counted
from council.management.base import ClearCommand


class Command(ClearCommand):
    help = (
        "Derive the queries of every plan anew. Run it once after an upgrade that brings other "
        "rules. With --check nothing is written: it says the first difference."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="compare what is stored with what would be derived"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit with 2 and one sentence where ``--check`` finds a difference."""
        if not options["check"]:
            for plan in Plan.objects.order_by("pk"):
                derive_plan(plan)
        elif difference := first_difference(Action.objects.all()):
            raise self.refuse(difference)
        live = Query.objects.live().count()
        plans = counted(Plan.objects.count(), "plan")
        self.stdout.write(f"{counted(live, 'query', 'queries')} of {plans}: as the rules find them")
