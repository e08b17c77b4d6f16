"""Recommendations, actions, and the log of what was said about them."""

from django.apps import AppConfig


class ActionPlanConfig(AppConfig):
    name = "actionplan"
    verbose_name = "action plans"

    def ready(self) -> None:
        """Give the indicators of strategies the figures that only the tracker can compute."""
        from actionplan import indicators
        from strategy import computing

        computing.provide(self.name, indicators.computed)
