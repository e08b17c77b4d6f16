"""Recommendations, actions, and the log of what was said about them."""

from django.apps import AppConfig


class ActionPlanConfig(AppConfig):
    name = "actionplan"
    verbose_name = "action plans"
