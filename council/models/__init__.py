"""Who there is: councils, service areas, posts, people, committees and meetings; long work."""

from council.models.kept import KeptForm
from council.models.meetings import Committee, Cycle, Meeting
from council.models.organisation import Council, ServiceArea
from council.models.people import Membership, Person, Role
from council.models.posts import Absence, Post, PostAlias, PostHolding
from council.models.unsent import UnsentEmail
from council.models.work import Work, WorkState

__all__ = [
    "Absence",
    "Committee",
    "Council",
    "Cycle",
    "KeptForm",
    "Meeting",
    "Membership",
    "Person",
    "Post",
    "PostAlias",
    "PostHolding",
    "Role",
    "ServiceArea",
    "UnsentEmail",
    "Work",
    "WorkState",
]
