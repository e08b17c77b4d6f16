"""How far a council is set up, and what of it needs somebody."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from council.models import Committee, Meeting, Membership, Post, PostHolding, ServiceArea
from council.queries.posts import posts_in_use, vacant_posts
from council.queries.unsent import unsent_of
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class SetUp:
    """Counts as at today. People are those who belong to the council today."""

    areas: int
    posts: int
    vacant: int
    no_area: int
    people: int
    officers_without_post: tuple[str, ...]
    committees: int
    meetings_ahead: int
    unsent: int

    @property
    def is_new(self) -> bool:
        """Whether the first steps are still to be taken."""
        return not (self.areas and self.posts and self.people > 1 and self.meetings_ahead)


def set_up_of(scope: Scope) -> SetUp:
    """What stands, in a fixed number of queries."""
    council, today = scope.council, scope.today
    posts = posts_in_use(council)
    ahead = Meeting.objects.held().filter(committee__council=council, day__gte=today)
    return SetUp(
        areas=ServiceArea.objects.filter(council=council).count(),
        posts=posts.count(),
        vacant=vacant_posts(council, today).count(),
        no_area=posts.filter(service_area=None).count(),
        people=Membership.objects.on(today).filter(council=council).count(),
        officers_without_post=tuple(str(one.person) for one in _without_post(scope)),
        committees=Committee.objects.filter(council=council, ended_on=None).count(),
        meetings_ahead=ahead.count(),
        unsent=unsent_of(scope).count(),
    )


def _without_post(scope: Scope) -> QuerySet[Membership]:
    """Officers of today who hold no post: they can update nothing."""
    held = PostHolding.objects.on(scope.today).filter(
        person=OuterRef("person"), post__in=Post.objects.in_use().filter(council=scope.council)
    )
    officers = Membership.objects.on(scope.today).filter(council=scope.council, is_officer=True)
    found = officers.exclude(is_plan_manager=True).filter(~Exists(held))
    return found.select_related("person").order_by("person__name", "pk")
