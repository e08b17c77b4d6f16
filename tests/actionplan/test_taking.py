"""What is chosen for a file as a whole is kept as JSON and comes back as it was."""

from datetime import date

import pytest

from actionplan.importing.notes import ColumnChoice, KnownHeading
from actionplan.merging.taking import Covers, PastQuarter, Taking, from_data, to_data


def test_nothing_is_chosen_at_first():
    assert from_data({}) == Taking()


def test_choices_come_back_as_they_were():
    taking = Taking(
        columns=(ColumnChoice("t3", 2, "due"),),
        columns_used=(KnownHeading("When", "due"),),
        title="Peer challenge",
        draft=True,
        as_at=date(2023, 6, 30),
        covers=Covers.PAST,
        quarter=PastQuarter("Q4 2022/23", date(2023, 1, 1), date(2023, 3, 31)),
    )
    assert from_data(to_data(taking)) == taking


def test_what_is_not_known_is_refused():
    with pytest.raises(ValueError, match="covers"):
        from_data({"covers": "half"})
