"""The accounts of the demonstration, as its commands print them."""

from django.core.management.base import OutputWrapper

from council.models import Council, Membership

DEMO = "@example.gov.uk"  # whose password is known; nobody can log in as the simulated people


def say_accounts(out: OutputWrapper, *councils: Council) -> None:
    """A line for each account of some councils: e-mail, council, roles."""
    members = Membership.objects.filter(council__in=councils, person__email__endswith=DEMO)
    for member in members.select_related("person", "council").order_by("pk"):
        roles = ", ".join(sorted(member.roles))
        out.write(f"  {member.person.email:28} {member.council.short_name}: {roles}")
