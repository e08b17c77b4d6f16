"""A period can be changed until it is closed and locked; then the database refuses it."""

from council import append_only

PERIOD = "actionplan_period"


def let_running_periods_change() -> None:
    """Tell the triggers; called once, when the application is ready."""
    append_only.allow(PERIOD, lambda _: "OLD.state <> 'sealed'")
