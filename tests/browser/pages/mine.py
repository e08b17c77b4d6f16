"""My updates, as somebody sees them whose posts owe some: the plan manager takes one over."""

from typing import Any

from council.models import PostHolding
from tests import factories
from tests.closing import closed
from tests.factories import Cast

PAGES = {
    "my updates": "/ashdown/my-updates/",
    "one of them": "/ashdown/my-updates/peer-review/PR-2/",
    "one with a slip": "/ashdown/my-updates/peer-review/PR-6/?correct=1",
    "what a post answers for": "/ashdown/my-updates/posts/{post}/",
    "1:1 sheet": "/ashdown/my-updates/posts/{post}/sheet/",
    "1:1 sheet of a post without actions": "/ashdown/my-updates/posts/{idle}/sheet/",
    "what a post without actions answers for": "/ashdown/my-updates/posts/{idle}/",
}


def prepare(cast: Cast) -> dict[str, Any]:
    """A quarter has ended, and in the next only a slip has been said."""
    PostHolding.objects.create(post=cast.post, person=cast.manager, kind="job share")
    closed(cast)
    factories.entry(cast.undated, by=cast.manager, post=cast.post, rating="R")
    idle = factories.post(cast.council, "Head of Housing")
    return {"post": cast.post.pk, "idle": idle.pk}
