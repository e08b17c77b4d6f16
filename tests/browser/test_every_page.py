"""Every page as a whole: nothing for axe to find, nothing too wide, no complaint of the browser."""

from functools import partial

import pytest

from tests.browser.axe import ALL, OF_THE_WIDTH
from tests.browser.pages import AREAS
from tests.browser.steps import fits_the_width, log_in, no_axe_violations
from tests.strategies import a_strategy

pytestmark = pytest.mark.long

PLAN = "/ashdown/plans/peer-review/"
STRATEGY = "/ashdown/strategies/organisational-strategy/"
THREAD = "/ashdown/thread/"
PAGES = {
    "dashboard": "/ashdown/",
    "one need of the dashboard": "/ashdown/needs/red/",
    "plan in plain words": f"{PLAN}in-plain-words/",
    "figures of a plan": "/ashdown/plans/peer-review/figures/",
    "plan list": "/ashdown/plans/",
    "plan": PLAN,
    "plan, filtered": f"{PLAN}?rating=A&overdue=on",
    "plan, nothing found": f"{PLAN}?text=zzzz",
    "plan, sorted": f"{PLAN}?sort=due",
    "action": f"{PLAN}actions/PR-1/",
    "action never spoken of": f"{PLAN}actions/PR-5/",
    "update": f"{PLAN}actions/PR-1/update/",
    "download": f"{PLAN}download/",
    "return forms": f"{PLAN}return-forms/",
    "return forms, wrong": f"{PLAN}return-forms/?format=pdf",
    "download, wrong": f"{PLAN}download/?format=odt",
    "strategy list": "/ashdown/strategies/",
    "strategy": STRATEGY,
    "principle": f"{STRATEGY}principles/P1/",
    "outcome": f"{STRATEGY}outcomes/O1/",
    "history of a strategy": f"{STRATEGY}history/",
    "indicator list": "/ashdown/indicators/",
    "indicator": "/ashdown/indicators/organisational-strategy/K1/",
    "values of a quarter": "/ashdown/indicators/quarter/",
    "no right to update": f"{PLAN}actions/PR-4/update/",
    "search": "/ashdown/search/?q=councillor",
    "search, nothing asked": "/ashdown/search/",
    "search, nothing found": "/ashdown/search/?q=zebra",
    "golden thread": THREAD,
    "thread of a strategy": f"{THREAD}strategies/organisational-strategy/",
    "actions of a strategy": f"{THREAD}strategies/organisational-strategy/actions/",
    "gaps in the thread": f"{THREAD}gaps/",
    "one gap": f"{THREAD}gaps/actions/",
    "links of an action": f"{THREAD}plans/peer-review/actions/PR-1/",
    "links of an outcome": f"{THREAD}strategies/organisational-strategy/outcomes/O1/?q=train",
    "not found": "/ashdown/nothing/",
    "change password": "/account/password/change/",
    "log out": "/account/logout/",
}
EDITING = {
    "what can be edited": f"{STRATEGY}edit/",
    "fields of a strategy": f"{STRATEGY}edit/strategy/",
    "footnotes and relations": f"{STRATEGY}edit/links/",
    "adoption": f"{STRATEGY}edit/status/",
    "part of a strategy": f"{STRATEGY}parts/principles/P1/edit/",
    "new line of the register": f"{STRATEGY}parts/related/add/",
    "removal of a part": f"{STRATEGY}parts/principles/P1/remove/",
}
OPEN_PAGES = ["/account/login/", "/account/password/reset/", "/account/signup/"]


# A page is looked at whole in a wide window, and on a phone for what may differ there.
WINDOWS = ((1280, 800, ALL), (375, 667, OF_THE_WIDTH))


def test_no_page_has_a_barrier(page, cast, tolerated):
    tolerated += ["status of 404"]
    a_strategy(cast.council)
    log_in(page, cast.owner)
    look_at(page, PAGES.values())


def test_no_page_of_a_strategys_editor_has_a_barrier(page, cast):
    a_strategy(cast.council)
    log_in(page, cast.manager)
    look_at(page, EDITING.values())


@pytest.mark.parametrize("area", AREAS)
def test_no_page_of_set_up_has_a_barrier(page, cast, area):
    prepare = getattr(AREAS[area], "prepare", None)
    found = (prepare(cast) if prepare else None) or {}
    log_in(page, cast.manager)
    look_at(page, [path.format(**found) for path in AREAS[area].PAGES.values()])


def test_no_page_before_log_in_has_a_barrier(page):
    look_at(page, OPEN_PAGES)


def look_at(page, paths):
    """Open each page, wide and on a phone; what is wrong with any is said at the end."""
    wrong = []
    for path in paths:
        page.goto(path)
        for width, height, rules in WINDOWS:
            page.set_viewport_size({"width": width, "height": height})
            for check in (fits_the_width, partial(no_axe_violations, rules=rules)):
                try:
                    check(page)
                except AssertionError as error:
                    wrong.append(f"{width} pixels wide: {error}")
    assert wrong == []
