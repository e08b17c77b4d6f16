"""All open rows of a plan as one document: what was said of each, and how it is reported."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from actionplan.leading.leads import LeadBook
from actionplan.models import Action, Plan
from actionplan.queries.conditions import is_open
from actionplan.queries.getters import leads_of_plan
from actionplan.queries.recommendation_pages import PAGE, WHOLE
from actionplan.queries.rows import Row, row_of, with_position
from actionplan.queries.wording import stands, version, with_wording, wording_at_hand
from actionplan.wording import Wording
from council.scope import Scope


@dataclass(frozen=True, slots=True)
class Read:
    """One open row: the lead's words, and the wording that was last given to them.

    The wording ``is_stale`` where the lead has given other words since: then it is only shown.
    """

    row: Row
    wording: Wording | None
    words: str
    version: str

    @property
    def own(self) -> str:
        """The lead's words."""
        return self.row.position.commentary

    @property
    def is_edited(self) -> bool:
        return self.wording is not None and self.wording.holds(self.own)

    @property
    def is_stale(self) -> bool:
        return bool(self.wording and self.wording.words) and not self.is_edited


@dataclass(frozen=True, slots=True)
class Reading:
    """The open rows of one page of a plan, and how many there are in all."""

    reads: tuple[Read, ...]
    page: Page[Action]

    @property
    def number(self) -> int:
        return self.page.paginator.count


def reading_of(scope: Scope, plan: Plan, number: str | None) -> Reading:
    """A page of the open rows of a plan in its order; all on one up to 300. Three queries."""
    actions = plan.actions.filter(is_open()).in_plan()
    rows = with_wording(with_position(actions)).select_related("recommendation__theme")
    pages = Paginator(rows.in_plan_order(), WHOLE)
    if pages.count > WHOLE:
        pages = Paginator(rows.in_plan_order(), PAGE)
    page, book = pages.get_page(number), leads_of_plan(scope, plan)
    return Reading(tuple(_read(action, plan, book, scope) for action in page.object_list), page)


def _read(action: Action, plan: Plan, book: LeadBook, scope: Scope) -> Read:
    action.plan = plan
    row = row_of(action, book, scope)
    return Read(row, wording_at_hand(action), stands(action), version(action))
