"""My updates, as somebody sees them whose posts owe some: the plan manager takes one over."""

from typing import Any

from council.models import PostHolding, ServiceArea
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
    """A quarter has ended; in the next a slip was said, and what waits for the manager as head."""
    PostHolding.objects.create(post=cast.post, person=cast.manager, kind="job share")
    closed(cast)
    factories.entry(cast.undated, by=cast.manager, post=cast.post, rating="R")
    cast.plan.asks_agreement = True
    cast.plan.save()
    head = factories.post(cast.council, "Director of Governance", held_by=cast.manager)
    area = ServiceArea.objects.create(council=cast.council, name="Governance", head=head)
    cast.post.service_area = area
    cast.post.save()
    factories.entry(cast.ahead, by=cast.owner, post=cast.post)
    idle = factories.post(cast.council, "Head of Housing")
    return {"post": cast.post.pk, "idle": idle.pk}
