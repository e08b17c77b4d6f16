"""Links of the golden thread that another action takes over."""

from actionplan.models import Action, ThreadLink
from council.models import Person
from council.versions import sign


def copy_links(action: Action, heir: Action, by: Person) -> None:
    """Let ``heir`` serve what ``action`` serves, where it does not already.

    Reason, author and day go with each link.
    """
    served = {(link.outcome_id, link.principle_id) for link in heir.thread_links.all()}
    for link in action.thread_links.all():
        if (link.outcome_id, link.principle_id) not in served:
            copy = ThreadLink(
                action=heir,
                outcome_id=link.outcome_id,
                principle_id=link.principle_id,
                reason=link.reason,
                linked_by_id=link.linked_by_id,
                linked_on=link.linked_on,
            )
            sign(copy, by)
            copy.save(force_insert=True)
