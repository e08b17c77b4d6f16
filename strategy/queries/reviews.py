"""Reviews that are due: of strategies, and of the documents on their registers."""

from dataclasses import dataclass
from datetime import date

from council.models import Council
from strategy.kinds import Status
from strategy.models import RelatedDocument, Strategy
from strategy.words import overdue


@dataclass(frozen=True, slots=True)
class OverdueReview:
    """A document whose review day has passed. ``owner`` is a post's title, or "".

    ``late`` says by how much ("3 months overdue"); ``url`` is the place where it can be seen.
    """

    title: str
    due: date
    late: str
    owner: str
    url: str
    strategy: Strategy


def overdue_reviews(council: Council, today: date) -> list[OverdueReview]:
    """The council's overdue reviews, the longest overdue first; two queries.

    Superseded strategies are not reviewed any more, and neither are their registers.
    """
    found = [*_of_strategies(council, today), *_of_registers(council, today)]
    return sorted(found, key=lambda review: review.due)


def _of_strategies(council: Council, today: date) -> list[OverdueReview]:
    strategies = Strategy.objects.filter(council=council, next_review__lt=today)
    reviews = []
    for one in strategies.exclude(status=Status.SUPERSEDED):
        one.council = council
        reviews.append(_review(one, one, one.next_review, one.author_post, today))
    return reviews


def _of_registers(council: Council, today: date) -> list[OverdueReview]:
    rows = RelatedDocument.objects.filter(strategy__council=council, review_due__lt=today)
    live = rows.exclude(strategy__status=Status.SUPERSEDED)
    reviews = []
    for row in live.select_related("strategy", "owner_post").order_by("review_due", "order"):
        row.strategy.council = council
        owner = row.owner_post.title if row.owner_post else ""
        reviews.append(_review(row, row.strategy, row.review_due, owner, today))
    return reviews


def _review(
    document: Strategy | RelatedDocument,
    strategy: Strategy,
    due: date | None,
    owner: str,
    today: date,
) -> OverdueReview:
    if due is None:
        raise ValueError("A review without a day is not overdue.")
    place = "#register" if isinstance(document, RelatedDocument) else ""
    url = f"{strategy.get_absolute_url()}{place}"
    return OverdueReview(document.title, due, overdue(due, today), owner, url, strategy)
