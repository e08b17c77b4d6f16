"""An import's structure: themes, recommendations, their leads, and the posts those name."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from actionplan import document as doc
from actionplan.importing.notes import Note
from actionplan.models import Lead, Recommendation, Theme
from actionplan.services.apply_differences import Differences, plain
from council.models import Council, Post, PostAlias

if TYPE_CHECKING:
    from actionplan.services.applying import Receipt


class Structure:
    """Finds or makes what a document's actions hang from, in one plan."""

    def __init__(self, receipt: "Receipt", council: Council) -> None:
        self.receipt = receipt
        self.plan = receipt.plan
        self.council = council
        self.recommendations: dict[int, Recommendation] = {}
        self._posts = self._known_posts()
        self.differences = Differences(receipt, self.known_post)
        self._known = list(self.plan.recommendations.select_related("theme").order_by("order"))
        self._themes = {plain(theme.title): theme for theme in self.plan.themes.all()}

    def apply(self, document: doc.PlanDocument) -> None:
        """Make every theme and recommendation that the plan does not have yet."""
        if not self.receipt.made_plan:
            self.differences.of_plan(document)
        for theme in document.themes:
            for recommendation in theme.recommendations:
                stored = self._recommendation(recommendation, theme.title)
                self.recommendations[id(recommendation)] = stored
        in_file = list(dict.fromkeys(self.recommendations.values()))
        self.differences.of_order("The plan", in_file)

    def known_post(self, title: str) -> Post | None:
        """The post of that name or alias."""
        return self._posts.get(plain(title))

    def post(self, title: str) -> Post:
        """The post of that name or alias; an unknown one is made, vacant, with a note."""
        return self.known_post(title) or self._made_post(title)

    def _known_posts(self) -> dict[str, Post]:
        posts = {
            plain(post.title): post for post in Post.objects.in_use().filter(council=self.council)
        }
        known = PostAlias.objects.filter(council=self.council, post__merged_into=None)
        aliases = known.filter(post__ended_on=None).select_related("post")
        return {plain(alias.name): alias.post for alias in aliases} | posts

    def _made_post(self, title: str) -> Post:
        post = Post.objects.create(council=self.council, title=title)
        self._posts[plain(title)] = post
        self.receipt.posts_made.append(title)
        self.receipt.notes.append(
            Note("Leads", title, f"No post is called “{title}”: made as a vacant post.", True)
        )
        return post

    def _theme(self, title: str | None) -> Theme | None:
        if not title:
            return None
        if plain(title) not in self._themes:
            order = 1 + max((theme.order for theme in self._themes.values()), default=0)
            self._themes[plain(title)] = Theme.objects.create(
                plan=self.plan, title=title, order=order
            )
        return self._themes[plain(title)]

    def _recommendation(self, found: doc.Recommendation, theme: str | None) -> Recommendation:
        stored = self._match(found)
        if stored is None:
            return self._made_recommendation(found, self._theme(theme))
        self.differences.of_recommendation(stored, found, theme)
        return stored

    def _match(self, found: doc.Recommendation) -> Recommendation | None:
        """The stored one with the same number, else with the same wording."""
        for stored in self._known:
            if found.number is not None and stored.number == found.number:
                return stored
            if found.number is None and plain(stored.wording) == plain(found.text):
                return stored
        return None

    def _made_recommendation(
        self, found: doc.Recommendation, theme: Theme | None
    ) -> Recommendation:
        stored = Recommendation.objects.create(
            plan=self.plan,
            theme=theme,
            number=found.number or "",
            wording=found.text or f"Recommendation {found.number or ''}".strip(),
            order=1 + max((known.order for known in self._known), default=0),
        )
        self._known.append(stored)
        self._lead(stored, found.slt_leads, Lead.Kind.SLT)
        self._lead(stored, found.officer_leads, Lead.Kind.OFFICER)
        self.receipt.recommendations_added += 1
        return stored

    def _lead(self, stored: Recommendation, titles: Iterable[str], kind: Lead.Kind) -> None:
        posts = dict.fromkeys(self.post(title) for title in titles)
        Lead.objects.bulk_create(
            Lead(recommendation=stored, post=post, kind=kind, order=order)
            for order, post in enumerate(posts, start=1)
        )
