"""manage.py export_strategy: a strategy as the file that import_strategy reads."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from council.management.base import ClearCommand
from strategy.exchange import dump
from strategy.models import Strategy
from strategy.queries.document import strategy_document


class Command(ClearCommand):
    help = "Write a strategy into a file (.toml) that a person can edit and import_strategy reads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", required=True, help="the council's address")
        parser.add_argument("--strategy", required=True, help="the strategy's address")
        parser.add_argument("--output", required=True, type=Path, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say where it is."""
        council = self.council(options["council"])
        strategy = Strategy.objects.filter(council=council, slug=options["strategy"]).first()
        if strategy is None:
            sentence = f"{council.short_name} has no strategy “{options['strategy']}”."
            raise self.refuse(sentence)
        try:
            options["output"].write_text(dump(strategy_document(strategy)), encoding="utf-8")
        except OSError as error:
            raise self.refuse(
                f"{options['output']} cannot be written: {error.strerror}."
            ) from error
        self.stdout.write(f"{strategy.title}: {options['output']} written.")
