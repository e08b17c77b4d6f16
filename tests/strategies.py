"""A small strategy with one part of every kind, for tests that need one in the database."""

from datetime import date

from council.models import Council, Person
from strategy.document import (
    Footnote,
    Label,
    Labels,
    Outcome,
    OutcomeArea,
    Principle,
    RelatedDocument,
    Relation,
    Rhythm,
    Section,
    Statement,
    Strand,
    StrategyDocument,
)
from strategy.indicator import Frequency, Indicator, Unit
from strategy.kinds import Incorporates, Place, Position, RelatedKind, StatementKind, Status
from strategy.models import Strategy
from strategy.services.storing import store_strategy

SMALL = StrategyDocument(
    title="Organisational strategy",
    slug="organisational-strategy",
    status=Status.DRAFT,
    vision="A council that works as one.",
    purpose="Serve residents well.",
    sits_under="Council plan",
    term_words="until June 2027",
    term_end=date(2027, 6, 30),
    review_words="Reviewed annually",
    review_every=Frequency.ANNUALLY,
    next_review=date(2023, 3, 31),
    reading_notes=("The source is a draft.",),
    labels=Labels(principle=Label("workstream", "workstreams")),
    sections=(
        Section("S1", Place.INTRODUCTION, "Purpose", "First.\nSecond.[^1]", "1. Introduction"),
        Section("S2", Place.PRINCIPLES, "2. Our workstreams", "They are:"),
    ),
    principles=(
        Principle("P1", "Focus", "We hold to outcomes.[^1]", (Strand("officers", "Lead."),)),
        Principle("P2", "Openness", "We publish what we decide."),
    ),
    areas=(OutcomeArea("A1", "Our workforce"),),
    outcomes=(
        Outcome("O1", "Staff share the values.", "A1", "P1"),
        Outcome("O2", "Decisions are published.", principle="P2"),
    ),
    statements=(
        Statement("V1", StatementKind.VALUE, "We listen.", group="Values"),
        Statement("C1", StatementKind.SERVICE_CHARACTERISTIC, "At all times.", "Customer shaped"),
    ),
    relations=(Relation("C1", "P1", "Customers come first"),),
    indicators=(Indicator("K1", "Staff turnover", Unit.PERCENT),),
    rhythms=(Rhythm("R1", "Progress is reported.", Frequency.QUARTERLY, "Cabinet"),),
    related=(
        RelatedDocument(
            "D1",
            "People strategy",
            RelatedKind.BUSINESS_STRATEGY,
            Position.BELOW,
            "Head of People",
            review_due=date(2023, 1, 31),
            incorporates=Incorporates.NOT_YET,
        ),
        RelatedDocument("D2", "Constitution", RelatedKind.VALUES_AND_BEHAVIOURS, Position.ABOVE),
    ),
    footnotes=(Footnote("1", "See https://example.gov.uk/commitment for more.", "P1"),),
)


def a_strategy(
    council: Council, document: StrategyDocument = SMALL, by: Person | None = None
) -> Strategy:
    """``document`` in the database of ``council``."""
    return store_strategy(document=document, council=council, by=by).strategy
