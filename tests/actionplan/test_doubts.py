"""The set-up list: what an import was not sure of, until somebody settles it."""

import pytest
from django.http import Http404

from actionplan.declared import Due
from actionplan.importing.notes import Note
from actionplan.models import Doubt
from actionplan.queries.doubts import doubt_or_404, open_doubts
from actionplan.queries.set_up import gaps
from actionplan.services.doubts import settle_doubt
from council.models import Role
from council.scope import Scope
from council.versions import CannotEdit
from tests.actionplan.reviewed import TODAY, apply, edited, now, sent, stamp_of


@pytest.fixture
def doubts(cast) -> list[Doubt]:
    """Two lines, one on the plan's second action and one on the file as a whole."""
    notes = (
        Note("the file", "", "A sheet is hidden, so it was not read.", True),
        Note("row 2, Due", "As above", "It points at another row.", True, 1, "due"),
    )
    document = edited(now(cast.plan), PR_2={"due": Due("As above")})
    stamp = stamp_of(cast.plan)
    file = sent(cast.council, cast.manager, document, plan=cast.plan, notes=notes, stamp=stamp)
    apply(file, cast.manager)
    return list(open_doubts(cast.plan))


def scope_of(cast, council=None) -> Scope:
    roles = frozenset({Role.PLAN_MANAGER})
    return Scope(council or cast.council, cast.manager, roles, TODAY)


def test_doubts_stand_in_the_order_of_the_plan(cast, doubts):
    assert [(one.action, one.said) for one in doubts] == [(cast.late, "As above"), (None, "")]


def test_a_settled_doubt_asks_no_more_and_says_how(cast, doubts):
    first, second = doubts
    settled = settle_doubt(doubt=first, how=" March  2023, says the lead ", by=cast.manager)
    assert (settled.settled_how, settled.settled_by) == ("March 2023, says the lead", cast.manager)
    assert list(open_doubts(cast.plan)) == [second]
    with pytest.raises(CannotEdit, match="settled this already"):
        settle_doubt(doubt=first, how="Again", by=cast.manager)


@pytest.mark.parametrize("how", ["", "   ", "x" * 301])
def test_how_it_is_settled_is_said_in_a_few_words(cast, doubts, how):
    with pytest.raises(CannotEdit, match="in a few words"):
        settle_doubt(doubt=doubts[0], how=how, by=cast.manager)


def test_the_plans_list_of_gaps_counts_them(cast, doubts):
    words = [gap.words for gap in gaps(cast.plan, scope_of(cast))]
    assert "2 things that an import was not sure of" in words
    for doubt in doubts:
        settle_doubt(doubt=doubt, how="As it is", by=cast.manager)
    assert not any("not sure" in gap.words for gap in gaps(cast.plan, scope_of(cast)))


def test_doubts_of_another_plan_are_not_there(cast, doubts):
    assert doubt_or_404(scope_of(cast), cast.plan, doubts[0].pk) == doubts[0]
    for plan, pk in ((cast.other_action.plan, doubts[0].pk), (cast.plan, 2**70)):
        with pytest.raises(Http404):
            doubt_or_404(scope_of(cast), plan, pk)
    with pytest.raises(Http404):
        doubt_or_404(scope_of(cast, cast.other_council), cast.plan, doubts[0].pk)


def test_a_list_takes_one_query(cast, doubts, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [one.action.reference for one in open_doubts(cast.plan) if one.action] == ["PR-2"]
