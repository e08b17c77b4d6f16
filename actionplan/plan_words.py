"""A plan's state in words, as people read it."""

STATES = {
    "draft": "Draft, not adopted yet",
    "active": "Active",
    "closing": "Closing",
    "archived": "Archived",
}


def state_words(state: str) -> str:
    """A stored state of a plan: "draft" is "Draft, not adopted yet"."""
    return STATES[state]
