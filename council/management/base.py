"""What the product's commands share: one clear sentence and exit status 2 on bad input."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from council import clock
from council.models import Council, Membership, Person


class ClearCommand(BaseCommand):
    """A command that refuses bad input with ``refuse``: status 2, one sentence, nothing changed."""

    def refuse(self, sentence: str) -> CommandError:
        """The error to raise."""
        return CommandError(sentence, returncode=2)

    def council(self, slug: str) -> Council:
        """The council of that address, or a refusal."""
        council = Council.objects.filter(slug=slug).first()
        if council is None:
            raise self.refuse(f"There is no council “{slug}”.")
        return council

    def person(self, email: str, council: Council) -> Person:
        """The member of the council, today, with that e-mail address, or a refusal."""
        members = Membership.objects.on(clock.today()).filter(council=council)
        member = members.filter(person__email__iexact=email).select_related("person").first()
        if member is None:
            raise self.refuse(f"Nobody in {council.short_name} has the e-mail address {email}.")
        return member.person


def iso_date(text: str) -> date:
    """A date given on the command line as 2023-06-30; raises CommandError (status 2) if not."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"“{text}” is not a date; give it as 2023-06-30."
        raise CommandError(message, returncode=2) from error
