"""manage.py export_plan: a plan into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from actionplan.queries.report import plan_report
from actionplan.queries.returning import returnable
from actionplan.reporting.writers import WRITERS
from council import clock
from council.bounded import BoundedError
from council.management.base import ClearCommand


class Command(ClearCommand):
    help = "Write a plan as it stands into a PDF, Word, Excel, CSV or JSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="the council's address")
        parser.add_argument("--plan", required=True, help="the plan's address")
        parser.add_argument("--period", help="the address of a period of the plan")
        parser.add_argument("--format", required=True, choices=list(WRITERS))
        parser.add_argument("--output", required=True, type=Path, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say where it is."""
        council = self.council(options["council"])
        plan = council.plans.filter(slug=options["plan"]).select_related("council").first()
        if plan is None:
            raise self.refuse(f"{council.short_name} has no plan “{options['plan']}”.")
        if options["period"] and not plan.periods.filter(slug=options["period"]).exists():
            raise self.refuse(f"{plan.title} has no period “{options['period']}”.")
        report, writer = plan_report(plan, clock.today()), WRITERS[options["format"]]
        try:
            content = writer.write(returnable(report, plan) if writer.comes_back else report)
            options["output"].write_bytes(content)
        except BoundedError as error:
            raise self.refuse(f"The file could not be made: {error}") from error
        except OSError as error:
            raise self.refuse(
                f"{options['output']} cannot be written: {error.strerror}."
            ) from error
        self.stdout.write(f"{plan.title}: {options['output']} written.")
