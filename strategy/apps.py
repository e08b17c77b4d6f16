"""Vision, principles and outcomes."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    name = "strategy"
