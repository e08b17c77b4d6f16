"""Where the structure in a file is not the plan's: said, never changed by an import."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from actionplan import document as doc
from actionplan.importing.notes import Note
from actionplan.leads import LeadBook
from actionplan.models import Action, Lead, Recommendation
from actionplan.words import day
from council import clock
from council.models import Post

if TYPE_CHECKING:
    from actionplan.services.applying import Receipt


def plain(text: str | None) -> str:
    """Text as it is compared: runs of spaces are one, capitals do not matter."""
    return " ".join((text or "").split()).casefold()


class Differences:
    """Compares what the plan manager owns with what a file says of it.

    What the file does not say (an empty cell, a column it does not have) is no difference.
    """

    def __init__(self, receipt: "Receipt", post: Callable[[str], Post | None]) -> None:
        self.receipt = receipt
        self.plan = receipt.plan
        self.post = post
        in_force = Lead.objects.on(clock.today())
        ours = in_force.filter(recommendation__plan=self.plan)
        leads = ours | in_force.filter(action__plan=self.plan)
        self.book = LeadBook(leads.select_related("post"))

    def of_plan(self, document: doc.PlanDocument) -> None:
        """Its key, its timescale bands and the day they run from."""
        self._say("The plan, key", _key(document.key), _key(self.plan.ratings))
        self._say("The plan, timescales", _bands(document.bands), _bands(self.plan.timescales))
        start = document.start
        if start and start != self.plan.start:
            has = day(self.plan.start) if self.plan.start else ""
            self._say("The plan, start", day(start), has)

    def of_recommendation(
        self, stored: Recommendation, found: doc.Recommendation, theme: str | None
    ) -> None:
        """Its wording, theme and leads."""
        self._say(f"{stored}, wording", found.text, stored.wording)
        self._say(f"{stored}, theme", theme, stored.theme.title if stored.theme else "")
        has = self.book.of_recommendation(stored.pk)
        for name, said, posts in (
            ("SLT leads", found.slt_leads, has.slt),
            ("officer leads", found.officer_leads, has.officer),
        ):
            titles = [post.title for post in posts]
            self._say(f"{stored}, {name}", _list(self._titles(said), 0), _list(titles, 0))

    def of_action(self, action: Action, row: doc.Action) -> None:
        """Everything of a row that is not logged."""
        for name, said, has in (
            ("number", row.source_number, action.source_number),
            ("steps", _steps(row.steps), _steps(action.step_list)),
            ("timescale", row.timescale, action.timescale),
            ("priority", row.priority, action.priority),
            ("first due date", row.first_due.words, action.first_due_words),
            ("further columns", _extras(row.extras), _extras(action.extras)),
        ):
            self._say(f"{action.reference}, {name}", said, has)
        self._of_leads(action, row)

    def _of_leads(self, action: Action, row: doc.Action) -> None:
        """The accountable post first, the others in any order; inherited ones in any order."""
        has = self.book.of_action(action)
        first = 0 if has.inherited else 1
        said = self._titles(title for title in (row.accountable, *row.delivery) if title)
        titles = [post.title for post in has.posts]
        self._say(f"{action.reference}, leads", _list(said, first), _list(titles, first))

    def of_order(self, where: str, stored: Sequence[Action | Recommendation]) -> None:
        """Whether things that stand in the file in this order do so in the plan."""
        places = [(one.order, getattr(one, "number", 0)) for one in stored]
        if places == sorted(places):
            return
        names = [one.reference if isinstance(one, Action) else str(one) for one in stored]
        understood = "The plan has another order; an import does not change it."
        self.receipt.differ(Note(f"{where}, order", ", ".join(names), understood, True))

    def _titles(self, said: Iterable[str]) -> list[str]:
        """Leads as the council calls them, each once."""
        posts = ((self.post(title), title) for title in said)
        return list(dict.fromkeys(post.title if post else title for post, title in posts))

    def _say(self, where: str, said: str | None, has: str) -> None:
        if not said or plain(said) == plain(has):
            return
        plans = f"The plan has “{has}”" if has else "The plan has nothing here"
        understood = f"{plans}; an import does not change it."
        self.receipt.differ(Note(where, said, understood, True))


def _list(titles: list[str], first: int) -> str:
    """Titles as one text: the ``first`` few in their order, the others by the alphabet."""
    return "; ".join(titles[:first] + sorted(titles[first:]))


def _steps(steps: Iterable[doc.Step]) -> str:
    return "\n".join(step.words for step in steps)


def _extras(extras: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"{heading}: {words}" for heading, words in extras)


def _key(ratings: Iterable[doc.Rating]) -> str:
    return "; ".join(f"{one.letter} {one.word}: {one.definition}" for one in ratings)


def _bands(bands: Iterable[doc.Band]) -> str:
    return "; ".join(f"{band.code} {band.words}" for band in bands)
