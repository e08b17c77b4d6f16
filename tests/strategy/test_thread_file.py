"""The starting thread of Oadby & Wigston, and what a thread file may hold."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from strategy.thread_file import check_against, dump_thread, load_thread
from tests.strategy.sources import FILES, strategy_of, text_of

THREAD = load_thread(text_of("oadby-wigston/thread.toml"))
STRATEGY = strategy_of(FILES[0])
EXPECTED = Path(__file__).parents[1] / "data/owbc-peer-review/expected.json"
PLAN = json.loads(EXPECTED.read_text(encoding="utf-8"))
HEAD = 'format = 1\nstrategy = "s"\nplan = "p"\n'


def test_every_link_leads_from_the_real_plan_into_the_real_strategy():
    check_against(THREAD, STRATEGY)
    references = {f"PR-{number}" for number in range(1, len(PLAN["actions"]) + 1)}
    assert {link.action for link in THREAD.links if link.action} <= references
    numbers = {str(one["number"]) for one in PLAN["recommendations"]}
    assert {link.recommendation for link in THREAD.links if link.recommendation} <= numbers
    assert all(link.reason for link in THREAD.links)


def test_links_stand_in_the_order_of_the_plan():
    numbers = [int(link.action.removeprefix("PR-")) for link in THREAD.links if link.action]
    assert numbers == sorted(numbers)


def test_the_gaps_are_the_ones_that_reading_leaves():
    served = {link.serves for link in THREAD.links if link.action}
    unserved = [one.code for one in STRATEGY.outcomes if one.code not in served]
    assert unserved == ["O6", "O7", "O8", "O16", "O19", "O21", "O22", "O25"]
    assert served >= {one.code for one in STRATEGY.principles}
    linked = {link.action for link in THREAD.links}
    idle = [n for n in range(1, 61) if f"PR-{n}" not in linked]
    assert idle == [4, 5, 7, 11, 12, 25, 26, 38, 40, 45, 46, 58]
    assert "7" not in {link.recommendation for link in THREAD.links}


@pytest.mark.parametrize(
    ("number", "words", "serves"),
    [
        (18, "buddying", {"P2", "O13"}),
        (32, "demographic profiling", {"O26", "O28", "O15", "P5"}),
        (49, "shared working", {"O4", "P3"}),
    ],
)
def test_links_say_what_the_action_says(number, words, serves):
    assert words in PLAN["actions"][number - 1]["title"]
    links = defaultdict(set)
    for link in THREAD.links:
        links[link.action].add(link.serves)
    assert links[f"PR-{number}"] == serves


def test_a_thread_comes_back_exactly():
    assert load_thread(dump_thread(THREAD)) == THREAD


@pytest.mark.parametrize(
    ("links", "sentence"),
    [
        ("[[links]]\naction = 'PR-1'", "In links entry 1, serves is missing."),
        ("[[links]]\nserves = 'O1'", "must name an action or a recommendation"),
        ("[[links]]\naction = 'PR-1'\nrecommendation = '1'\nserves = 'O1'", "and not both"),
        ("[[links]]\naction = 'PR-1'\nserves = 'O1'\n" * 2, "from PR-1 stands twice"),
        ("[[links]]\naction = 1\nserves = 'O1'", "action must be text"),
        ("[[links]]\naction = 'PR-1'\nserves = '../x'", "it takes letters and digits"),
        ("extra = 1", "Extra is not a key that is known"),
    ],
)
def test_a_thread_that_is_not_understood_is_refused(links, sentence):
    with pytest.raises(ValueError, match=sentence):
        load_thread(HEAD + links)


def test_a_thread_into_another_strategy_or_part_is_refused():
    with pytest.raises(ValueError, match="and not for “organisational-strategy”"):
        check_against(load_thread(HEAD), STRATEGY)
    astray = text_of("oadby-wigston/thread.toml").replace('serves = "O28"', 'serves = "A1"', 1)
    with pytest.raises(ValueError, match="“A1” is neither an outcome nor a principle"):
        check_against(load_thread(astray), STRATEGY)
