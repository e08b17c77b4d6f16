"""A clerk writes a report to a committee, with scripts and without."""

import hashlib
from datetime import date
from pathlib import Path

import docx
import pytest
from playwright.sync_api import expect

from actionplan.models import Report, ReportSignature
from actionplan.reporting.writers import WRITERS
from tests import factories, workers
from tests.actionplan.test_committee_reports import write_all
from tests.browser.steps import fits_the_width, log_in, no_axe_violations
from tests.sealing import a_closed_period

MAKING = 60_000  # milliseconds that a file may take where other tests run beside this one
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])


@BOTH
def test_clerk_begins_a_report_writes_a_section_and_reads_what_is_missing(
    new_page, cast, javascript
):
    factories.meeting(cast.council, date(2023, 9, 5), "Audit Committee")
    a_closed_period(cast.plan, date(2023, 3, 31), cast.manager, name="Q4 2022/23")
    page = new_page(javascript=javascript, width=375)
    log_in(page, cast.clerk)
    page.goto("/ashdown/meetings/")
    page.get_by_role("link", name="Reports", exact=True).click()
    page.get_by_role("link", name="Make a report").click()
    page.get_by_label("Title").fill("Peer review: progress")
    page.get_by_label("Peer review action plan").select_option("Q4 2022/23, closed and locked")
    page.get_by_label("Covering report with the action plan as appendix").check()
    page.get_by_role("button", name="Begin the report").click()
    expect(page.get_by_text("The section “Purpose of the report” is empty.")).to_be_visible()
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.get_by_role("link", name="a page of appendix 1").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("as at 31 March 2023")
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    page.go_back()
    page.get_by_role("link", name="Purpose of the report").click()
    page.get_by_label("Purpose of the report").press_sequentially("To report progress.")
    if javascript:  # kept while one types, without a button
        expect(page.locator("#kept")).to_contain_text("Saved")
        page.get_by_role("link", name="Back to the report").click()
    else:
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The section “Purpose of the report” is empty.")).to_have_count(0)
    page.get_by_label("Move it to").select_option("ready")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("alert")).to_contain_text("The implication “Legal” is empty.")


@BOTH
def test_clerk_from_a_closed_period_to_the_final_pdf_and_word(
    new_page, cast, queue, files_on_disk, javascript
):
    """The files are made by a worker of its own while the page says how far it is."""
    factories.meeting(cast.council, date(2023, 9, 5), "Audit Committee")
    period = a_closed_period(cast.plan, date(2023, 3, 31), cast.manager, name="Q4 2022/23")
    page = new_page(javascript=javascript)
    log_in(page, cast.clerk)
    page.goto(period.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Q4 2022/23: as reported")
    page.goto("/ashdown/meetings/reports/")
    page.get_by_role("link", name="Make a report").click()
    page.get_by_label("Title").fill("Peer review: progress")
    page.get_by_label("Peer review action plan").select_option("Q4 2022/23, closed and locked")
    page.get_by_label("Covering report with the action plan as appendix").check()
    page.get_by_role("button", name="Begin the report").click()
    move_to(page, "figures locked")
    report = write_all(Report.objects.get(), cast.clerk)
    ReportSignature.objects.filter(code="legal").delete()

    page.reload()
    expect(page.get_by_text("Legal Services has not signed it off")).to_be_visible()
    page.get_by_role("link", name="Legal Services").click()
    page.get_by_label("Name of the officer").fill("A. Khan")
    page.get_by_label("Signed off on").fill("30 June 2023")
    page.get_by_role("button", name="Save").click()
    move_to(page, "ready")
    expect(page.get_by_role("status").filter(has_text="The final files")).to_be_visible()
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)
    workers.work_off()
    if not javascript:
        page.get_by_role("link", name="Look again").click()
    page.get_by_text("What is kept, with checksums").click()
    expect(page.locator("#files .gt-digest")).to_have_count(1 + len(WRITERS))

    word = downloaded(page, "Covering report as Word")
    assert word.name == "2023-09-05 Peer review progress.docx"
    assert "DRAFT" not in "\n".join(one.text for one in docx.Document(str(word)).paragraphs)
    printed = downloaded(page, "PDF of appendix 1")
    assert printed.name.startswith("2023-09-05 Appendix 1 Peer review action plan")
    for path in (word, printed):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        expect(page.locator("#files code").filter(has_text=digest)).to_be_visible()
    assert Report.objects.get(pk=report.pk).stage == "ready"


def move_to(page, stage):
    page.get_by_label("Move it to").select_option(stage)
    page.get_by_role("button", name="Move it").click()


def downloaded(page, name) -> Path:
    """The file behind a link, under the name that the browser would give it."""
    with page.expect_download(timeout=MAKING) as waiting:
        page.get_by_role("link", name=name, exact=True).first.click(timeout=MAKING)
    path = Path(waiting.value.path()).parent / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
