"""A small line chart as SVG, the same on pages and in PDFs: attributes only, no style.

Measured values are a line with dots, forecasts a dashed one with rings, the target a dotted level
with its words. The title says the same in a sentence; the table beneath the chart holds every
value. Drawn for 480 by 240, so that its words can still be read at 375 pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from council.marks import FONTS, TONES
from strategy.indicator import Unit
from strategy.quantities import day_in_words, quantity
from strategy.rating import Aim
from strategy.series import Points

WIDTH, HEIGHT = 480, 240
LEFT, RIGHT, TOP, BOTTOM = 12, 468, 34, 206
INK, LINE = "#0b0c0c", TONES["blue"].fill

type Values = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True, slots=True)
class Frame:
    """From days and values to places on the drawing."""

    first: date
    last: date
    low: Decimal
    high: Decimal

    def place(self, day: date, value: Decimal) -> tuple[str, str]:
        """The place of a value, in hundredths."""
        across = (day - self.first).days / ((self.last - self.first).days or 1)
        return f"{LEFT + 8 + across * (RIGHT - LEFT - 16):.2f}", self.level(value)

    def level(self, value: Decimal) -> str:
        """How far down a value lies."""
        share = (value - self.low) / (self.high - self.low)
        return f"{BOTTOM - float(share) * (BOTTOM - TOP):.2f}"


def chart(name: str, points: Points, aim: Aim) -> SafeString:
    """The chart; "" where fewer than two values could be drawn, or where they are yes or no."""
    measured, forecast = _with_baseline(points.measured, aim), points.forecast
    if len(measured) + len(forecast) < 2 or aim.unit is Unit.YES_NO:
        return SafeString()
    frame = _frame([*measured, *forecast], aim)
    ahead = [*measured[-1:], *forecast] if forecast else []
    return format_html(
        '<svg class="gt-chart" role="img" aria-labelledby="chart-title" width="{}" height="{}"'
        ' viewBox="0 0 {} {}" focusable="false" font-family="{}" font-size="14" fill="{}">'
        '<title id="chart-title">{}</title>{}{}{}{}{}{}</svg>',
        *(WIDTH, HEIGHT, WIDTH, HEIGHT, FONTS, INK),
        sentence(name, measured, forecast, aim),
        _axis(frame, aim),
        _target(frame, aim),
        _line(frame, ahead, "6 5"),
        _line(frame, measured, ""),
        _dots(frame, forecast, "#ffffff"),
        _dots(frame, measured, LINE),
    )


def sentence(name: str, measured: Values, forecast: Values, aim: Aim) -> str:
    """What the picture shows, for those who do not see it."""
    parts = [f"{name}: {_told(measured, aim)}"] if measured else [f"{name}: not yet measured"]
    if forecast:
        day, value = forecast[-1]
        parts.append(f"forecast {quantity(value, aim.unit)} for {day_in_words(day)}")
    if aim.target is not None:
        parts.append(f"target {quantity(aim.target, aim.unit)}")
    return f"{'; '.join(parts)}. The table holds every value."


def _told(values: Values, aim: Aim) -> str:
    """ "from £21 on 31 March 2018 to £19 on 31 March 2020"."""
    (first, start), (last, end) = values[0], values[-1]
    ends = f"{quantity(end, aim.unit)} on {day_in_words(last)}"
    if len(values) == 1:
        return ends
    return f"from {quantity(start, aim.unit)} on {day_in_words(first)} to {ends}"


def _with_baseline(measured: Values, aim: Aim) -> Values:
    """The measured values after the baseline, where that has a date and comes first."""
    start, day = aim.baseline, aim.baseline_date
    if start is None or day is None or (measured and measured[0][0] <= day):
        return measured
    return [(day, start), *measured]


def _frame(values: Values, aim: Aim) -> Frame:
    sizes = [value for _, value in values]
    if aim.target is not None:
        sizes.append(aim.target)
    low, high = min(sizes), max(sizes)
    if low == high:
        low, high = low - 1, high + 1
    days = [day for day, _ in values]
    return Frame(min(days), max(days), low, high)


def _axis(frame: Frame, aim: Aim) -> SafeString:
    """The two days at the ends, and the highest and the lowest value."""
    return format_html(
        '<path d="M{} {}H{}" stroke="{}" stroke-width="1"/><text x="{}" y="{}">{}</text>'
        '<text x="{}" y="{}" text-anchor="end">{}</text>',
        *(LEFT, BOTTOM + 10, RIGHT, TONES["grey"].fill),
        *(LEFT, BOTTOM + 28, f"{frame.first:%b %Y}"),
        *(RIGHT, BOTTOM + 28, f"{frame.last:%b %Y}"),
    )


def _target(frame: Frame, aim: Aim) -> SafeString:
    if aim.target is None:
        return SafeString()
    level = frame.level(aim.target)
    return format_html(
        '<path d="M{} {}H{}" stroke="{}" stroke-width="2" stroke-dasharray="2 4"/>'
        '<text x="{}" y="{}" text-anchor="middle">{}</text>',
        *(LEFT, level, RIGHT, INK),
        *(WIDTH / 2, f"{float(level) - 6:.2f}", f"Target {quantity(aim.target, aim.unit)}"),
    )


def _line(frame: Frame, values: Values, dashes: str) -> SafeString:
    if len(values) < 2:
        return SafeString()
    path = " ".join(f"{x},{y}" for x, y in (frame.place(*one) for one in values))
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="3"{}/>',
        path,
        LINE,
        format_html(' stroke-dasharray="{}"', dashes) if dashes else "",
    )


def _dots(frame: Frame, values: Values, fill: str) -> SafeString:
    places = (frame.place(*one) for one in values)
    return format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="5" stroke="{}" stroke-width="2" fill="{}"/>',
        ((x, y, LINE, fill) for x, y in places),
    )
