"""What of strategies leads to a post: indicators that it owns, and lines of the register.

A strategy's author is words of its document and stays as it was written.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from council.models import Person, Post
from council.post_users import PostUser
from council.versions import sign
from strategy.models import Indicator, RelatedDocument

OWNED = (
    (Indicator, "indicator", "indicators"),
    (RelatedDocument, "document of the register", "documents of the register"),
)


def words(post: Post) -> list[str]:
    """ "3 indicators of Organisational Strategy", a line each kind and strategy."""
    return [line for model, one, many in OWNED for line in _lines(_of(model, post), one, many)]


def hand_over(old: Post, new: Post, by: Person, day: date, reason: str) -> None:
    """Let the other post own all of it; ownership has no days, so it passes at once."""
    for model, _, _ in OWNED:
        for row in _of(model, old).select_for_update(of=("self",)):
            row.owner_post = new
            sign(row, by, reason)
            row.save()


def _of(
    model: type[Indicator] | type[RelatedDocument], post: Post
) -> QuerySet[Indicator] | QuerySet[RelatedDocument]:
    return model.objects.filter(owner_post=post).select_related("strategy")


def _lines(rows: Iterable[Indicator | RelatedDocument], one: str, many: str) -> list[str]:
    numbers = Counter(row.strategy.title for row in rows)
    return [f"{n} {one if n == 1 else many} of {title}" for title, n in numbers.items()]


POST_USER = PostUser(words, hand_over)
