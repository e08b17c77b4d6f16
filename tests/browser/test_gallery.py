"""The gallery shows every state of every component, so that axe sees each of them too."""

import pytest

from tests.browser.steps import fits_the_width, no_axe_violations


@pytest.mark.parametrize("width", [1280, 375])
def test_no_state_of_any_component_has_a_barrier(new_page, settings, width):
    settings.ROOT_URLCONF = "tests.browser.gallery_urls"
    page = new_page(width=width)
    page.goto("/components/")
    fits_the_width(page)
    no_axe_violations(page)
