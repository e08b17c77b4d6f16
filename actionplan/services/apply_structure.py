"""An import's structure: themes, recommendations, their leads, and the posts those name."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from actionplan import document as doc
from actionplan.declared import Response
from actionplan.importing.notes import Note
from actionplan.leading.leads import LeadBook
from actionplan.merging.alike import plain
from actionplan.merging.values import Merge, RecommendationChange, RowState
from actionplan.models import Lead, Recommendation, Theme
from actionplan.services.apply_receipt import Deed, What
from council import clock
from council.models import Council, Post, PostAlias

if TYPE_CHECKING:
    from actionplan.services.apply_receipt import Receipt

NO_REASON = "A response that is no plain acceptance needs its reason, so it is not stated."


class Structure:
    """Finds or makes what a document's actions hang from, in one plan.

    ``stored`` are the plan's recommendations in the order of the merge's, as they are made;
    ``book`` holds the leads in force.
    """

    def __init__(self, receipt: "Receipt", council: Council) -> None:
        self.receipt = receipt
        self.plan = receipt.plan
        self.council = council
        self._posts = known_posts(self.council)
        self._themes = {plain(theme.title): theme for theme in self.plan.themes.all()}
        self.stored: list[Recommendation | None] = list(
            self.plan.recommendations.select_related("theme").order_by("order")
        )
        in_force = Lead.objects.on(clock.today())
        ours = in_force.filter(recommendation__plan=self.plan)
        leads = ours | in_force.filter(action__plan=self.plan)
        self.book = LeadBook(leads.select_related("post"))

    def apply(self, merge: Merge) -> None:
        """Make every theme and recommendation that the plan does not have and that is taken."""
        listed = {row.under for row in merge.rows}
        taken = {row.under for row in merge.rows if row.state is not RowState.NEW or row.taken}
        for at, change in enumerate(merge.recommendations):
            if change.state is RowState.NEW:
                wanted = at in taken or at not in listed
                self.stored.append(self._made_recommendation(change) if wanted else None)

    @property
    def titles(self) -> dict[str, str]:
        """What the council calls each post, by its title or alias as they are compared."""
        return _titles(self._posts)

    def post(self, title: str) -> Post:
        """The post of that name or alias; an unknown one is made, vacant, with a note."""
        return self._posts.get(plain(title)) or self._made_post(title)

    def posts(self, titles: Iterable[str]) -> list[Post]:
        """The posts of several names, each once."""
        return list(dict.fromkeys(self.post(title) for title in titles))

    def _made_post(self, title: str) -> Post:
        post = Post.objects.create(council=self.council, title=title)
        self._posts[plain(title)] = post
        self.receipt.posts_made.append(title)
        self.receipt.done.append(Deed(What.POST, title, undo={"post": post.pk}))
        self.receipt.notes.append(
            Note("Leads", title, f"No post is called “{title}”: made as a vacant post.", True)
        )
        return post

    def _theme(self, title: str | None) -> Theme | None:
        if not title:
            return None
        if plain(title) not in self._themes:
            order = 1 + max((theme.order for theme in self._themes.values()), default=0)
            theme = Theme.objects.create(plan=self.plan, title=title, order=order)
            self._themes[plain(title)] = theme
            self.receipt.done.append(Deed(What.THEME, title, undo={"theme": theme.pk}))
        return self._themes[plain(title)]

    def _made_recommendation(self, change: RecommendationChange) -> Recommendation:
        found = change.theirs or doc.Recommendation("")
        response, reason = self._response(change.name, found)
        stored = Recommendation.objects.create(
            plan=self.plan,
            theme=self._theme(change.theme),
            number=found.number or "",
            wording=found.text or f"Recommendation {found.number or ''}".strip(),
            order=1 + max((one.order for one in self.stored if one), default=0),
            response=response,
            response_reason=reason,
        )
        self._lead(stored, found.slt_leads, Lead.Kind.SLT)
        self._lead(stored, found.officer_leads, Lead.Kind.OFFICER)
        self.receipt.recommendations_added += 1
        cells = (("Wording", "", stored.wording),)
        undo = {"recommendation": stored.pk}
        self.receipt.done.append(Deed(What.RECOMMENDATION, str(stored), cells, undo=undo))
        return stored

    def _response(self, name: str, found: doc.Recommendation) -> tuple[str, str]:
        """The council's response and its reason; one that wants a reason and has none is noted."""
        response = found.response.value if found.response else ""
        reason = found.response_reason or ""
        if response in {"", Response.ACCEPTED} or reason.strip():
            return response, reason
        self.receipt.notes.append(Note(f"{name}, response", response, NO_REASON, True))
        return "", ""

    def _lead(self, stored: Recommendation, titles: Iterable[str], kind: Lead.Kind) -> None:
        Lead.objects.bulk_create(
            Lead(recommendation=stored, post=post, kind=kind, order=order)
            for order, post in enumerate(self.posts(titles), start=1)
        )


def known_posts(council: Council) -> dict[str, Post]:
    """The posts of a council that are in use, by title or alias as they are compared."""
    posts = {plain(post.title): post for post in Post.objects.in_use().filter(council=council)}
    known = PostAlias.objects.filter(council=council, post__merged_into=None)
    aliases = known.filter(post__ended_on=None).select_related("post")
    return {plain(alias.name): alias.post for alias in aliases} | posts


def known_titles(council: Council) -> dict[str, str]:
    """What a council calls each of its posts."""
    return _titles(known_posts(council))


def _titles(posts: dict[str, Post]) -> dict[str, str]:
    return {name: post.title for name, post in posts.items()}
