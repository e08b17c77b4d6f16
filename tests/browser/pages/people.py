"""Pages of people, with somebody in every state; the manager is system administrator too."""

from datetime import date

from council.models import Membership, Person, PostHolding, Role
from tests import factories
from tests.factories import Cast

ROOM = "/ashdown/organisation/people/"
PAGES = {
    "list": ROOM,
    "list, nothing found": f"{ROOM}?q=zebra",
    "invite": f"{ROOM}invite/",
    "import": f"{ROOM}import/",
    "one": f"{ROOM}{{owner}}/",
    "one who is leaving": f"{ROOM}{{leaving}}/",
    "one who left": f"{ROOM}{{gone}}/",
    "edit": f"{ROOM}{{invited}}/edit/",
    "roles": f"{ROOM}{{owner}}/roles/",
    "leave": f"{ROOM}{{owner}}/leave/",
    "leave, seen before": f"{ROOM}{{owner}}/leave/?day=1+July+2023",
    "leave, wrong day": f"{ROOM}{{owner}}/leave/?day=soon",
    "leave, the last": f"{ROOM}{{last}}/leave/",
    "return": f"{ROOM}{{gone}}/return/",
    "council": f"{ROOM}council/",
    "history of the council": f"{ROOM}council/history/",
}


def prepare(cast: Cast) -> dict[str, int]:
    """Somebody invited, leaving and gone; a very long name and e-mail among them."""
    Membership.objects.filter(person=cast.manager).update(is_system_administrator=True)
    email = f"{'very.long.' * 6}name@corporate-services.example.gov.uk"
    invited = Person.objects.create_user(email, None, name="Nora " + "Longname" * 10)
    factories.join(cast.council, invited, Role.OFFICER, Role.SLT, Role.DEMOCRATIC_SERVICES)
    gone = factories.member(cast.council, name="Gary Gone", left_on=date(2023, 1, 1))
    leaving = factories.member(cast.council, name="Lena Leaving", left_on=date(2023, 9, 1))
    post = factories.post(cast.council, "Director of " + "Corporate" * 12)
    PostHolding.objects.create(post=post, person=cast.owner, since=date(2023, 1, 1), kind="interim")
    cast.council.name = "Ashdown Council"
    cast.council.save()
    people = {"invited": invited, "gone": gone, "leaving": leaving, "owner": cast.owner}
    return {name: one.pk for name, one in (people | {"last": cast.manager}).items()}
