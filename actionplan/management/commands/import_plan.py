"""manage.py import_plan: a Word, Excel, CSV or JSON file into a plan."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from actionplan.importing.notes import Reading, UnreadableFile
from actionplan.importing.read import read_plan
from actionplan.importing.summary import reading_as_json
from actionplan.merging.fitting import fitted
from actionplan.queries.choices import choices_for
from actionplan.queries.whose import plan_of_document, plan_of_title
from actionplan.services.apply_receipt import CannotApply
from actionplan.services.applying import Receipt, Source, UnknownPlan, apply_reading
from actionplan.words import counted
from council import clock
from council.management.base import ClearCommand, iso_date
from council.models import Council, Membership, Person


class Command(ClearCommand):
    help = "Read an action plan from a Word, Excel, CSV or JSON file into a council's plan."

    # The checks of the whole site load every page of it, which takes longer than most files.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="the .docx, .xlsx, .xlsm, .csv or .json file")
        parser.add_argument("--council", required=True, help="the council's address, as in its URL")
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--plan", help="the address of an existing plan")
        which.add_argument("--title", help="the plan's title; a new plan is made if none has it")
        parser.add_argument("--as-at", type=str, help="the day the file speaks of, as 2023-06-30")
        parser.add_argument("--by", help="e-mail address of the person who imports it")
        parser.add_argument("--dry-run", action="store_true", help="read and say, change nothing")
        parser.add_argument("--json", action="store_true", help="say it as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the file, then print what it holds (dry run) or bring it into the plan."""
        council = self.council(options["council"])
        as_at = iso_date(options["as_at"]) if options["as_at"] else None
        if options["title"] is not None and not options["title"].strip():
            raise self.refuse("The title given with --title is blank; give the plan's title.")
        if options["plan"] and not council.plans.filter(slug=options["plan"]).exists():
            raise self.refuse(f"{council.short_name} has no plan “{options['plan']}”.")
        reading = self._read(council, options)
        if options["dry_run"]:
            self._say_reading(_with_unfitting(reading), as_json=options["json"])
            return
        day = as_at or reading.document.as_at or clock.today()
        source = Source(options["file"].name, self._importer(options["by"], council), day)
        receipt = self._apply(reading, council, source, options)
        self._say_receipt(receipt, as_json=options["json"])

    def _importer(self, email: str | None, council: Council) -> Person:
        """The person named, else the council's first plan manager."""
        if email:
            return self.person(email, council)
        managers = Membership.objects.on(clock.today()).filter(
            council=council, is_plan_manager=True
        )
        first = managers.order_by("pk").select_related("person").first()
        if first is None:
            raise self.refuse(
                f"{council.short_name} has no plan manager: say who imports with --by."
            )
        return first.person

    def _read(self, council: Council, options: dict[str, Any]) -> Reading:
        try:
            return _reading(options["file"], council, options["plan"], options["title"])
        except UnreadableFile as error:
            raise self.refuse(str(error)) from error

    def _apply(
        self, reading: Reading, council: Council, source: Source, options: dict[str, Any]
    ) -> Receipt:
        try:
            return apply_reading(
                reading=reading,
                council=council,
                source=source,
                plan_slug=options["plan"],
                title=options["title"],
            )
        except (UnknownPlan, CannotApply) as error:
            raise self.refuse(str(error)) from error
        except ValidationError as error:
            raise self._refuse_content(source, " ".join(error.messages)) from error
        except DatabaseError as error:
            raise self._refuse_content(source, f"{error}".partition("\n")[0]) from error

    def _refuse_content(self, source: Source, why: str) -> CommandError:
        """The refusal of a file that the database would not take."""
        return self.refuse(f"Nothing was changed: {source.file_name} could not be stored ({why}).")

    def _say_reading(self, reading: Reading, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(reading_as_json(reading), ensure_ascii=False, indent=1))
            return
        recommendations = len(list(reading.document.recommendations()))
        actions = len(list(reading.document.actions()))
        self.stdout.write(
            f"{reading.document.title}: {counted(recommendations, 'recommendation')}, "
            f"{counted(actions, 'action')}. Nothing was changed."
        )
        self._say_notes(reading)

    def _say_notes(self, reading: Reading | Receipt) -> None:
        open_notes = [note for note in reading.notes if note.needs_decision]
        self.stdout.write(f"{counted(len(open_notes), 'note')} to decide on:")
        for note in open_notes:
            self.stdout.write(f"- {note.where}: “{note.said}”. {note.understood}")

    def _say_receipt(self, receipt: Receipt, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(_receipt_as_json(receipt), ensure_ascii=False, indent=1))
            return
        self.stdout.write(_receipt_sentence(receipt))
        for reference in receipt.left_alone:
            self.stdout.write(f"- {reference} was updated in the product since: left as it is.")
        if receipt.missing:
            self.stdout.write(f"- Not in the file, and untouched: {', '.join(receipt.missing)}")
        if not receipt.nothing_to_do:
            self._say_notes(receipt)


def _reading(path: Path, council: Council, slug: str | None, title: str | None) -> Reading:
    """The file, read by the council's own headings and by those of its plan's last import.

    Where only the file itself tells which plan it is, it may have to be read twice.
    """
    plans = council.plans.all()
    plan = plans.filter(slug=slug).first() if slug else plan_of_title(plans, title or "")
    choices = choices_for(council=council, plan=plan)
    reading = read_plan(path, choices)
    if not slug and title is None:
        again = choices_for(council=council, plan=plan_of_document(plans, reading.document))
        return reading if again == choices else read_plan(path, again)
    return reading


def _with_unfitting(reading: Reading) -> Reading:
    """A reading with the notes that the import itself would add on what does not fit."""
    return replace(reading, notes=(*reading.notes, *fitted(reading.document)[1]))


def _receipt_sentence(receipt: Receipt) -> str:
    plan = receipt.plan
    if receipt.nothing_to_do:
        return f"Nothing to do: {plan.title} ({plan.slug}) already says all that the file says."
    if receipt.changed_nothing:
        return (
            f"{plan.title} ({plan.slug}) was not changed: "
            f"{counted(receipt.unchanged, 'action')} unchanged, "
            f"{len(receipt.left_alone)} left alone; the notes say what the file has otherwise."
        )
    made = "made" if receipt.made_plan else "updated"
    return (
        f"{plan.title} ({plan.slug}) {made}: "
        f"{counted(receipt.recommendations_added, 'recommendation')} and "
        f"{counted(len(receipt.added), 'action')} added, {len(receipt.changed)} changed, "
        f"{receipt.unchanged} unchanged."
    )


def _receipt_as_json(receipt: Receipt) -> dict[str, Any]:
    return {
        "plan": receipt.plan.slug,
        "title": receipt.plan.title,
        "made_plan": receipt.made_plan,
        "nothing_to_do": receipt.nothing_to_do,
        "recommendations_added": receipt.recommendations_added,
        "added": receipt.added,
        "changed": receipt.changed,
        "unchanged": receipt.unchanged,
        "left_alone": receipt.left_alone,
        "missing": receipt.missing,
        "posts_made": receipt.posts_made,
        "notes": [
            {
                "where": note.where,
                "said": note.said,
                "understood": note.understood,
                "needs_decision": note.needs_decision,
            }
            for note in receipt.notes
        ],
    }
