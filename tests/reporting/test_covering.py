"""The covering report: what was written and what the figures say, in the form's order, in Word."""

import io
from datetime import date
from typing import Any

import docx
import pytest
from django.urls import reverse

from actionplan.models import ReportText
from actionplan.queries.appendix import appendix_or_404
from actionplan.queries.covering import covering_of
from actionplan.reporting import final_files
from actionplan.reporting.covering import sections
from actionplan.reporting.covering_word import write_covering
from actionplan.reporting.parts import BlockKind
from actionplan.reporting.pieces import Grid
from actionplan.reporting.report import content_digest
from actionplan.reporting.shipped import shipped_form
from actionplan.services.corrections import correct
from actionplan.services.reports import begin_report, save_cover, save_text, sign_off
from actionplan.words import day
from council import clock
from council.versions import newest
from tests import factories
from tests.closing import closed

DAY = date(2023, 9, 5)


@pytest.fixture
def report(cast):
    """A report on the closed quarter, with one recommendation and one implication written."""
    return begin_report(
        meeting=factories.meeting(cast.council, DAY),
        title="Peer review: progress",
        form=shipped_form("district"),
        parts=[(cast.plan, closed(cast))],
        by=cast.clerk,
    )


def write(report, code: str, words: str, kind: str = "section", **more: Any) -> None:
    by = report.begun_by
    kinds = ReportText.Kind(kind)
    save_text(report=report, kind=kinds, code=code, words=words, seen=0, by=by, **more)


def said(report) -> dict[str, Any]:
    return dict(sections(covering_of(fresh(report), clock.today())))


def fresh(report):
    return type(report).objects.get(pk=report.pk)


def test_what_was_written_stands_under_its_heading(report):
    write(report, "recommendations", "Note the position.\nAgree the new date.")
    write(report, "purpose", "To report progress.\n\n- one\n- two")
    write(report, "legal", "None arise.", "implication", officer="Head of Law")
    found = said(report)
    lines = [line for block in found["Recommendations"] for line in block.lines]
    assert lines == ["(a) Note the position.", "(b) Agree the new date."]
    assert [one.kind for one in found["Purpose of the report"]] == [
        BlockKind.PARAGRAPH,
        BlockKind.BULLETS,
    ]
    (grid,) = found["Implications"]
    assert ("None arise.", "Head of Law") in [row[1:] for row in grid.rows]


def test_sections_that_nothing_is_known_of_are_left_out(report):
    assert "Background" not in said(report)
    assert "What changed since the last report" not in said(report)


def test_figures_are_those_that_were_locked_whatever_happens_since(cast, report):
    before = said(report)
    cast.plan.actions.update(title="Something else by now")
    assert said(report) == before
    grid = next(one for one in before["Progress"] if isinstance(one, Grid))
    counted = cast.plan.actions.in_plan().exclude(recommendation=None)
    assert sum(int(row[1]) for row in grid.rows) == counted.filter(counts_in_totals=True).count()


def test_exceptions_are_open_and_off_track_or_late_worst_first(cast, report):
    (grid,) = said(report)["Exceptions"]
    ratings = [row[3] for row in grid.rows]
    assert ratings
    assert ratings == sorted(ratings, key=lambda one: "RAGN".index(one[0]))
    assert all(row[3][0] in "RA" or "past its date" in row[4] for row in grid.rows)


def test_references_and_headings_stay_on_one_line_on_a_portrait_page(cast, report):
    """A word such as "Actions", bold in 12 point, and PR-123 take some 16 millimetres."""
    part, title = report.parts.get(), "Later"
    cast.plan.actions.filter(pk=cast.actions[0].pk).update(title="Worded otherwise")
    later = begin_report(
        meeting=report.meeting, title=title, form=report.form, parts=[(part.plan, None)],
        by=cast.clerk,
    )  # fmt: skip
    narrow = {"Ref", "Actions", "Rating"}
    found = [grid for pieces in said(later).values() for grid in pieces if isinstance(grid, Grid)]
    wide = [
        (heading, share * 170 / sum(grid.shares) - 4)
        for grid in found
        for heading, share in zip(grid.headings, grid.shares, strict=True)
        if heading in narrow
    ]
    assert {heading for heading, _ in wide} == narrow
    assert min(width for _, width in wide) >= 16


def test_the_word_file_has_real_headings_tables_and_its_stamp(cast, report):
    write(report, "purpose", "To report <b>progress</b>.")
    sign_off(report=report, code="legal", name="A. Khan", day=clock.today(), by=cast.clerk)
    made = docx.Document(io.BytesIO(write_covering(covering_of(fresh(report), clock.today()))))
    words = [one.text for one in made.paragraphs]
    assert "To report <b>progress</b>." in words
    assert "DRAFT" in words
    headings = [one.text for one in made.paragraphs if one.style and one.style.name == "Heading 1"]
    assert headings[0] == "Purpose of the report"
    assert headings[-1] == "Signed off by"
    page = made.sections[0]
    assert round((page.page_width or 0) / 36_000) == 210
    facts = dict([cell.text for cell in row.cells] for row in made.tables[0].rows)
    assert facts["Committee"] == report.meeting.committee.name
    period = report.parts.get().period
    of = f"Position of {report.parts.get().plan.title}"
    assert facts[of] == f"As at {day(period.seal.as_at)}: {period.name}, closed and locked"
    assert all(table.rows[0]._tr.trPr is not None for table in made.tables)


def test_the_page_gives_the_file_under_a_clerks_name(cast, logged_in, report):
    path = f"/ashdown/meetings/reports/{report.pk}/"
    client = logged_in(cast.clerk)
    page = client.get(path).content.decode()
    assert f'href="{path}word/"' in page
    assert f'href="{path}appendix/1/pdf/"' in page
    answer = client.get(f"{path}word/")
    assert "2023-09-05 Peer review" in answer["Content-Disposition"]
    assert "(DRAFT).docx" in answer["Content-Disposition"]
    assert answer.content.startswith(b"PK")


def test_the_appendix_has_what_was_written_and_the_forms_rows(cast, logged_in, report):
    write(report, "summary", "All is well <b>here</b>.")
    write(report, "recommendations", "Note it.")
    client = logged_in(cast.clerk)
    answer = client.get(f"/ashdown/meetings/reports/{report.pk}/appendix/1/html/")
    page = answer.content.decode()
    assert "All is well &lt;b&gt;here&lt;/b&gt;." in page
    assert "(a) Note it." in page
    assert report.parts.get().period.name in page
    assert "DRAFT" in page
    assert "sha256-" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline; filename")
    made = client.get(f"/ashdown/meetings/reports/{report.pk}/appendix/1/docx/")
    assert "2023-09-05%20Appendix%201" in made["Content-Disposition"]


def test_both_files_say_alike_whose_report_it_is(cast, report):
    def cover(**facts):
        usual = {"title": report.title, "late_reason": "", "by": cast.clerk}
        save_cover(report=report, cover=facts, seen=newest(report), **usual)
        return appendix_or_404(fresh(report), 1, clock.today()).author

    both = {"report-of": "Chief Executive", "author": "Head of Law"}
    assert cover(**both) == "Chief Executive; report author: Head of Law"
    assert cover(**both | {"author": "Chief Executive"}) == "Chief Executive"
    assert cover(author="Head of Law") == "Head of Law"
    assert cover() is None


@pytest.mark.parametrize("path", ["appendix/2/csv/", "appendix/0/csv/", "appendix/1/exe/"])
def test_there_is_no_other_appendix(cast, logged_in, report, path):
    answer = logged_in(cast.clerk).get(f"/ashdown/meetings/reports/{report.pk}/{path}")
    assert answer.status_code == 404


def test_the_next_appendix_compares_with_the_period_before(cast, logged_in, report):
    first = report.parts.get().period
    again = begin_report(
        meeting=report.meeting, title="Later", form=shipped_form("district"),
        parts=[(cast.plan, None)], by=cast.clerk,
    )  # fmt: skip
    cast.plan.actions.filter(pk=cast.actions[0].pk).update(title="Worded otherwise")
    shown = appendix_or_404(fresh(again), 1, clock.today())
    assert shown.appendix
    assert shown.appendix.before
    assert shown.appendix.before.as_at == first.seal.as_at
    assert shown.appendix.changed
    assert any("reworded" in line.kinds for line in shown.appendix.changed.paired)


def test_corrections_of_the_period_stand_in_its_appendix(cast, report):
    period = report.parts.get().period
    before = appendix_or_404(fresh(report), 1, clock.today())
    correct(period=period, reference="", field="total", correct="5", minute="Minute 34",
            reason="Counted twice.", by=cast.manager)  # fmt: skip
    after = appendix_or_404(fresh(report), 1, clock.today())
    assert after.appendix
    (line,) = after.appendix.corrections
    assert (line.correct, line.minute, line.period) == ("5", "Minute 34", period.name)
    assert content_digest(after) == content_digest(before)


# ---- the draft that is downloaded again


def test_unchanged_draft_is_read_and_one_with_other_words_is_made_anew(
    cast, report, logged_in, monkeypatch
):
    made = []

    def make(covering, template):
        made.append(template)
        return write_covering(covering)

    monkeypatch.setattr(final_files, "covering_file", make)
    clerk = logged_in(cast.clerk)
    address = reverse("reports:report_word", args=[cast.council.slug, report.pk])
    first = clerk.get(address)
    assert clerk.get(address).content == first.content
    assert len(made) == 1
    write(report, "purpose", "To report progress at the half year.")
    again = docx.Document(io.BytesIO(clerk.get(address).content))
    assert "To report progress at the half year." in [one.text for one in again.paragraphs]
    assert len(made) == 2


def test_another_template_of_the_council_makes_it_anew(report, monkeypatch):
    monkeypatch.setattr(final_files, "covering_file", lambda covering, template: template)
    covering = covering_of(fresh(report), clock.today())
    for template in (b"one", b"two", b"one"):
        assert final_files.covering_made_once(covering, template) == template
