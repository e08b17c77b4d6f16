"""Every page as a whole: nothing for axe to find, nothing too wide, no complaint of the browser."""

import pytest

from tests.browser.pages import AREAS
from tests.browser.steps import fits_the_width, log_in, no_axe_violations
from tests.strategies import a_strategy

PLAN = "/ashdown/plans/peer-review/"
STRATEGY = "/ashdown/strategies/organisational-strategy/"
THREAD = "/ashdown/thread/"
PAGES = {
    "dashboard": "/ashdown/",
    "plan list": "/ashdown/plans/",
    "plan": PLAN,
    "plan, filtered": f"{PLAN}?rating=A&overdue=on",
    "plan, nothing found": f"{PLAN}?text=zzzz",
    "plan, sorted": f"{PLAN}?sort=due",
    "action": f"{PLAN}actions/PR-1/",
    "action never spoken of": f"{PLAN}actions/PR-5/",
    "update": f"{PLAN}actions/PR-1/update/",
    "download": f"{PLAN}download/",
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
FURTHER = {
    f"{area}: {name}": (area, path)
    for area, module in AREAS.items()
    for name, path in module.PAGES.items()
}
OPEN_PAGES = ["/account/login/", "/account/password/reset/", "/account/signup/"]


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_page_has_no_barrier(new_page, cast, tolerated, path, width):
    tolerated += ["status of 404"]
    a_strategy(cast.council)
    page = new_page(width=width)
    log_in(page, cast.owner)
    look_at(page, path)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", EDITING.values(), ids=EDITING)
def test_page_of_the_plan_manager_has_no_barrier(new_page, cast, path, width):
    a_strategy(cast.council)
    page = new_page(width=width)
    log_in(page, cast.manager)
    look_at(page, path)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize(("area", "path"), FURTHER.values(), ids=FURTHER)
def test_page_of_set_up_has_no_barrier(new_page, cast, area, path, width):
    prepare = getattr(AREAS[area], "prepare", None)
    found = prepare(cast) if prepare else None
    path = path.format(**found) if found else path
    page = new_page(width=width)
    log_in(page, cast.manager)
    look_at(page, path)


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("path", OPEN_PAGES)
def test_page_before_log_in_has_no_barrier(new_page, path, width):
    look_at(new_page(width=width), path)


def look_at(page, path):
    page.goto(path)
    fits_the_width(page)
    no_axe_violations(page)
