"""Recommendations, actions, and the log of what was said about them."""

from django.apps import AppConfig


class ActionPlanConfig(AppConfig):
    name = "actionplan"
    verbose_name = "action plans"

    def ready(self) -> None:
        """Give other parts what only this one knows, such as figures of the tracker."""
        from actionplan import explained, indicators
        from actionplan.leading import post_use
        from actionplan.proofs import locking, redactable
        from actionplan.services import mail_again, ties
        from council import meeting_users, post_users
        from strategy import computing, explaining

        computing.provide(self.name, indicators.computed)
        explaining.provide(self.name, explained.explain)
        meeting_users.provide(self.name, ties.MEETING_USER)
        post_users.provide("leads", post_use.LEADS)
        mail_again.provide_all()
        redactable.allow_redactions()
        locking.let_running_periods_change()
