"""Who there is: councils, service areas, posts, people, committees and meetings."""

from council.models.kept import KeptForm
from council.models.meetings import Committee, Meeting
from council.models.organisation import Council, ServiceArea
from council.models.people import Membership, Person, Role
from council.models.posts import Post, PostAlias, PostHolding

__all__ = [
    "Committee",
    "Council",
    "KeptForm",
    "Meeting",
    "Membership",
    "Person",
    "Post",
    "PostAlias",
    "PostHolding",
    "Role",
    "ServiceArea",
]
