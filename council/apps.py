"""The organisation: councils, posts, people, committees."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "council"
