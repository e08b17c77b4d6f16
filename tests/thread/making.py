"""A small strategy with principles, areas and outcomes, for the thread's tests."""

from dataclasses import dataclass

from council.models import Council
from strategy.models import Indicator, Outcome, OutcomeArea, Principle, Strategy


@dataclass(frozen=True)
class Agreed:
    """A strategy with two principles, one area with two outcomes, one outcome on its own."""

    strategy: Strategy
    openness: Principle
    thrift: Principle
    members: OutcomeArea
    trained: Outcome
    trusted: Outcome
    alone: Outcome
    indicator: Indicator


def a_strategy(council: Council, slug: str = "our-strategy", **fields: object) -> Agreed:
    """As above; ``trained`` stands under an area and ``trusted`` under a principle as well."""
    usual = {
        "title": "Our strategy",
        "vision": "A fair borough for all.",
        "status": "adopted",
    }
    made = Strategy.objects.create(council=council, slug=slug, **(usual | fields))
    openness = Principle.objects.create(strategy=made, code="P1", order=1, title="Be open")
    thrift = Principle.objects.create(strategy=made, code="P2", order=2, title="Be thrifty")
    members = OutcomeArea.objects.create(strategy=made, code="A1", order=1, title="Councillors")
    trained = outcome(made, 1, "Councillors know their work", area=members)
    trusted = outcome(made, 2, "Residents trust decisions", area=members, principle=openness)
    alone = outcome(made, 3, "Parks are clean")
    indicator = Indicator.objects.create(
        strategy=made, code="I1", order=1, name="Share of councillors trained"
    )
    indicator.outcomes.add(trained)
    return Agreed(made, openness, thrift, members, trained, trusted, alone, indicator)


def outcome(strategy: Strategy, number: int, text: str, **fields: object) -> Outcome:
    return Outcome.objects.create(
        strategy=strategy, code=f"O{number}", order=number, text=text, **fields
    )
