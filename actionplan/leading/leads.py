"""Who leads an action: its own accountable post, else its recommendation's leads.

See docs/adr/0003-leads-and-the-right-to-update.md for the rule and its reasons.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from actionplan.models import Action, Lead
from council.models import Post

Kind = Lead.Kind


@dataclass(frozen=True, slots=True)
class Leads:
    """The leads of one action as the product understands them.

    ``accountable`` is one post of its own, or its recommendation's officer leads, else its SLT
    leads (then ``inherited``). ``may_update`` says that the person asked about holds one of the
    posts, or deputises: the recommendation's SLT leads count too while leads are inherited.
    """

    accountable: tuple[Post, ...] = ()
    delivery: tuple[Post, ...] = ()
    inherited: bool = False
    may_update: bool = False
    held: Post | None = None

    def __bool__(self) -> bool:
        return bool(self.accountable or self.delivery)

    @property
    def posts(self) -> tuple[Post, ...]:
        """Accountable, then delivery."""
        return self.accountable + self.delivery

    @property
    def titles(self) -> str:
        """Their titles as one list; "" for no lead."""
        return ", ".join(post.title for post in self.posts)

    @property
    def in_words(self) -> str:
        """The same as a screen shows it: "Head of Finance (vacant), Head of Law"."""
        return in_words(self.posts)


@dataclass(frozen=True, slots=True)
class RecommendationLeads:
    """The SLT leads and officer leads of one recommendation."""

    slt: tuple[Post, ...] = ()
    officer: tuple[Post, ...] = ()

    @property
    def slt_in_words(self) -> str:
        """Its SLT leads as a screen shows them."""
        return in_words(self.slt)

    @property
    def officer_in_words(self) -> str:
        """Its officer leads, in the same way."""
        return in_words(self.officer)


def in_words(posts: Iterable[Post]) -> str:
    """Titles as one list; a post of a ``LeadBook`` says where nobody holds it."""
    return ", ".join(
        name_of(post.title, is_vacant=getattr(post, "is_vacant", False)) for post in posts
    )


def name_of(title: str, *, is_vacant: bool) -> str:
    """ "Head of Finance (vacant)"."""
    return f"{title} (vacant)" if is_vacant else title


class LeadBook:
    """The leads of many actions and recommendations, from leads that were read in one query.

    The leads must carry ``is_mine`` (``Lead.objects.mine(...)``) and have ``post`` at hand. Its
    posts say whether they are vacant, where the leads do.
    """

    def __init__(self, leads: Iterable[Lead]) -> None:
        self._by_action: dict[int, list[Lead]] = defaultdict(list)
        self._by_recommendation: dict[int, list[Lead]] = defaultdict(list)
        for lead in leads:
            if getattr(lead, "is_vacant", False):
                lead.post.is_vacant = True  # type: ignore[attr-defined]
            if lead.action_id is not None:
                self._by_action[lead.action_id].append(lead)
            elif lead.recommendation_id is not None:
                self._by_recommendation[lead.recommendation_id].append(lead)

    def of_recommendation(self, pk: int) -> RecommendationLeads:
        """The leads of one recommendation, in the source's order."""
        leads = self._by_recommendation.get(pk, [])
        return RecommendationLeads(_posts(leads, Kind.SLT), _posts(leads, Kind.OFFICER))

    def slt_held(self, pk: int) -> Post | None:
        """The post by which the person asked about leads a recommendation for SLT, if any."""
        leads = self._by_recommendation.get(pk, [])
        mine = [one for one in leads if one.kind == Kind.SLT and getattr(one, "is_mine", False)]
        return mine[0].post if mine else None

    def of_action(self, action: Action) -> Leads:
        """The leads of one action, inherited where it has no accountable post of its own."""
        own = self._by_action.get(action.pk, [])
        accountable = _posts(own, Kind.ACCOUNTABLE)
        above = [] if accountable else self._above(action)
        mine = [lead for lead in own + above if getattr(lead, "is_mine", False)]
        return Leads(
            accountable=accountable or _posts(above, Kind.OFFICER) or _posts(above, Kind.SLT),
            delivery=_posts(own, Kind.DELIVERY),
            inherited=bool(above),
            may_update=bool(mine),
            held=mine[0].post if mine else None,
        )

    def _above(self, action: Action) -> list[Lead]:
        return self._by_recommendation.get(action.recommendation_id or 0, [])


def _posts(leads: list[Lead], kind: str) -> tuple[Post, ...]:
    return tuple(lead.post for lead in leads if lead.kind == kind)


def digest(leads: Iterable[Lead]) -> str:
    """What a form carries of the leads of one thing, to see whether others have changed them."""
    lines = [(lead.kind, lead.post_id, lead.order, lead.since, lead.until) for lead in leads]
    return sha256(repr(sorted(map(repr, lines))).encode()).hexdigest()[:16]
