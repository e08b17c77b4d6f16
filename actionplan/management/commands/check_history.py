"""manage.py check_history: prove that what was recorded is as it was recorded."""

from typing import Any

from django.core.management.base import CommandParser
from django.db.models import QuerySet

from actionplan.models import Plan, ReportFile
from actionplan.proofs.files import faults_of_files
from actionplan.proofs.lines import faults_of_lines
from actionplan.proofs.log import Proof, prove
from actionplan.proofs.redactions import faults_of_redactions
from actionplan.words import counted
from council.management.base import ClearCommand


class Command(ClearCommand):
    help = (
        "Prove the log of every action, every line of a register, correction and narrative, every "
        "closed period and every kept file of a report. Ends with 0 where all is as it was "
        "recorded; with 2, naming the first broken entry, where it is not."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", help="the council's address; without it, all councils")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was proved; or everything that was not, and then the first of it."""
        plans = self._plans(options["council"])
        proofs = [prove(plan) for plan in plans]
        files = self._files(options["council"])
        faults = [fault for proof in proofs for fault in proof.faults]
        faults += [fault for plan in plans for fault in faults_of_lines(plan)]
        faults += [fault for plan in plans for fault in faults_of_redactions(plan)]
        faults += faults_of_files(files)
        for fault in faults[1:]:
            self.stdout.write(fault)
        if faults:
            raise self.refuse(faults[0])
        self.stdout.write(_proved(proofs, files.exclude(file="").count()))

    def _plans(self, slug: str | None) -> list[Plan]:
        plans = Plan.objects.select_related("council").order_by("council__slug", "pk")
        return list(plans.filter(council=self.council(slug)) if slug else plans)

    def _files(self, slug: str | None) -> QuerySet[ReportFile]:
        files = ReportFile.objects.all()
        return files.filter(file_set__report__council=self.council(slug)) if slug else files


def _proved(proofs: list[Proof], files: int) -> str:
    entries = counted(sum(proof.entries for proof in proofs), "entry", "entries")
    seals = counted(sum(proof.seals for proof in proofs), "closed period")
    plans = counted(len(proofs), "plan")
    kept = f", {counted(files, 'kept file')}" if files else ""
    lines = counted(sum(proof.lines for proof in proofs), "line")
    return f"{entries}, {lines} and {seals} of {plans}{kept}: all as they were recorded."
