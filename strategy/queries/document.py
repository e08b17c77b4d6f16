"""The database as a StrategyDocument, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Any

from strategy import document as doc
from strategy import indicator as ind
from strategy.kinds import Incorporates, Place, Position, RelatedKind, StatementKind, Status
from strategy.models import Indicator, Measurement, Strategy

SAME_NAME = [
    "title",
    "slug",
    "vision",
    "vision_label",
    "purpose",
    "purpose_label",
    "corporate_vision",
    "sits_under",
    "owner",
    "author_post",
    "presented_to",
    "presented_on",
    "term_words",
    "term_start",
    "term_end",
    "review_words",
    "next_review",
    "adopted_by",
    "adopted_on",
    "source_document",
]


def strategy_document(strategy: Strategy, *, measured: bool = True) -> doc.StrategyDocument:
    """The whole strategy: eleven queries, whatever its size.

    Without ``measured``, eight: indicators do not say what they measure and have no measurements.
    """
    return doc.StrategyDocument(
        **{name: getattr(strategy, name) for name in SAME_NAME},
        status=Status(strategy.status),
        review_every=member(ind.Frequency, strategy.review_every),
        reading_notes=tuple(strategy.reading_notes),
        labels=strategy.names,
        footnotes=tuple(doc.Footnote(**footnote) for footnote in strategy.footnotes),
        relations=tuple(doc.Relation(**relation) for relation in strategy.relations),
        sections=tuple(
            doc.Section(one.code, Place(one.place), one.heading, one.text, one.chapter)
            for one in strategy.sections.order_by("order")
        ),
        principles=tuple(
            doc.Principle(one.code, one.title, one.statement, _strands(one.strands))
            for one in strategy.principles.order_by("order")
        ),
        areas=tuple(
            doc.OutcomeArea(one.code, one.title, one.introduction)
            for one in strategy.areas.order_by("order")
        ),
        outcomes=_outcomes(strategy),
        statements=_statements(strategy),
        rhythms=tuple(
            doc.Rhythm(one.code, one.text, member(ind.Frequency, one.frequency), one.body)
            for one in strategy.rhythms.order_by("order")
        ),
        related=_related(strategy),
        indicators=_indicators(strategy, measured=measured),
    )


def member[Kind: StrEnum](kind: type[Kind], value: str) -> Kind | None:
    """The member with that value; None where nothing is stated."""
    return kind(value) if value else None


def _strands(data: list[dict[str, str]]) -> tuple[doc.Strand, ...]:
    return tuple(doc.Strand(**strand) for strand in data)


def _code(part: Any) -> str | None:
    return part.code if part else None


def _outcomes(strategy: Strategy) -> tuple[doc.Outcome, ...]:
    outcomes = strategy.outcomes.select_related("area", "principle").order_by("order")
    return tuple(
        doc.Outcome(one.code, one.text, _code(one.area), _code(one.principle)) for one in outcomes
    )


def _statements(strategy: Strategy) -> tuple[doc.Statement, ...]:
    statements = strategy.statements.select_related("principle").order_by("order")
    return tuple(
        doc.Statement(
            code=one.code,
            kind=StatementKind(one.kind),
            text=one.text,
            heading=one.heading,
            group=one.group,
            principle=_code(one.principle),
        )
        for one in statements
    )


def _related(strategy: Strategy) -> tuple[doc.RelatedDocument, ...]:
    register = strategy.related.select_related("owner_post").order_by("order")
    return tuple(
        doc.RelatedDocument(
            code=one.code,
            title=one.title,
            kind=RelatedKind(one.kind),
            position=member(Position, one.position),
            owner_post=one.owner_post.title if one.owner_post else "",
            status_words=one.status_words,
            review_due=one.review_due,
            incorporates=member(Incorporates, one.incorporates),
            link=one.link,
        )
        for one in register
    )


def _indicators(strategy: Strategy, *, measured: bool) -> tuple[ind.Indicator, ...]:
    indicators = list(strategy.indicators.select_related("owner_post").order_by("order"))
    if not measured:
        return tuple(_indicator(one, [], []) for one in indicators)
    taken: dict[int, list[Measurement]] = defaultdict(list)
    for measurement in Measurement.objects.filter(indicator__strategy=strategy).order_by(
        "day", "pk"
    ):
        taken[measurement.indicator_id].append(measurement)
    serves = _measured_codes(strategy)
    return tuple(_indicator(one, serves[one.pk], taken[one.pk]) for one in indicators)


def _measured_codes(strategy: Strategy) -> dict[int, list[str]]:
    """The codes of principles and outcomes that each indicator measures, in the page's order."""
    codes: dict[int, list[str]] = defaultdict(list)
    for kind in ("principles", "outcomes"):
        single = kind.removesuffix("s")
        through = getattr(Indicator, kind).through.objects.filter(indicator__strategy=strategy)
        rows = through.order_by(f"{single}__order").values_list("indicator", f"{single}__code")
        for pk, code in rows:
            codes[pk].append(code)
    return codes


def _indicator(
    one: Indicator, measures: list[str], measurements: Iterable[Measurement]
) -> ind.Indicator:
    return ind.Indicator(
        code=one.code,
        name=one.name,
        unit=member(ind.Unit, one.unit),
        baseline=plain(one.baseline),
        baseline_date=one.baseline_date,
        target=plain(one.target),
        target_words=one.target_words,
        target_date=one.target_date,
        good=member(ind.Good, one.good),
        tolerance=plain(one.tolerance),
        frequency=member(ind.Frequency, one.frequency),
        owner_post=one.owner_post.title if one.owner_post else "",
        formula=one.formula,
        note=one.note,
        computed=member(ind.Figure, one.computed),
        measures=tuple(measures),
        measurements=tuple(
            ind.Measurement(each.day, plain(each.value) or Decimal(), each.note, each.forecast)
            for each in measurements
        ),
    )


def plain(value: Decimal | None) -> Decimal | None:
    """A stored number without the noughts that its column adds: 19.0000 is 19."""
    if value is None:
        return None
    digits = f"{value:f}"
    return Decimal(digits.rstrip("0").rstrip(".") if "." in digits else digits)
