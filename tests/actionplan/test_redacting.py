"""What is exempt is gone from the public value, and no figure counts it."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.declared import Due, LastUpdate, Moment, Precision, Proposal, Revision, Status, Step
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.figures import figures_of
from actionplan.interchange import from_json, to_json
from actionplan.public.exempt_marks import Mark
from actionplan.public.redacting import FIELDS, redact

JUNE = date(2023, 6, 30)
SECRET = "Heron & Marsh LLP"
DUE = Due("Contract award, 4 May 2023", date(2023, 5, 4), Precision.DAY)
SECRETIVE = Action(
    f"Settle the claim of {SECRET}",
    reference="PR-2",
    steps=(Step(f"Offer to {SECRET}"),),
    status=Status.IN_PROGRESS,
    due=DUE,
    first_due=DUE,
    revisions=(Revision(DUE, DUE, f"{SECRET} asked for time"),),
    completed=Moment(date(2023, 6, 1)),
    commentary=f"{SECRET} has answered.",
    accountable=f"Manager, {SECRET}",
    delivery=(f"Deputy, {SECRET}",),
    last_update=LastUpdate(JUNE, JUNE, post=f"Manager, {SECRET}"),
    extras=(("Contractor", SECRET),),
    proposed=Proposal(DUE, f"{SECRET} asks for more", JUNE, f"Manager, {SECRET}"),
)


def a_plan(*actions: Action, as_at: date = JUNE) -> PlanDocument:
    """A plan with one public action and others, all under one recommendation."""
    public = Action("Publish the pay policy", reference="PR-1", status=Status.COMPLETE)
    theme = Theme("Governance", (Recommendation("Be open.", "1", actions=(public, *actions)),))
    return PlanDocument("Peer review action plan", as_at=as_at, themes=(theme,))


def test_whole_row_goes_with_its_parts_and_every_figure_says_so():
    part = Action(f"Write to {SECRET}", reference="PR-3")
    row = replace(SECRETIVE, exempt_paragraph="paragraph 3", sub_actions=(part,))
    found = redact(a_plan(row))
    assert SECRET not in repr(found.document)
    assert figures_of(found.document).total == 1
    assert found.sentence == "2 actions are exempt and not counted here (paragraph 3)."
    assert set(found.hidden) == {"PR-2", "PR-3"}


@pytest.mark.parametrize("name", FIELDS)
def test_one_field_goes_and_the_others_stay(name):
    row = replace(SECRETIVE, exempt_paragraph="paragraph 1", exempt_fields=(name,))
    shown = redact(a_plan(row)).document
    kept = redact(a_plan(replace(SECRETIVE, exempt_paragraph=None))).document
    assert repr(shown).count(SECRET) < repr(kept).count(SECRET)
    assert figures_of(shown).total == 2


def test_every_field_together_leaves_no_word_of_the_source():
    row = replace(SECRETIVE, exempt_paragraph="paragraph 1", exempt_fields=tuple(FIELDS))
    found = redact(a_plan(row))
    assert SECRET not in repr(found.document)
    assert "4 May" not in repr(found.document)
    assert found.sentence == (
        "parts of 1 action are exempt and not shown; 1 date among them counted as no date"
        " (paragraph 1)."
    )
    again = redact(found.document)
    assert again.document == found.document
    assert from_json(to_json(found.document)) == found.document


def test_todays_marks_hold_for_what_was_reported_before():
    then = a_plan(replace(SECRETIVE, reference=None))
    today = a_plan(replace(SECRETIVE, exempt_paragraph="paragraph 3"))
    assert SECRET in repr(redact(then).document)
    assert SECRET not in repr(redact(then, today=today).document)


def test_marks_of_then_hold_today_and_both_are_joined():
    then = a_plan(replace(SECRETIVE, exempt_paragraph="paragraph 3"))
    found = redact(then, marks={"PR-2": Mark("paragraph 1", frozenset({"leads"}))})
    assert SECRET not in repr(found.document)
    assert found.paragraphs == ("paragraph 3; paragraph 1",)


def test_part_of_an_exempt_row_is_exempt_where_it_stood_alone():
    alone = Action(f"Write to {SECRET}", reference="PR-3")
    whole = replace(SECRETIVE, exempt_paragraph="paragraph 3", sub_actions=(alone,))
    assert SECRET not in repr(redact(a_plan(alone), today=a_plan(whole)).document)


def test_mark_of_an_action_that_has_left_the_plan_still_holds():
    found = redact(a_plan(SECRETIVE), today=a_plan(), marks={"PR-2": Mark("paragraph 3")})
    assert SECRET not in repr(found.document)


def test_plan_without_marks_is_as_it_was():
    document = a_plan(replace(SECRETIVE))
    found = redact(document, today=document)
    assert found.document == document
    assert found.is_whole
    assert found.sentence == ""
