"""Pages where a plan is made and set up, with a key as long as it may be."""

from actionplan.models import Plan
from tests import factories
from tests.factories import Cast

HUB = "/ashdown/plans/peer-review/set-up/"
LONG = "/ashdown/plans/long/set-up/"
PAGES = {
    "set up, new plan": "/ashdown/plans/new/",
    "set up, copy": "/ashdown/plans/new/?copy=peer-review",
    "set up": HUB,
    "set up, plan": f"{HUB}plan/",
    "set up, key": f"{HUB}key/",
    "set up, timescales": f"{HUB}timescales/",
    "set up, columns": f"{HUB}columns/",
    "set up, rules": f"{HUB}rules/",
    "set up, long": LONG,
    "set up, long key": f"{LONG}key/",
    "set up, long columns": f"{LONG}columns/",
}

SHAPES, COLOURS = ("circle", "triangle", "square", "diamond"), ("green", "amber", "red")


def prepare(cast: Cast) -> None:
    """A draft with twelve ratings, long meanings and long headings."""
    words = "Unverhältnismäßigkeitsprüfungsverfahren"[:38]
    key = [
        {
            "letter": "ABCDEFGHIJKL"[number],
            "word": f"{words}{number}",
            "shape": SHAPES[number % 4],
            "colour": COLOURS[number // 4],
            "definition": "In danger of falling behind what was promised. " * 8,
            "counts": number % 2 == 0,
            "guard": "commentary",
        }
        for number in range(12)
    ]
    factories.plan(
        cast.council,
        "Long",
        slug="long",
        code="LONGLONG",
        key=key,
        columns=["x" * 60, "What it costs"],
        state=Plan.State.DRAFT,
        start=None,
    )
