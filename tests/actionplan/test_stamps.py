"""Stamps: what went out comes back whole, and nobody else's is believed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.core import signing

from actionplan import stamped, stamps
from actionplan.declared import Status
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.stamped import Stamp, StampKind, unpacked
from actionplan.stamps import UnreadableStamp, make_stamp, read_stamp

PLAN = PlanDocument(
    "Peer review action plan",
    as_at=date(2023, 6, 30),
    themes=(
        Theme(
            "Governance",
            (
                Recommendation(
                    "Agree a vision",
                    "1",
                    actions=(Action("Workshop", "PR-1", status=Status.IN_PROGRESS),),
                ),
            ),
        ),
    ),
)
STAMP = Stamp(
    council="ashdown",
    plan="peer-review",
    period="q1-2023-24",
    exported_at=datetime(2023, 7, 3, 9, 30, tzinfo=UTC),
    document=PLAN,
)
FORM = replace(STAMP, kind=StampKind.RETURN, post="Head of Law & Democracy")


@pytest.mark.parametrize("stamp", [STAMP, FORM])
def test_what_was_stamped_comes_back_whole(stamp):
    assert read_stamp(make_stamp(stamp)) == stamp


def test_line_breaks_that_a_program_put_in_do_no_harm():
    text = make_stamp(STAMP)
    assert read_stamp(f" {text[:20]}\n{text[20:]}\n") == STAMP


def test_the_child_reads_the_same_without_the_key():
    assert unpacked(make_stamp(STAMP)) == STAMP
    assert unpacked(signing.dumps(stamped.as_data(STAMP), salt=stamps.SALT)) == STAMP


@pytest.mark.parametrize("change", [lambda t: t[:-1] + "x", lambda t: "A" + t, lambda _: "", str])
def test_a_changed_stamp_is_refused(change, settings):
    text = change(make_stamp(STAMP))
    settings.SECRET_KEY = "the-key-of-another-council-" * 3
    with pytest.raises(UnreadableStamp, match="not made here or has been changed"):
        read_stamp(text)


def test_words_signed_for_something_else_are_no_stamp():
    other = signing.dumps(stamped.as_data(STAMP), salt="council.csv_files:posts", compress=True)
    with pytest.raises(UnreadableStamp, match="not made here"):
        read_stamp(other)


def with_schema(**changed):
    data = stamped.as_data(STAMP)
    return signing.dumps(data | changed, salt=stamps.SALT, compress=True)


@pytest.mark.parametrize(
    "text",
    [
        with_schema(stamp=0),
        with_schema(document={"schema": 99, "plan": {}}),
        with_schema(exported_at="yesterday"),
        signing.dumps(["no", "stamp"], salt=stamps.SALT, compress=True),
    ],
    ids=["stamp", "document", "day", "another kind"],  # each text holds the second it was signed in
)
def test_a_stamp_of_another_version_says_so(text):
    with pytest.raises(UnreadableStamp, match="another version"):
        read_stamp(text)
    assert unpacked(text) is None


def test_a_stamp_that_unpacks_without_end_is_none(monkeypatch):
    text = make_stamp(replace(STAMP, document=replace(PLAN, source="x" * 100_000)))
    monkeypatch.setattr(stamped, "MOST_BYTES", 50_000)
    assert unpacked(text) is None


def test_a_stamp_without_end_is_not_even_checked(monkeypatch):
    monkeypatch.setattr(stamps, "MOST_CHARACTERS", 100)
    with pytest.raises(UnreadableStamp, match="not made here"):
        read_stamp(make_stamp(STAMP))
