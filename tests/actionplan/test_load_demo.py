"""The demonstration: four councils, five documents, loaded again without harm."""

import pytest
from django.core.management import CommandError, call_command

from actionplan.models import Action, Doubt, Entry, Plan, Query, ThreadLink
from actionplan.queries.doubts import open_doubts
from actionplan.queries.totals import figures_of_plans
from actionplan.rules.challenges import Code
from actionplan.words import position
from council import clock
from council.models import Council, Person, Role
from strategy.models import Outcome, Principle, Statement, Strategy


@pytest.fixture
def debug(settings):
    settings.DEBUG = True


def counts() -> list[int]:
    models = (Council, Person, Plan, Action, Entry, Doubt, Strategy, Principle, Outcome, ThreadLink)
    return [model.objects.count() for model in models]


def test_holds_all_five_documents(db, debug, capsys):
    call_command("load_demo")
    out = capsys.readouterr().out
    peer_review = Plan.objects.get(slug="peer-review")
    assert Plan.objects.earliest("pk") == peer_review
    figures = figures_of_plans([peer_review.pk], clock.today())[peer_review.pk]
    assert position(figures) == (
        "41 of 60 complete; of 19 open, 10 are past their own date, 7 have none, "
        "2 are dated ahead; as at 30 June 2023"
    )
    assert [figures.by_rating[letter] for letter in ("G", "A", "R", None)] == [44, 11, 0, 5]
    assert Action.objects.filter(plan__council__slug="worcester").count() == 28
    assert set(Council.objects.values_list("slug", flat=True)) == {
        "oadby-wigston",
        "worcester",
        "oxfordshire",
        "dorset",
    }
    assert "officer@example.gov.uk" in out
    officer = Person.objects.get(email="officer@example.gov.uk")
    assert officer.holdings.count() == 2
    roles = "\n".join(line for line in out.splitlines() if "Oadby" in line)
    assert [role for role in Role if role.value not in roles] == []
    past = Query.objects.filter(action__plan=peer_review, code=Code.PAST_BAND)
    undated = past.filter(action__latest__due_date=None).values_list("action__number", flat=True)
    assert sorted(undated) == [10, 22, 46, 52, 53]  # no date rule sees these
    asked = {(one.action and one.action.reference, one.field) for one in open_doubts(peer_review)}
    assert {("PR-7", "status"), ("PR-11", "commentary"), ("PR-48", "status")} <= asked


COUNTS = {
    "oadby-wigston": (6, 28, 4),
    "worcester": (5, 22, 9 + 13 + 25 + 28),
    "oxfordshire": (8, 0, 0),
    "dorset": (9, 0, 10 + 7),
}


def test_counts_of_every_source(db, debug):
    """Principles, outcomes, statements; the demonstration takes seconds to load, so once."""
    call_command("load_demo", quiet=True)
    found = {}
    for council in COUNTS:
        of_council = {"strategy__council__slug": council}
        found[council] = (
            Principle.objects.filter(**of_council).count(),
            Outcome.objects.filter(**of_council).count(),
            Statement.objects.filter(**of_council).exclude(kind="value").count(),
        )
    assert found == COUNTS


def test_loading_again_changes_nothing_even_after_a_link_was_taken_away(db, debug):
    call_command("load_demo", quiet=True)
    ThreadLink.objects.earliest("pk").delete()
    before = counts()
    call_command("load_demo", quiet=True)
    assert counts() == before


def test_is_refused_in_production(db, settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="refused when DEBUG is off"):
        call_command("load_demo")
    assert not Person.objects.exists()
