"""manage.py import_strategy: a strategy file into the database."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from council.management.base import ClearCommand
from council.models import Person
from council.toml_files import MOST_BYTES
from strategy.exchange import load
from strategy.services.storing import CannotStore, Receipt, store_strategy


class Command(ClearCommand):
    help = "Bring a strategy file (.toml) into a council; docs/strategy-file.md says what it holds."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--council", required=True, help="the council's address")
        parser.add_argument("--by", help="e-mail address of the person who imports it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the strategy equal to the file and say what that changed."""
        council = self.council(options["council"])
        by: Person | None = self.person(options["by"], council) if options["by"] else None
        name = options["file"].name
        try:
            document = load(read_bounded(options["file"]))
            receipt = store_strategy(document=document, council=council, by=by)
        except OSError as error:
            raise self.refuse(f"{name} cannot be read: {error.strerror}.") from error
        except (ValueError, CannotStore) as error:
            raise self.refuse(f"{name}: {error}") from error
        self.stdout.write(sentence(receipt))


def read_bounded(path: Path) -> bytes:
    """The file's bytes, or one more than a strategy file may have, which the reader refuses."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def sentence(receipt: Receipt) -> str:
    """What was done, in one sentence, with the codes of what changed."""
    title = receipt.strategy.title
    if receipt.nothing_to_do:
        return f"Nothing to do: {title} already says all that the file says."
    if receipt.made:
        return f"{title}: made, with {len(receipt.added)} parts."
    done = [
        f"{word} {', '.join(dict.fromkeys(codes))}"
        for word, codes in (
            ("added", receipt.added),
            ("changed", receipt.changed),
            ("removed", receipt.removed),
        )
        if codes
    ]
    return f"{title}: {'; '.join(done)}."
