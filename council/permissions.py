"""What each role may do. ``can_x`` asks; ``check_x`` raises PermissionDenied with a sentence.

Roles add up: a person may do whatever any of their roles may do. The right to update an action
comes from holding its post, not from a role: see ``actionplan.access.updating``.
"""

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from council.models import Role
from council.scope import Scope


class Permission(StrEnum):
    """Something a role allows; the value completes "You may not …"."""

    EXPORT = "download this council's plans"
    SPEAK_FOR_SLT = "say how a plan goes as a whole"
    ASK_LEADS = "ask leads questions and accept their answers"
    RECORD_DECISIONS = "record what SLT decided"
    RECORD_ARISING = "record actions arising at meetings"
    UPDATE_ON_BEHALF = "record an update on behalf of a lead"
    RECORD_DATE_DECISIONS = "record what a committee decided about a date"
    EDIT_STRATEGY = "edit this council's strategies"
    LINK_THREAD = "say what this council's plans serve"
    SET_UP_COUNCIL = "change how this council is set up"
    SET_UP_PEOPLE = "change who there is in this council"
    SET_UP_MEETINGS = "change this council's committees and meetings"
    EDIT_PLAN = "change how this council's plans are made up"
    REDACT = "remove personal data for good"
    CLOSE_PERIODS = "open and close the reporting periods of this council's plans"
    CORRECT_REPORTS = "record what was reported wrongly"
    MAKE_REPORTS = "make this council's committee reports"
    SEE_DRAFTS = "see plans that are not adopted yet"
    SEE_AS = "see this council as others do"


ALLOWED: dict[Permission, frozenset[Role]] = {
    Permission.EXPORT: frozenset(Role),
    Permission.SPEAK_FOR_SLT: frozenset({Role.SLT}),
    Permission.ASK_LEADS: frozenset({Role.SLT}),
    Permission.RECORD_DECISIONS: frozenset({Role.SLT, Role.PLAN_MANAGER}),
    Permission.RECORD_ARISING: frozenset({Role.SLT, Role.DEMOCRATIC_SERVICES, Role.PLAN_MANAGER}),
    Permission.UPDATE_ON_BEHALF: frozenset({Role.PLAN_MANAGER}),
    Permission.RECORD_DATE_DECISIONS: frozenset({Role.PLAN_MANAGER}),
    Permission.EDIT_STRATEGY: frozenset({Role.PLAN_MANAGER}),
    Permission.LINK_THREAD: frozenset({Role.PLAN_MANAGER}),
    Permission.SET_UP_COUNCIL: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    Permission.SET_UP_PEOPLE: frozenset({Role.PLAN_MANAGER, Role.SYSTEM_ADMINISTRATOR}),
    Permission.SET_UP_MEETINGS: frozenset({Role.PLAN_MANAGER, Role.DEMOCRATIC_SERVICES}),
    Permission.EDIT_PLAN: frozenset({Role.PLAN_MANAGER}),
    Permission.REDACT: frozenset({Role.SYSTEM_ADMINISTRATOR}),
    Permission.CLOSE_PERIODS: frozenset({Role.PLAN_MANAGER}),
    Permission.CORRECT_REPORTS: frozenset({Role.PLAN_MANAGER, Role.DEMOCRATIC_SERVICES}),
    Permission.MAKE_REPORTS: frozenset({Role.PLAN_MANAGER, Role.DEMOCRATIC_SERVICES}),
    Permission.SEE_DRAFTS: frozenset(
        {Role.PLAN_MANAGER, Role.SLT, Role.OFFICER, Role.DEMOCRATIC_SERVICES}
    ),
    Permission.SEE_AS: frozenset({Role.PLAN_MANAGER, Role.SYSTEM_ADMINISTRATOR}),
}


def can(scope: Scope, permission: Permission) -> bool:
    """Whether any role of the member allows it."""
    return bool(scope.roles & ALLOWED[permission])


def check(scope: Scope, permission: Permission) -> None:
    """Raise PermissionDenied, saying who may, unless a role of the member allows it."""
    if not can(scope, permission):
        who = " or ".join(sorted(ALLOWED[permission]))
        raise PermissionDenied(f"You may not {permission}: that is for the {who}.")
