"""manage.py simulate_year: a made-up plan with a year of updates and closed periods."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from actionplan.management.accounts import say_accounts
from actionplan.services.demo import EXAMPLE, load_council
from actionplan.services.reporting_example import publish_example
from actionplan.services.simulating import simulate_year
from council import clock
from council.management.base import ClearCommand
from council.models import Council, Membership, Person
from council.versions import CannotEdit


class Command(ClearCommand):
    help = (
        "Make an example plan of 60 actions and play a year of it through the services: four "
        "closed quarters and the one that runs. The same seed gives the same year."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--council", help="the council's address")
        where.add_argument(
            "--example",
            action="store_true",
            help="a made-up council of its own, which is loaded; played already is no error",
        )
        parser.add_argument("--seed", type=int, default=1, help="another number, another year")

    def handle(self, *args: Any, **options: Any) -> None:
        """Simulate, and say what was done in figures. Refused in production."""
        if not settings.DEBUG:
            raise self.refuse("A simulated year is for demonstrations: refused when DEBUG is off.")
        if options["example"]:
            council = load_council(EXAMPLE)
            say_accounts(self.stdout, council)
            if council.plans.exists():
                return
        else:
            council = self.council(options["council"])
        by = self._manager(council)
        try:
            told = simulate_year(council=council, by=by, seed=options["seed"])
        except CannotEdit as refused:
            raise self.refuse(str(refused)) from refused
        if options["example"]:
            publish_example(plan=told.plan, by=by)
        figures = ", ".join(f"{what} {number}" for what, number in told.done.items())
        self.stdout.write(f"{told.plan.title}: {figures}.")

    def _manager(self, council: Council) -> Person:
        here = Membership.objects.on(clock.today()).filter(council=council, is_plan_manager=True)
        found = here.select_related("person").order_by("pk").first()
        if found is None:
            raise self.refuse(f"{council.short_name} has no plan manager. Invite one first.")
        return found.person
