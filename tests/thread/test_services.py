"""Tying and untying: within a council, once, with its history."""

import pytest
from django.http import Http404

from actionplan.access.thread import linkable, may_link, may_link_any
from actionplan.models import ThreadLink
from actionplan.queries.thread_ends import end_or_404
from actionplan.services.thread import CannotLink, link, load_thread, unlink
from council.scope import scope_of
from strategy.thread_file import Link, Thread


def test_link_says_who_when_and_why(cast, agreed):
    made = link(server=cast.late, served=agreed.trained, by=cast.manager, reason="It trains them")
    assert (made.action, made.outcome, made.linked_by) == (cast.late, agreed.trained, cast.manager)
    assert str(made.linked_on) == "2023-06-30"
    assert made.reason == "It trains them"


def test_recommendation_can_serve_a_principle(cast, agreed):
    made = link(server=cast.governance, served=agreed.openness, by=cast.manager)
    assert (made.recommendation, made.principle) == (cast.governance, agreed.openness)


def test_linking_twice_is_the_same_link(cast, agreed):
    first = link(server=cast.late, served=agreed.trained, by=cast.manager, reason="First")
    second = link(server=cast.late, served=agreed.trained, by=cast.owner, reason="Second")
    assert first.pk == second.pk
    assert ThreadLink.objects.get().reason == "First"


@pytest.mark.parametrize("ours", ["trained", "openness"])
def test_nothing_crosses_councils(cast, agreed, ours):
    for server in (cast.other_action,):
        with pytest.raises(CannotLink):
            link(server=server, served=getattr(agreed, ours), by=cast.manager)
    assert not ThreadLink.objects.exists()


def test_history_keeps_a_link_that_was_taken_away(cast, agreed):
    link(server=cast.late, served=agreed.trained, by=cast.manager, reason="It trains them")
    assert unlink(server=cast.late, served=agreed.trained, by=cast.owner)
    assert not ThreadLink.objects.exists()
    history = [(h.history_type, h.history_user, h.reason) for h in ThreadLink.history.all()]
    assert history == [
        ("-", cast.owner, "It trains them"),
        ("+", cast.manager, "It trains them"),
    ]


def test_unlinking_what_is_not_linked_does_nothing(cast, agreed):
    assert not unlink(server=cast.late, served=agreed.trained, by=cast.owner)


# ---- who may


def test_who_may_link(cast):
    def may(person, server):
        return may_link(scope_of(person, cast.council.slug), server)

    assert may(cast.manager, cast.late)
    assert may(cast.manager, cast.governance)
    assert may(cast.owner, cast.late)
    assert not may(cast.owner, cast.elsewhere)
    assert not may(cast.owner, cast.governance)
    for person in (cast.colleague, cast.reader, cast.clerk):
        assert not may(person, cast.late)


def test_linkable_actions_are_those_one_may_update(cast):
    mine = linkable(scope_of(cast.owner, cast.council.slug), cast.plan.actions.all())
    assert set(mine) == {cast.ahead, cast.late, cast.complete, cast.undated}
    everything = linkable(scope_of(cast.manager, cast.council.slug), cast.plan.actions.all())
    assert everything.count() == 6
    assert may_link_any(scope_of(cast.owner, cast.council.slug))
    assert not may_link_any(scope_of(cast.reader, cast.council.slug))


# ---- ends named by a form


def test_ends_of_ones_own_council_are_found(cast, agreed):
    scope = scope_of(cast.manager, cast.council.slug)
    for end, kind in (
        (cast.late, "action"),
        (cast.finance, "recommendation"),
        (agreed.trained, "outcome"),
        (agreed.thrift, "principle"),
    ):
        assert end_or_404(scope, f"{kind}-{end.pk}") == end


@pytest.mark.parametrize(
    "name",
    [
        "",
        "-",
        "outcome",
        "outcome-",
        "outcome-x",
        "outcome-²",
        "plan-1",
        "outcome--1",
        "outcome-" + "9" * 40,
        "action-0",
    ],
)
def test_nonsense_is_not_found(cast, agreed, name):
    with pytest.raises(Http404):
        end_or_404(scope_of(cast.manager, cast.council.slug), name)


def test_ends_of_another_council_are_not_found(cast, theirs):
    scope = scope_of(cast.manager, cast.council.slug)
    for name in (
        f"action-{cast.other_action.pk}",
        f"outcome-{theirs.trained.pk}",
        f"principle-{theirs.openness.pk}",
    ):
        with pytest.raises(Http404):
            end_or_404(scope, name)


# ---- a thread from a file


def a_thread(*links: Link) -> Thread:
    return Thread("our-strategy", "peer-review", links)


def test_thread_of_a_file_is_loaded_once(cast, agreed):
    thread = a_thread(
        Link("O1", "Trains", action="PR-2"),
        Link("P1", recommendation=cast.governance.number),
    )
    assert load_thread(thread=thread, council=cast.council, by=cast.manager) == 2
    assert load_thread(thread=thread, council=cast.council, by=cast.manager) == 0
    links = {(a.action, a.recommendation, a.outcome, a.principle) for a in ThreadLink.objects.all()}
    assert links == {
        (cast.late, None, agreed.trained, None),
        (None, cast.governance, None, agreed.openness),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        Link("O1", action="PR-99"),
        Link("O1", action="XX-1"),
        Link("O1", action="PR-²"),
        Link("O1", recommendation="99"),
        Link("O99", action="PR-1"),
    ],
)
def test_thread_that_names_what_is_not_there_is_refused_whole(cast, agreed, wrong):
    thread = a_thread(Link("O1", action="PR-2"), wrong)
    with pytest.raises(CannotLink, match="names what is not there"):
        load_thread(thread=thread, council=cast.council, by=cast.manager)
    assert not ThreadLink.objects.exists()


def test_thread_of_an_unknown_plan_or_strategy_is_refused(cast):
    with pytest.raises(CannotLink, match="no strategy"):
        load_thread(thread=a_thread(), council=cast.council, by=cast.manager)
