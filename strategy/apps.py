"""Vision, principles and outcomes."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"

    def ready(self) -> None:
        """Say what of strategies a post may own."""
        from council import post_users
        from strategy import post_use

        post_users.provide(self.name, post_use.POST_USER)
