"""The organisation: councils, posts, people, committees."""

from django.apps import AppConfig


class CouncilConfig(AppConfig):
    name = "council"

    def ready(self) -> None:
        """Say what of the organisation itself a post may lead."""
        from council import post_users
        from council.services import invitations, posts_areas, unsent

        unsent.provide(unsent.Kind.INVITATION, invitations.invite_again)
        post_users.provide(self.name, posts_areas.AREA_HEADS)
