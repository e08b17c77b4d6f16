"""Plans, their structure, and the log of what was said about each action."""

from actionplan.models.action import Action
from actionplan.models.lead import Lead
from actionplan.models.log import Entry
from actionplan.models.period import Period
from actionplan.models.plan import Plan, Recommendation, Theme
from actionplan.models.thread import ThreadLink

__all__ = ["Action", "Entry", "Lead", "Period", "Plan", "Recommendation", "Theme", "ThreadLink"]
