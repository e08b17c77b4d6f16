"""A long plan in pages of whole recommendations."""

from django.db.models import Count, F, QuerySet

from actionplan.models import Action

# Above this many rows the page is cut, at whole recommendations, into pages of about PAGE rows.
WHOLE = 300


PAGE = 100


def pages_of_recommendations(actions: QuerySet[Action]) -> list[list[int | None]]:
    """The recommendations of each page: whole ones, about PAGE rows; one page up to WHOLE rows."""
    counts = list(
        actions.order_by(F("recommendation__order").asc(nulls_last=True))
        .values_list("recommendation", "recommendation__order")
        .annotate(number=Count("pk"))
        .values_list("recommendation", "number")
    )
    if sum(number for _, number in counts) <= WHOLE:
        return [[pk for pk, _ in counts]]
    pages: list[list[int | None]] = [[]]
    filled = 0
    for pk, number in counts:
        if filled and filled + number / 2 > PAGE:
            pages.append([])
            filled = 0
        pages[-1].append(pk)
        filled += number
    return pages
