"""manage.py export_plan: a plan into a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from actionplan.models import Period, Plan
from actionplan.proofs.sealed import BrokenSeal
from actionplan.queries.report import period_report, plan_report
from actionplan.queries.returning import returnable
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.writers import WRITERS
from council import clock
from council.bounded import BoundedError
from council.management.base import ClearCommand


class Command(ClearCommand):
    help = "Write a plan as it stands, or as it was locked, as PDF, Word, Excel, CSV, JSON or HTML."

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
        try:
            report, writer = self.report(plan, options), WRITERS[options["format"]]
            options["output"].write_bytes(writer.write(report))
        except BoundedError as error:
            raise self.refuse(f"The file could not be made: {error}") from error
        except OSError as error:
            raise self.refuse(
                f"{options['output']} cannot be written: {error.strerror}."
            ) from error
        self.stdout.write(f"{plan.title}: {options['output']} written.")

    def report(self, plan: Plan, options: dict[str, Any]) -> ReportDocument:
        """The plan as it stands, or as it was reported in a closed period."""
        if options["period"]:
            return self.locked(plan, options["period"])
        report = plan_report(plan, clock.today())
        return returnable(report, plan) if WRITERS[options["format"]].comes_back else report

    def locked(self, plan: Plan, slug: str) -> ReportDocument:
        """The plan as its seal has it; what is locked has no stamp, since nothing comes back."""
        period = plan.periods.filter(slug=slug).select_related("seal").first()
        if period is None:
            raise self.refuse(f"{plan.title} has no period “{slug}”.")
        if period.state != Period.State.SEALED:
            raise self.refuse(f"{period} is not closed and locked yet; leave --period out.")
        period.plan = plan
        try:
            return period_report(period)
        except BrokenSeal as error:
            raise self.refuse(str(error)) from error
