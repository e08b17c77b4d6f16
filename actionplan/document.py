"""A plan as one value: what files, the database and seals all turn into.

Everything here is an immutable dataclass that knows nothing of Django or of files. Readers of
Word and Excel make a ``PlanDocument``; the database makes one; documents are printed from one.
What an action declares is in ``declared``, the lines of the key in ``key_lines``.

``None`` and the empty tuple mean "the source does not say". Nothing here is ever a guess.
Posts are named by their title; people are never named.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from actionplan.declared import (
    Confidence,
    Due,
    LastUpdate,
    Moment,
    Proposal,
    Response,
    Revision,
    Status,
    Step,
)
from actionplan.key_lines import Band, Rating


@dataclass(frozen=True, slots=True)
class Action:
    """One promise of a plan.

    ``reference`` is the plan's permanent one (PR-17) and None in a file that has none;
    ``source_number`` is the number the source itself uses. ``rating`` is a letter of the key.
    ``timescale`` holds the source's letters ("B", "A/B"). ``extras`` are the headings and words
    of columns we have no name for. ``leads_inherited`` says that ``accountable`` and
    ``delivery`` are the recommendation's. ``exempt_paragraph`` says why a row, or only its
    ``exempt_fields`` (``redacting.FIELDS``), are not for the public. ``reported`` is the wording in
    which the ``commentary`` is reported, where the plan manager has edited that.
    """

    title: str
    reference: str | None = None
    source_number: str | None = None
    steps: tuple[Step, ...] = ()
    rating: str | None = None
    status: Status | None = None
    timescale: str | None = None
    priority: str | None = None
    due: Due = Due()
    first_due: Due = Due()
    revisions: tuple[Revision, ...] = ()
    completed: Moment | None = None
    commentary: str | None = None
    accountable: str | None = None
    delivery: tuple[str, ...] = ()
    leads_inherited: bool = False
    counts_in_totals: bool = True
    exempt_paragraph: str | None = None
    last_update: LastUpdate | None = None
    extras: tuple[tuple[str, str], ...] = ()
    sub_actions: tuple["Action", ...] = ()
    confidence: Confidence | None = None
    exempt_fields: tuple[str, ...] = ()
    proposed: Proposal | None = None
    reported: str | None = None

    @property
    def is_edited(self) -> bool:
        """Whether the wording that is reported is not the lead's own."""
        return self.reported is not None

    @property
    def says_edited(self) -> bool:
        """Whether its ``commentary`` is the edited wording: so in whatever was reported."""
        return self.is_edited and self.commentary == self.reported

    @property
    def reported_words(self) -> str | None:
        return self.commentary if self.reported is None else self.reported

    @property
    def is_complete(self) -> bool:
        return self.status in {Status.COMPLETE, Status.BUSINESS_AS_USUAL}

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done; an action of unstated status is open."""
        return self.status is None or self.status.is_open


@dataclass(frozen=True, slots=True)
class Narrative:
    """What the SLT lead said of a recommendation, or of the plan, in the period.

    ``rating`` is a letter of the key that the lead declares for the whole; ``post`` the lead's
    title. ``exempt_paragraph`` says why it is not for the public; ``cleared`` are the references
    of exempt rows of which it was said to tell nothing.
    """

    words: str = ""
    rating: str | None = None
    post: str | None = None
    exempt_paragraph: str | None = None
    cleared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What the reviewer asked for, in the reviewer's words. ``number`` as the source has it.

    ``text`` keeps its paragraphs, one a line; bullets of the source lose their mark. ``response``
    is the council's, with its reason where it is not accepted as it stands.
    """

    text: str
    number: str | None = None
    slt_leads: tuple[str, ...] = ()
    officer_leads: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    narrative: Narrative | None = None
    response: Response | None = None
    response_reason: str | None = None

    @property
    def leads(self) -> tuple[str, ...]:
        """The SLT leads, then the officer leads."""
        return self.slt_leads + self.officer_leads


@dataclass(frozen=True, slots=True)
class Theme:
    """A section of the plan. ``title`` is None for recommendations that stand under none."""

    title: str | None
    recommendations: tuple[Recommendation, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A whole plan. ``as_at`` is the day every figure in it speaks of, where that is known.

    Actions that answer no recommendation stand in ``loose_actions``. ``columns`` are the headings
    that only this plan has; their words stand among the extras of an action. Where it
    ``asks_date_agreement``, new dates are agreed by the post ``dates_agreed_by``, or a committee.
    """

    title: str
    as_at: date | None = None
    source: str = ""
    start: date | None = None
    key: tuple[Rating, ...] = ()
    bands: tuple[Band, ...] = ()
    themes: tuple[Theme, ...] = ()
    loose_actions: tuple[Action, ...] = ()
    reference: str | None = None
    extras: tuple[tuple[str, str], ...] = field(default=())
    asks_confidence: bool = False
    asks_agreement: bool = False
    columns: tuple[str, ...] = ()
    asks_date_agreement: bool = False
    dates_agreed_by: str | None = None
    narrative: Narrative | None = None

    def recommendations(self) -> Iterator[Recommendation]:
        """Every recommendation, in document order."""
        for theme in self.themes:
            yield from theme.recommendations

    def actions(self) -> Iterator[Action]:
        """Every action and, after each, its sub-actions, in document order."""
        for recommendation in self.recommendations():
            yield from with_sub_actions(recommendation.actions)
        yield from with_sub_actions(self.loose_actions)

    def rating(self, letter: str | None) -> Rating | None:
        """The line of the key for ``letter``, or None."""
        return next((rating for rating in self.key if rating.letter == letter), None)


def with_sub_actions(actions: tuple[Action, ...]) -> Iterator[Action]:
    """Each action followed by its sub-actions, depth first."""
    for action in actions:
        yield action
        yield from with_sub_actions(action.sub_actions)
