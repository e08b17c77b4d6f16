"""Reported wording: the plan manager's, beside the lead's own words (docs/adr/0041). Pure."""

from dataclasses import dataclass, replace
from datetime import date

from actionplan.document import Action, PlanDocument, Recommendation


@dataclass(frozen=True, slots=True)
class Wording:
    """What was last said of how an action's commentary is to be reported.

    ``entry`` is the entry of the log that says so, by ``by`` on the day ``on`` (ISO); ``words`` are
    "" where the lead's own words are to be reported again; ``of`` are those words it was written
    beside.
    """

    entry: int
    words: str
    of: str
    on: str
    by: str

    @property
    def day(self) -> date:
        return date.fromisoformat(self.on)

    def holds(self, commentary: str) -> bool:
        """Whether it is what is reported: only as long as the lead's words are the same."""
        return bool(self.words) and squeezed(self.of) == squeezed(commentary)


def squeezed(words: str | None) -> str:
    """Words by which it is told whether two texts are the same: paragraphs tell, spaces do not."""
    lines = (" ".join(line.split()) for line in (words or "").splitlines())
    return "\n".join(filter(None, lines))


def worded(document: PlanDocument) -> PlanDocument:
    """The document as it is reported: reported wording in the place of the lead's own words.

    That it was edited is still said (``Action.is_edited``); what the lead wrote is not.
    """
    if not any(action.is_edited for action in document.actions()):
        return document
    themes = tuple(
        replace(theme, recommendations=tuple(map(_recommendation, theme.recommendations)))
        for theme in document.themes
    )
    return replace(document, themes=themes, loose_actions=_actions(document.loose_actions))


def _recommendation(one: Recommendation) -> Recommendation:
    return replace(one, actions=_actions(one.actions))


def _actions(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    return tuple(
        replace(one, commentary=one.reported_words, sub_actions=_actions(one.sub_actions))
        for one in actions
    )
