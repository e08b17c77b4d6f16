"""What a plan is made of, in order, for the pages that change it; and who may ask for what."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.http import Http404

from actionplan.models import Action, Plan, Recommendation, Theme

LARGEST = 2**62  # above this no database has an id
MOST_OPEN = 100  # above this many actions the lists of recommendations are folded


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action with how deep it stands (0 for one on its own), and its place among its like."""

    action: Action
    depth: int
    place: int
    last: int

    @property
    def is_first(self) -> bool:
        return self.place == 1

    @property
    def is_last(self) -> bool:
        return self.place == self.last


@dataclass(frozen=True, slots=True)
class RecommendationPart:
    """A recommendation with its actions, each whole before its parts."""

    recommendation: Recommendation
    rows: Sequence[ActionRow]
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class ThemePart:
    """A theme with its recommendations; no theme for those under none."""

    theme: Theme | None
    recommendations: Sequence[RecommendationPart]
    is_first: bool = False
    is_last: bool = False


@dataclass(slots=True)
class Parts:
    """A whole plan: themes, actions that answer no recommendation, and what has left."""

    themes: list[ThemePart] = field(default_factory=list)
    loose: list[ActionRow] = field(default_factory=list)
    left: list[Action] = field(default_factory=list)
    total: int = 0

    @property
    def is_folded(self) -> bool:
        """Whether there is too much to show every list open."""
        return self.total > MOST_OPEN


def parts_of(plan: Plan) -> Parts:
    """Everything a plan is made of: three queries."""
    lists: dict[int | None, list[Action]] = defaultdict(list)
    parts = Parts()
    for action in plan.actions.in_plan_order():
        action.plan = plan
        if action.left:
            parts.left.append(action)
        else:
            lists[action.recommendation_id].append(action)
    parts.left.sort(key=lambda one: one.number)
    parts.total = sum(map(len, lists.values()))
    parts.loose = list(_rows(lists[None]))
    parts.themes = list(_themes(plan, lists))
    return parts


def _themes(plan: Plan, lists: dict[int | None, list[Action]]) -> Iterator[ThemePart]:
    """Themes in their order, then the recommendations that stand under none."""
    under: dict[int | None, list[Recommendation]] = defaultdict(list)
    for recommendation in plan.recommendations.order_by("order"):
        recommendation.plan = plan
        under[recommendation.theme_id].append(recommendation)
    themes = list(plan.themes.order_by("order"))
    for place, theme in enumerate(themes, start=1):
        members = _recommendations(under[theme.pk], lists)
        yield ThemePart(theme, members, place == 1, place == len(themes))
    if under[None]:
        yield ThemePart(None, _recommendations(under[None], lists))


def _recommendations(
    members: list[Recommendation], lists: dict[int | None, list[Action]]
) -> list[RecommendationPart]:
    return [
        RecommendationPart(one, list(_rows(lists[one.pk])), place == 1, place == len(members))
        for place, one in enumerate(members, start=1)
    ]


def _rows(actions: list[Action]) -> Iterator[ActionRow]:
    """Actions of one list, depth first."""
    here = {action.pk for action in actions}
    below: dict[int | None, list[Action]] = defaultdict(list)
    for action in actions:
        below[action.parent_id if action.parent_id in here else None].append(action)

    def walk(parent: int | None, depth: int) -> Iterator[ActionRow]:
        like = below.get(parent, [])
        for place, action in enumerate(like, start=1):
            yield ActionRow(action, depth, place, len(like))
            yield from walk(action.pk, depth + 1)

    return walk(None, 0)


def theme_or_404(plan: Plan, pk: int) -> Theme:
    """The theme of this plan with this id."""
    found = plan.themes.filter(pk=pk).first() if pk < LARGEST else None
    if found is None:
        raise Http404("No such theme.")
    found.plan = plan
    return found


def recommendation_or_404(plan: Plan, pk: int) -> Recommendation:
    """The recommendation of this plan with this id, with its theme."""
    rows = plan.recommendations.select_related("theme")
    found = rows.filter(pk=pk).first() if pk < LARGEST else None
    if found is None:
        raise Http404("No such recommendation.")
    found.plan = plan
    return found


def actions_named(plan: Plan, words: str) -> list[Action]:
    """The plan's actions that "PR-3, PR-7" names, each once; ValidationError for any other word."""
    names = dict.fromkeys(name.upper() for name in re.split(r"[\s,;]+", words) if name)
    if not names:
        return []
    known = {}
    for action in plan.actions.in_plan().select_related("recommendation", "parent"):
        action.plan = plan
        known[action.reference.upper()] = action
    for name in names:
        if name not in known:
            raise ValidationError(
                f"“{name[:40]}” is no action of this plan. Give references such as {plan.code}-3."
            )
    return [known[name] for name in names]
