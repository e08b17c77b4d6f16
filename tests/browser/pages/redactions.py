"""Taking personal data out, for a manager who is system administrator too."""

from actionplan.services.redacting import Approval, Wish, redact
from council.models import Membership
from tests import factories

ACTION = "/ashdown/plans/peer-review/actions/PR-2/"
PAGES = {
    "removed so far": "/ashdown/redactions/",
    "remove": "/ashdown/redactions/peer-review/PR-2/2/",
    "action that was redacted": ACTION,
    "way there": "/ashdown/organisation/",
}


def prepare(cast):
    """Something was removed, with a name; the manager may remove more."""
    Membership.objects.filter(person=cast.manager).update(is_system_administrator=True)
    words = "Kilometres-of-one-word-" * 9
    entry = factories.entry(cast.late, by=cast.owner, commentary=f"Ada Quill says {words}")
    approval = Approval(f"A name stood there. {words}", "Data Protection Officer", cast.manager)
    redact(council=cast.council, wish=Wish("Ada Quill", entry), approval=approval)
