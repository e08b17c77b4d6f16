"""Links to the pages of a long list, as components/pagination.html takes them."""

from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

AROUND = 2  # pages on either side of the current one, besides the first and the last


def page_links(query: QueryDict, page: Page[Any]) -> list[dict[str, Any]]:
    """Number, address and whether it is the current one; empty where there is one page.

    ``query`` is what stands in the address already: it stays, but for the page.
    """
    last = page.paginator.num_pages
    if last == 1:
        return []
    near = range(page.number - AROUND, page.number + AROUND + 1)
    numbers = sorted({1, last, *(number for number in near if 1 <= number <= last)})
    return [
        {"number": number, "url": _address(query, number), "current": number == page.number}
        for number in numbers
    ]


def _address(query: QueryDict, number: int) -> str:
    fields = query.copy()
    fields["page"] = str(number)
    return f"?{fields.urlencode()}"
