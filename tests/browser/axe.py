"""axe-core, which finds what a machine can find of the barriers on a page."""

from functools import cache
from typing import Any

from django.conf import settings
from playwright.sync_api import Page

SOURCE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})"
ALL = {"type": "tag", "values": TAGS}
# What can differ with the width of the window: where things stand and what they stand on, which
# parts are there at all, and in which order.
OF_THE_WIDTH = {
    "type": "rule",
    "values": [
        "color-contrast",
        "target-size",
        "scrollable-region-focusable",
        "aria-hidden-focus",
        "button-name",
        "link-name",
        "label",
        "heading-order",
        "empty-heading",
    ],
}
# axe reads the button of GOV.UK's file upload as "No file chosenChoose file", without the end of
# line that stands between the two, and so misses them in its name, which holds both.
MISREAD = ("label-content-name-mismatch", "govuk-file-upload-button")


def no_axe_violations(page: Page, rules: dict[str, Any] = ALL) -> None:
    """Fail with every finding (WCAG 2.2 AA and good practice) and the elements it is about.

    The script comes through the browser's debugger, past the page's content security policy.
    """
    page.wait_for_load_state()  # a click may have led to a page of which nothing stands yet
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = [one for one in page.evaluate(RUN, rules)["violations"] if not _is_misread(one)]
    assert not found, f"axe on {page.url}:\n" + "\n".join(map(_in_words, found))


def _is_misread(finding: dict[str, Any]) -> bool:
    rule, part = MISREAD
    return finding["id"] == rule and all(part in node["html"] for node in finding["nodes"])


@cache
def _axe() -> str:
    return SOURCE.read_text(encoding="utf-8")


def _in_words(finding: dict[str, Any]) -> str:
    nodes = [
        f"    {node['target'][0]}\n      {node['html'][:200]}" for node in finding["nodes"][:5]
    ]
    more = len(finding["nodes"]) - len(nodes)
    rest = [f"    … and {more} more"] if more else []
    return "\n".join([f"  {finding['id']}: {finding['help']}", *nodes, *rest])
