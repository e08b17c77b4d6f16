"""A member reads on the public page, before a meeting, what the committee was told."""

import hashlib
import json

import pytest
from playwright.sync_api import expect

from actionplan.models import Correction, Period
from council import clock
from tests.browser.pages import public
from tests.browser.steps import fits_the_width, no_axe_violations
from tests.browser.test_report_journeys import downloaded


@pytest.mark.parametrize("javascript", [True, False], ids=["scripts", "no scripts"])
def test_member_reads_what_was_reported_and_takes_the_files(new_page, cast, javascript):
    """No log-in, and no script of ours: on a phone, from the head of the page to its files."""
    public.prepare(cast)
    reported = Period.objects.get(plan=cast.plan, last_day="2023-03-31")
    Correction.objects.create(
        period=reported,
        number=1,
        reference="PR-1",
        field=Correction.Field.RATING,
        reported="Green",
        correct="Amber",
        minute="Audit Committee, minute 12",
        reason="The wrong column was read.",
        by=cast.manager,
        recorded_at=clock.now(),
    )
    page = new_page(javascript=javascript, width=375)
    page.goto(public.PAGE)
    short = page.get_by_label("In short")
    expect(short).to_contain_text("As reported to Audit Committee, 18 April 2023")
    expect(short).to_contain_text("1 action is exempt and not counted here")
    fits_the_width(page)
    if javascript:
        no_axe_violations(page)

    page.get_by_role("link", name="What changed").click()
    expect(page.get_by_role("heading", name="What changed since")).to_be_in_viewport()
    page.get_by_role("link", name="Every action").click()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="PR-1"))
    expect(row).to_contain_text("Review the constitution")
    expect(page.get_by_role("rowheader", name="PR-2")).to_have_count(0)
    page.get_by_role("link", name="Corrections").click()
    expect(page.get_by_text("PR-1, RAG: reported as “Green”, should be “Amber”")).to_be_visible()

    taken = downloaded(page, "JSON: the whole plan as data")
    assert "Review the constitution" in str(json.loads(taken.read_text()))
    assert "PR-2" not in taken.read_text()
    printed = downloaded(page, "PDF, to read and to print").read_bytes()
    assert printed.startswith(b"%PDF")
    again = downloaded(page, "PDF, to read and to print").read_bytes()
    assert hashlib.sha256(again).digest() == hashlib.sha256(printed).digest()
    page.get_by_role("navigation", name="On this page").get_by_role(
        "link", name="Earlier positions"
    ).click()
    page.get_by_role("link", name="To 2022-12-31").click()
    expect(page.get_by_text("A later position is published.")).to_be_visible()
