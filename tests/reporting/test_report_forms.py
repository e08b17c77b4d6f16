"""The forms of report as data, what is missing in one, and typed words as blocks."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.reporting.parts import (
    Block,
    BlockKind,
    Signed,
    Typed,
    Written,
    blocks,
    cover_fields,
    missing,
)
from actionplan.reporting.shipped import SHIPPED, shipped_form
from actionplan.reporting.template import (
    Implication,
    Section,
    Stage,
    TemplateForm,
    form_data,
    form_from,
)

EMPTY = Written({}, {}, {}, {})


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_form_crosses_as_data(name):
    form = shipped_form(name)
    assert form_from(form_data(form)) == form
    assert (form.stages[0], form.stages[-1]) == (Stage.BEGUN, Stage.RESOLVED)


def test_scrutiny_form_has_the_headings_of_2011():
    form = shipped_form("scrutiny")
    assert [section.heading for section in form.typed_sections][:3] == [
        "Background",
        "What does it mean in practice?",
        "What will we achieve?",
    ]
    assert Stage.CHAIR not in form.stages


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"sections": ()}, "at least one section that somebody writes"),
        ({"sections": (Section("a", "A"), Section("a", "B"))}, "The code “a” stands twice"),
        ({"implications": (Implication("legal", "Legal"),)}, "no section that prints them"),
        ({"leave_out": (Stage.READY,)}, "Only comments, SLT and the chair's pre-agenda"),
        ({"title": ""}, "must not be empty"),
    ],
)
def test_form_in_which_no_report_could_be_written_is_refused(change, sentence):
    usual = {"title": "Covering report", "sections": (Section("purpose", "Purpose"),)}
    with pytest.raises(ValueError, match=sentence):
        TemplateForm(**(usual | change))


def test_what_is_missing_is_named_and_complete_is_complete():
    form = shipped_form("district")
    sentences = [one.sentence for one in missing(form, EMPTY)]
    assert sentences[0] == "“Report of” on the cover is empty."
    assert "The section “Purpose of the report” is empty." in sentences
    assert "The implication “Legal” is empty." in sentences
    assert sentences[-1] == "Monitoring Officer has not signed it off."
    assert not any("Background”" in one or "Human rights" in one for one in sentences)
    full = Written(
        {section.code: Typed("Words.") for section in form.typed_sections},
        {one.code: Typed("None arising.", "Head of Law") for one in form.implications},
        {field.code: "Chief Executive" for field in form.cover},
        {one.code: Signed("A. Khan", date(2023, 8, 18)) for one in form.sign_offs},
    )
    assert missing(form, full) == ()
    long = replace(full, sections={**full.sections, "summary": Typed("word " * 121)})
    assert missing(form, long)[0].sentence == (
        "The section “Summary” has 121 words; at most 120 fit on page 1."
    )
    unsaid = replace(full, implications={**full.implications, "risk": Typed("Low.")})
    assert "does not say which officer" in missing(form, unsaid)[0].sentence
    blank = replace(full, sections={**full.sections, "purpose": Typed(" \n\t")})
    assert [one.code for one in missing(form, blank)] == ["purpose"]


def test_governance_words_stand_only_where_the_committee_has_them():
    form = shipped_form("district")
    labels = [label for _, label in cover_fields(form, [])]
    assert not {"Key decision", "Lead member"} & set(labels)
    own = [["portfolio holder", "Cabinet member"]]
    assert "Cabinet member" in [label for _, label in cover_fields(form, own)]


def test_typed_words_become_paragraphs_and_lists():
    words = "To report\nprogress.\n\n- one\n* two\n1. first\n2) second\n\nEnd <b>\n3.5 years"
    assert blocks(words) == (
        Block(BlockKind.PARAGRAPH, ("To report progress.",)),
        Block(BlockKind.BULLETS, ("one", "two")),
        Block(BlockKind.NUMBERS, ("first", "second")),
        Block(BlockKind.PARAGRAPH, ("End <b> 3.5 years",)),
    )
    assert blocks(" \n\n") == ()
