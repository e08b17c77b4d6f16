"""Worcester's priority actions: a plan without dates or owners, read from a file edited by hand."""

import pytest

from actionplan.importing.plain import read_plan_toml
from tests.strategy.sources import text_of

PLAN = read_plan_toml(text_of("worcester/priority-actions.toml"))
HEAD = 'format = 1\ntitle = "A plan"\n'


def test_28_actions_under_five_themes():
    counts = {one.title: len(one.recommendations[0].actions) for one in PLAN.themes}
    assert counts == {
        "Customer Focused": 5,
        "Good Governance": 8,
        "Committed People": 6,
        "Creative Council": 5,
        "Strong Performance": 4,
    }
    assert len(list(PLAN.actions())) == 28


def test_nothing_is_stated_that_the_source_does_not_state():
    for action in PLAN.actions():
        assert not action.due
        assert not action.accountable
        assert not action.delivery
        assert (action.status, action.rating, action.commentary) == (None, None, None)


def test_words_are_verbatim():
    actions = {one.title: dict(one.extras) for one in PLAN.actions()}
    assert actions["Data Security and Management"]["Description"].startswith(
        "We take our data security obligations seriously"
    )
    assert actions["Improved information management"]["Description"].endswith(
        "making information readily available to the public."
    )
    assert PLAN.themes[0].recommendations[0].text == (
        "customers at the heart of everything we do\n"
        "At the heart of what matters most is our customers"
    )


def test_a_theme_without_an_aim_stands_under_its_title():
    plan = read_plan_toml(HEAD + '[[themes]]\ntitle = "People"\n')
    assert plan.themes[0].recommendations[0].text == "People"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file must hold “format = 1”"),
        ("format = 1", "Title is missing."),
        (HEAD + "owner = 'x'", "Owner is not a key that is known."),
        (HEAD + "[[themes]]\ntitle = ''", "In themes entry 1, title must not be empty."),
        (
            HEAD + "[[themes]]\ntitle = 'x'\n[[themes.actions]]\ntitle = 'y'\ndue = 2023-01-01",
            "In themes entry 1, actions entry 1, due is not a key that is known.",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_place(content, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_plan_toml(content)
