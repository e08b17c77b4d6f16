"""manage.py send_digests: one e-mail to each person who is to be told something today."""

from collections import Counter
from typing import Any

from django.core.management.base import CommandParser

from actionplan.services.digests import Letter, Outcome, letters, send
from actionplan.tasks import send_digest_letters
from actionplan.words import counted
from council.management.base import ClearCommand
from council.models import Council
from council.services.outbox import Outbox


class Command(ClearCommand):
    help = (
        "Send each person one e-mail with what is asked of them today: updates due or overdue, "
        "queries, decisions, new dates, edited wording, closed periods. Meant for every "
        "morning; a second run on one day sends nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--council", help="the address of one council; without it, of all")
        parser.add_argument("--dry-run", action="store_true", help="say who would be told what")
        parser.add_argument("--queue", action="store_true", help="let the worker do it")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send, or say what would be sent; a failure of some is said and is exit status 2."""
        slug = options["council"]
        councils = [self.council(slug)] if slug else list(Council.objects.all())
        with Outbox() as outbox:
            self._each(councils, options, outbox)

    def _each(self, councils: list[Council], options: dict[str, Any], outbox: Outbox) -> None:
        for council in councils:
            if options["queue"]:
                send_digest_letters.enqueue(council=council.slug)
            elif options["dry_run"]:
                self._tell(council)
            else:
                self._send(council, outbox)

    def _tell(self, council: Council) -> None:
        for letter in letters(council):
            self.stdout.write(f"{council.short_name}, {letter.person.email}: {letter.subject}")

    def _send(self, council: Council, outbox: Outbox) -> None:
        outcomes = Counter(self._outcome(one, outbox) for one in letters(council))
        sent, failed = outcomes[Outcome.SENT], outcomes[Outcome.FAILED]
        self.stdout.write(f"{council.short_name}: {counted(sent, 'e-mail')} sent.")
        if failed:
            raise self.refuse(f"{counted(failed, 'e-mail')} could not be sent; run it again.")

    def _outcome(self, letter: Letter, outbox: Outbox) -> Outcome:
        outcome = send(letter, outbox)
        if outcome is Outcome.FAILED:
            self.stderr.write(f"{letter.person.email}: {outcome}.")
        return outcome
