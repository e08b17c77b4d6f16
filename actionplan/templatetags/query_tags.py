"""Queries as rows and the action's page show them: sentences, made from what is stored."""

from dataclasses import dataclass

from django import template

from actionplan.answers import headline
from actionplan.challenge_words import basis, sentence
from actionplan.queries.about_actions import queries_about
from actionplan.queries.rows import Row
from council import clock

register = template.Library()


@dataclass(frozen=True, slots=True)
class Line:
    """One query in words, whose rule it is, and whether the lead or the plan manager is asked."""

    sentence: str
    basis: str
    is_to_lead: bool


@register.simple_tag
def query_of(row: Row) -> str:
    """``{% query_of row as query %}``: the one sentence that a row shows; "" for none."""
    day = clock.today()
    first = headline(queries_about(row.action, day), day)
    return sentence(first.challenge, day, row.action.plan.ratings) if first else ""


@register.simple_tag
def queries_of_action(row: Row) -> list[Line]:
    """``{% queries_of_action row as queries %}``: every query that stands, the gravest first."""
    day, key = clock.today(), row.action.plan.ratings
    return [
        Line(sentence(one.challenge, day, key), basis(one.challenge, key), one.challenge.is_to_lead)
        for one in queries_about(row.action, day)
    ]
