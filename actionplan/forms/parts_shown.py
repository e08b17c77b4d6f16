"""The part of a plan that a filter of its page is about: a recommendation, a theme, an area."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from actionplan.models import Plan
from actionplan.promises import IN_WORDS, Promise
from actionplan.queries.answering_posts import answered_for_by
from actionplan.queries.promises import in_week, promise_condition
from actionplan.words import day as day_in_words
from council.models import Post, ServiceArea

PARTS = ("recommendation", "theme", "area", "answers", "promise", "week")
NOTHING = "none"


def part_condition(part: str, value: str, day: date) -> Q:
    """The rows of one part; ``value`` is its id, or NOTHING for what has no such thing.

    What is neither opens no row.
    """
    if part in {"promise", "week"}:
        return _of_date(part, value, day)
    if value == NOTHING:
        return _without(part, day)
    pk = int(value) if value.isascii() and value.isdecimal() else 0
    match part:
        case "area":
            return answered_for_by(Q(post__service_area=pk), day)
        case "answers":
            return answered_for_by(Q(post=pk), day)
        case "theme":
            return Q(recommendation__theme=pk)
        case _:
            return Q(recommendation=pk)


def _of_date(part: str, value: str, day: date) -> Q:
    """What became of a promise, or what falls due in a week; counted rows, as in the figure."""
    if part == "promise" and value in list(Promise):
        return Q(counts_in_totals=True) & promise_condition(Promise(value))
    monday = parse_date(value) if part == "week" else None
    return Q(counts_in_totals=True) & in_week(monday, day) if monday else Q(pk__in=[])


def parse_date(text: str) -> date | None:
    """A day as YYYY-MM-DD; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _without(part: str, day: date) -> Q:
    """No recommendation, no theme, nobody who answers, or nobody of an area."""
    match part:
        case "area":
            return ~answered_for_by(Q(post__service_area__isnull=False), day)
        case "answers":
            return ~answered_for_by(Q(), day)
        case "theme":
            return Q(recommendation__theme=None)
        case _:
            return Q(recommendation=None)


def part_in_words(plan: Plan, part: str, value: str) -> str:
    """ "recommendation 3", "theme Governance": what is shown, by at most one query."""
    if part == "promise":
        known = value in list(Promise)
        return f"“{IN_WORDS[Promise(value)]}”" if known else "no such promise"
    if part == "week":
        monday = parse_date(value)
        return f"due in the week of {day_in_words(monday)}" if monday else "no such week"
    pk = int(value) if value.isascii() and value.isdecimal() else 0
    found, named, nameless = _words(plan, part)
    name = found.filter(pk=pk).first()
    return named.format(name) if name else nameless


def _words(plan: Plan, part: str) -> tuple[QuerySet[Any], str, str]:
    """What is looked up, what it is called, and what is said where there is none."""
    council = plan.council_id
    match part:
        case "area":
            areas = ServiceArea.objects.filter(council=council)
            return areas, "service area {}", "what belongs to no service area"
        case "answers":
            posts = Post.objects.filter(council=council)
            return posts, "what {} answers for", "what nobody answers for"
        case "theme":
            return plan.themes.all(), "theme {}", "what has no theme"
        case _:
            return plan.recommendations.all(), "{}", "what answers no recommendation"
