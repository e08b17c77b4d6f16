"""Tags of the indicators' pages. Tags rather than includes: they stand in long tables."""

from decimal import Decimal

from django import template
from django.utils.safestring import SafeString

from council.marks import draw_mark, draw_no_mark
from strategy.indicator import Unit
from strategy.quantities import quantity
from strategy.rating import Rating

register = template.Library()


@register.simple_tag
def indicator_mark(rating: Rating) -> SafeString:
    """``{% indicator_mark row.rating %}``: shape, letter and word; never a colour for no rating."""
    look = rating.look
    if look is None:
        return draw_no_mark(rating.word)
    return draw_mark(look.letter, rating.word, look.shape, look.colour)


@register.filter
def in_unit(value: Decimal, unit: Unit | None) -> str:
    """``{{ measurement.value|in_unit:row.unit }}``: £18.5 million, 45%, Yes."""
    return quantity(value, unit)
