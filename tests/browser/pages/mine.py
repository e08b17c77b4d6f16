"""My updates, as somebody sees them whose posts owe some: the plan manager takes one over."""

from council.models import PostHolding
from tests.closing import closed
from tests.factories import Cast

PAGES = {
    "my updates": "/ashdown/my-updates/",
    "one of them": "/ashdown/my-updates/peer-review/PR-2/",
}


def prepare(cast: Cast) -> None:
    """A quarter has ended, and nobody has said anything in the next."""
    PostHolding.objects.create(post=cast.post, person=cast.manager, kind="job share")
    closed(cast)
