"""Decisions of a review, kept with its file."""

import pytest

from actionplan.merging.decisions import (
    CellDecision,
    CellWord,
    Decisions,
    Missing,
    RowDecision,
    RowWord,
    from_data,
    to_data,
)

DECIDED = Decisions(
    rows=(
        RowDecision(3, RowWord.SPLIT, titles=("List the land", "Sell the depot")),
        RowDecision(7, RowWord.SAME, reference="PR-12"),
    ),
    cells=(CellDecision(4, "due", CellWord.TYPED, "End of September 2023"),),
    missing=(Missing("PR-9", "Answered by the new constitution"),),
)


def test_decisions_come_back_from_json_as_they_were():
    assert from_data(to_data(DECIDED)) == DECIDED


def test_nothing_decided_is_an_empty_object():
    assert from_data({}) == Decisions()


def test_decision_is_found_by_row_and_by_cell():
    assert DECIDED.of_row(7) == RowDecision(7, RowWord.SAME, reference="PR-12")
    assert DECIDED.of_row(4) is None
    found = DECIDED.of_cell(4, "due")
    assert found is not None
    assert found.words == "End of September 2023"
    assert DECIDED.of_cell(4, "rating") is None


def test_word_that_is_no_decision_is_refused():
    data = to_data(DECIDED)
    data["rows"][0]["word"] = "perhaps"
    with pytest.raises(ValueError, match="rows"):
        from_data(data)
