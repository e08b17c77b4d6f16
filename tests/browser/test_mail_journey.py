"""What a lead finds in their inbox: received by a real mail server, drawn by Chromium."""

import pytest
from playwright.sync_api import expect

from tests.actionplan.conftest import box
from tests.actionplan.test_digests import asked, run, text_of
from tests.browser.steps import fits_the_width

__all__ = ["asked", "box"]  # fixtures


@pytest.mark.parametrize("width", [600, 375])
def test_digest_can_be_read_in_a_narrow_window_and_leads_to_my_updates(
    new_page, asked, box, width, tmp_path
):
    run()
    page = new_page(width=width, javascript=False)
    mail = tmp_path / "digest.html"
    mail.write_text(text_of(box.to(asked.owner.email), "html"), encoding="utf-8")
    page.goto(mail.as_uri())
    expect(page.get_by_text("PR-2 Train every councillor").first).to_be_visible()
    expect(page.get_by_role("link", name="Give your updates")).to_be_visible()
    fits_the_width(page)
    assert len(page.screenshot(full_page=True)) > 10_000  # bytes: something is drawn
