"""The plan page, where officers work."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from actionplan.forms.filters import FilterForm
from actionplan.models import Action, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.queries import recommendation_pages, rows
from actionplan.queries.about_actions import keep_known
from actionplan.queries.getters import leads_of_plan, plan_or_404
from actionplan.queries.totals import plan_figures
from actionplan.words import position
from council import permissions
from council.htmx import render_page
from council.permissions import Permission
from council.scope import CouncilRequest, Scope

TEMPLATE = "actionplan/plan_detail.html"


@require_safe
def plan_detail(request: CouncilRequest, plan: str) -> HttpResponse:
    """Recommendations in order with their actions; filtered, sorted and paged by the address."""
    found = plan_or_404(request.scope, plan)
    whole, by_recommendation = plan_figures(found.pk, request.scope.today)
    filters = FilterForm(request.GET, plan=found, scope=request.scope)
    board = Board(found, request.scope, filters, request.GET)
    sections = board.sections(by_recommendation)
    context = {
        "plan": found,
        "figures": whole,
        "sentence": position(whole),
        "filters": filters,
        "sections": sections,
        "showing": board.matching,
        "pages": board.pages,
        "page_links": board.page_links(),
        "page_number": board.page_number,
        "everything_url": board.address(show="all", page=None),
        "here": request.get_full_path(),
        "may_set_up": permissions.can(request.scope, Permission.EDIT_PLAN),
        "may_update_any": any(row.may_update for section in sections for row in section.rows),
    }
    return render_page(request, TEMPLATE, context)


@dataclass
class Board:
    """Which actions of a plan the address asks for, in which order, on which page."""

    plan: Plan
    scope: Scope
    filters: FilterForm
    query: QueryDict
    matching: int = 0
    pages: int = 1

    @property
    def page_number(self) -> int:
        """From 1; whatever is no page of this board is page 1."""
        asked = self.query.get("page", "1")
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
        return number if 1 <= number <= self.pages else 1

    @property
    def shows_all(self) -> bool:
        return self.query.get("show") == "all"

    def sections(self, figures: dict[int | None, Any]) -> list[rows.Section]:
        """The sections of the page that was asked for."""
        actions = self.filters.apply(Action.objects.filter(plan=self.plan).in_plan())
        book = leads_of_plan(self.scope, self.plan)
        if self.filters.order:
            page = self._flat_page(rows.with_position(actions))
            keep_known(page, self.scope.today)
            return rows.in_one_table(self.plan, page, book, self.scope)
        page = self._page(rows.with_position(actions).in_plan_order(), figures)
        keep_known(page, self.scope.today)
        return rows.sections(self.plan, page, book, self.scope, figures)

    def _page(self, actions: ActionQuerySet, figures: dict[int | None, Any]) -> list[Action]:
        """Whole recommendations; the count is asked for only where there may be several pages."""
        total = sum(figure.total + figure.kept_out for figure in figures.values())
        if self.shows_all or total <= recommendation_pages.WHOLE:
            return self._all(actions)
        pages = recommendation_pages.pages_of_recommendations(actions)
        self.pages = len(pages)
        return self._on_page(actions, pages)

    def _on_page(self, actions: Any, pages: list[list[int | None]]) -> list[Action]:
        self.matching = actions.count()
        wanted = pages[self.page_number - 1]
        here = Q(recommendation__in=[pk for pk in wanted if pk is not None])
        if None in wanted:
            here |= Q(recommendation=None)
        return list(actions.filter(here))

    def _flat_page(self, actions: Any) -> list[Action]:
        """In another order than the plan's: pages of a fixed length."""
        ordered = rows.in_order(actions, self.filters.order, self.plan)
        self.matching = ordered.count()
        if self.shows_all or self.matching <= recommendation_pages.WHOLE:
            return list(ordered)
        self.pages = -(-self.matching // recommendation_pages.PAGE)
        first = (self.page_number - 1) * recommendation_pages.PAGE
        return list(ordered[first : first + recommendation_pages.PAGE])

    def _all(self, actions: Any) -> list[Action]:
        found = list(actions)
        self.matching = len(found)
        return found

    def page_links(self) -> list[dict[str, Any]]:
        """One link a page, or none where there is one page."""
        if self.pages < 2:
            return []
        return [
            {
                "number": number,
                "url": self.address(page=number),
                "current": number == self.page_number,
            }
            for number in range(1, self.pages + 1)
        ]

    def address(self, **changes: object) -> str:
        """The address of this board with some parameters changed; None takes one away."""
        query = self.query.copy()
        for name, value in changes.items():
            query.pop(name, None)
            if value is not None:
                query[name] = str(value)
        return f"?{query.urlencode()}"
