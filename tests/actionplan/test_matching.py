"""Which action is which: by reference, wording, number and likeness, and when a person is asked."""

import time
from dataclasses import replace

import pytest

from actionplan import document as doc
from actionplan.merging.alike import close_pairs
from actionplan.merging.matching import match

TITLES = [
    "Review the constitution and the scheme of delegation",
    "Train every councillor in the code of conduct",
    "Publish the forward plan of key decisions",
    "Close the budget gap over the medium term",
]


def plan(*groups: tuple[doc.Action, ...], **fields) -> doc.PlanDocument:
    recommendations = tuple(
        doc.Recommendation(f"Recommendation about {number}.", str(number), actions=actions)
        for number, actions in enumerate(groups, start=1)
    )
    return doc.PlanDocument("Peer review", themes=(doc.Theme(None, recommendations),), **fields)


def referred(*titles: str, **fields) -> tuple[doc.Action, ...]:
    return tuple(
        doc.Action(title, reference=f"PR-{number}", **fields)
        for number, title in enumerate(titles, start=1)
    )


def found(matching) -> list[tuple[int, int, bool]]:
    return [(pair.before, pair.after, bool(pair.doubt)) for pair in matching.actions]


def test_a_reference_counts_more_than_words():
    before = plan(referred(*TITLES[:2]), reference="PR")
    after = plan((doc.Action("Write a new constitution", reference="PR-1"),))
    assert found(match(before, after)) == [(0, 0, False)]


def test_words_count_within_a_recommendation_whatever_their_spaces_and_capitals():
    before = plan(referred(*TITLES))
    after = plan(tuple(doc.Action(f" {title.upper()}  ") for title in reversed(TITLES)))
    assert found(match(before, after)) == [
        (3, 0, False),
        (2, 1, False),
        (1, 2, False),
        (0, 3, False),
    ]


def test_of_several_alike_those_that_say_the_same_come_first_then_the_order_counts():
    one, two, three = (doc.Action("Report", commentary=words) for words in ("A", "B", "C"))
    after = plan((two, replace(one, commentary="New"), three))
    assert found(match(plan((one, two, three)), after)) == [
        (1, 0, False),
        (0, 1, False),
        (2, 2, False),
    ]


def test_what_an_action_said_then_may_be_given():
    before = plan((doc.Action("Report", commentary="Now"), doc.Action("Report", commentary="B")))
    after = plan((doc.Action("Report", commentary="B"), doc.Action("Report", commentary="Then")))
    said = {0: doc.Action("Report", commentary="Then")}
    assert found(match(before, after, said=said)) == [(1, 0, False), (0, 1, False)]


def test_the_same_words_under_another_recommendation_are_a_doubt():
    matching = match(plan(referred(TITLES[0]), ()), plan((), (doc.Action(TITLES[0]),)))
    [pair] = matching.actions
    assert pair.doubt == (
        f"The plan has these words under recommendation 1, as PR-1 “{TITLES[0]}”."
    )


def test_the_number_of_the_source_is_a_doubt():
    before = plan(referred("Review the constitution", source_number="1.1"))
    after = plan((doc.Action("Strengthen our governance", source_number="1.1"),))
    [pair] = match(before, after).actions
    assert pair.doubt.startswith("Its number is that of PR-1")


def test_a_number_that_stands_twice_names_nothing():
    before = plan(referred("Review the constitution", "Train", source_number="1"))
    after = plan((doc.Action("Strengthen our governance", source_number="1"),))
    assert not match(before, after).actions


def test_close_words_are_a_doubt_and_distant_ones_no_pair():
    after = plan(
        (
            doc.Action("Review the constitution and its scheme of delegation"),
            doc.Action("Install solar panels on the depot roof"),
        )
    )
    [pair] = match(plan(referred(*TITLES)), after).actions
    assert (pair.before, pair.after) == (0, 0)
    assert pair.doubt.startswith("Its words are close to those of PR-1")


def test_one_of_a_thing_and_several_are_close():
    assert close_pairs(["Train all councillors"], ["Train every councillor"]) == {0: 0}


def test_words_that_are_close_to_two_are_close_to_neither():
    before = plan(
        referred("Review the housing policy in 2023", "Review the housing policy in 2024")
    )
    assert not match(before, plan((doc.Action("Review the housing policy in 2025"),))).actions


def test_a_reference_twice_goes_to_the_row_with_its_words():
    before = plan(referred(*TITLES[:2]), reference="PR")
    rows = doc.Action("Something added", reference="PR-1"), doc.Action(TITLES[0], reference="PR-1")
    matching = match(before, plan(rows))
    assert found(matching) == [(0, 1, False)]
    assert matching.doubts == {0: "PR-1 stands more than once in the file."}


def test_words_that_have_slipped_to_another_reference_are_a_doubt():
    before = plan(referred(*TITLES[:2]), reference="PR")
    turned = plan(
        (doc.Action(TITLES[1], reference="PR-1"), doc.Action(TITLES[0], reference="PR-2"))
    )
    assert [bool(pair.doubt) for pair in match(before, turned).actions] == [True, True]


def test_a_reference_that_the_plan_does_not_have_is_a_doubt_of_a_row_without_partner():
    before = plan(referred(*TITLES[:2]), reference="PR")
    matching = match(before, plan((doc.Action(TITLES[0], reference="PR-9"),)))
    assert matching.doubts == {0: "PR-9 is not in the plan, or not any more."}
    assert not matching.actions


def test_a_reference_of_another_plan_says_nothing():
    before = plan(referred(*TITLES[:2]), reference="PR")
    assert found(match(before, plan((doc.Action(TITLES[0], reference="AU-9"),)))) == [(0, 0, False)]


def test_a_persons_word_counts_more_than_anything():
    before, after = plan(referred(*TITLES)), plan((doc.Action(TITLES[0]), doc.Action(TITLES[1])))
    matching = match(before, after, same={0: "PR-4"}, new={1})
    assert found(matching) == [(3, 0, False)]


@pytest.mark.parametrize(
    ("after", "pairs"),
    [
        ([("Other words.", "2")], [(1, 0, False)]),
        ([("Decide in the open.", None)], [(0, 0, False)]),
        ([("Decide  in the OPEN.", "7")], []),
        ([("Something else entirely.", None)], []),
        (
            [("Decide in the open.", "1"), ("Decide, continued.", "1")],
            [(0, 0, False), (0, 1, False)],
        ),
    ],
)
def test_recommendations_are_known_by_number_else_by_wording(after, pairs):
    def made(things):
        recommendations = tuple(doc.Recommendation(text, number) for text, number in things)
        return doc.PlanDocument("Plan", themes=(doc.Theme(None, recommendations),))

    matching = match(made([("Decide in the open.", "1"), ("Save.", "2")]), made(after))
    assert [(one.before, one.after, bool(one.doubt)) for one in matching.recommendations] == pairs


def test_two_thousand_rows_are_not_compared_each_with_each():
    """That would be four million comparisons of texts, which take minutes on any machine."""

    def rows(words: str) -> tuple[doc.Action, ...]:
        return tuple(
            doc.Action(f"{words} service {n % 97} of ward {n} by team {n % 13} and report on it")
            for n in range(2000)
        )

    began = time.process_time()
    matching = match(plan(rows("Review")), plan(rows("Renew")))
    assert time.process_time() - began < 20
    assert len(matching.actions) > 1000


def test_a_text_of_common_words_alone_has_no_partner():
    assert close_pairs(["and report"], ["and report"] * 100) == {}
