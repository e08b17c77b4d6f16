"""The organisation: councils, posts, people, committees."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "council"

    def ready(self) -> None:
        """Say what of the organisation itself a post may lead."""
        from council import post_users
        from council.services import posts_areas

        post_users.provide(self.name, posts_areas.AREA_HEADS)
