"""References in a list for a person."""

from actionplan.reviewing.references import in_runs
from actionplan.templatetags.review_tags import references


def test_three_in_a_row_are_a_run_and_two_are_not():
    found = ["PR-1", "PR-2", "PR-3", "PR-5", "PR-6", "X", "PR-7"]
    assert in_runs(found) == ["PR-1 to PR-3", "PR-5", "PR-6", "X", "PR-7"]


def test_nothing_is_nothing():
    assert in_runs([]) == []


def test_no_reference_breaks_at_its_hyphen_and_none_is_markup():
    said = references(["PR-1", "PR-2", "PR-3", "<b>"])
    assert said == (
        '<span class="gt-nowrap">PR-1</span> to <span class="gt-nowrap">PR-3</span>, '
        '<span class="gt-nowrap">&lt;b&gt;</span>'
    )
