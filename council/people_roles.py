"""The roles in words: what each is called and allows, and the column that holds it."""

from collections.abc import Iterable

from council.models import Role

# In the order in which people read them; every member is a reader, which has no column.
ROLE_FIELDS = {
    Role.OFFICER: "is_officer",
    Role.SLT: "is_slt",
    Role.DEMOCRATIC_SERVICES: "is_democratic_services",
    Role.PLAN_MANAGER: "is_plan_manager",
    Role.SYSTEM_ADMINISTRATOR: "is_system_administrator",
}
ALLOWS = {
    Role.READER: "reads strategies, indicators and adopted plans",
    Role.OFFICER: "updates the actions that their posts lead, and sees drafts",
    Role.SLT: "senior leadership: sees drafts and what is off track",
    Role.DEMOCRATIC_SERVICES: "sets up committees and meetings, and sees drafts",
    Role.PLAN_MANAGER: "sets up people, posts, plans and strategies, and updates for leads",
    Role.SYSTEM_ADMINISTRATOR: "sets up people and the council itself, and removes personal data",
}
# Somebody has to be left who can do what these do.
GUARDED = (Role.PLAN_MANAGER, Role.SYSTEM_ADMINISTRATOR)


def role_words(roles: Iterable[Role]) -> str:
    """The roles as people say them: "Officer, plan manager"; "Reader" where there is no other."""
    held = set(roles)
    words = [str(role) for role in ROLE_FIELDS if role in held] or [str(Role.READER)]
    return capital(", ".join(words))


def role_label(role: Role) -> str:
    """A role with what it allows, for a form: "Officer: updates the actions …"."""
    return f"{capital(role)}: {ALLOWS[role]}"


def columns_of(roles: Iterable[Role]) -> dict[str, bool]:
    """Every role's column, true for those given."""
    held = set(roles)
    return {field: role in held for role, field in ROLE_FIELDS.items()}


def capital(words: str) -> str:
    """``words`` with a capital at the beginning; the rest as it is (SLT stays SLT)."""
    return words[:1].upper() + words[1:]
