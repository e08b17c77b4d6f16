"""What of strategies a post owns: it is said, and goes to another post with the rest."""

from datetime import date

from council import post_users
from strategy.models import Indicator, RelatedDocument
from tests import factories
from tests.strategies import a_strategy


def test_indicators_and_documents_are_named_and_handed_over(cast):
    strategy = a_strategy(cast.council)
    post = factories.post(cast.council, "Policy officer")
    Indicator.objects.filter(strategy=strategy).update(owner_post=post)
    RelatedDocument.objects.filter(strategy=strategy).update(owner_post=post)
    number = post.indicators.count()
    kind = "indicator" if number == 1 else "indicators"
    assert f"{number} {kind} of {strategy.title}" in post_users.uses_of(post)
    day, reason = date(2023, 6, 30), "Merged"
    post_users.hand_over(old=post, new=cast.post, by=cast.manager, day=day, reason=reason)
    assert post_users.uses_of(post) == []
    line = cast.post.indicators.first().history.first()
    assert (line.history_user, line.history_change_reason) == (cast.manager, reason)
    assert cast.post.related_documents.exists()
