"""What a simulated year is made from: a made-up plan, its posts, and what people say. Pure.

``fixtures/simulated-year.toml`` holds it; ``simulated.year`` deals who says what and when.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from actionplan import document as doc
from actionplan.declared import Due, Precision
from council.texts import Code, Line, Phrase, Slug
from council.toml_files import read_toml
from council.values import check_limits, decode


@dataclass(frozen=True, slots=True)
class Promise:
    """An action: its words, and the title of the post that is accountable for it."""

    post: Phrase
    title: Line


@dataclass(frozen=True, slots=True)
class Request:
    """A recommendation with its actions."""

    number: Phrase
    wording: Line
    actions: tuple[Promise, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A theme."""

    title: Line
    recommendations: tuple[Request, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A post, its service area, and who holds it one after the other.

    A silent one says that all is well in the first quarter, and then nothing.
    """

    title: Phrase
    area: Phrase
    holders: tuple[Phrase, ...]
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What people say, by what has happened to the action."""

    started: tuple[Line, ...]
    progress: tuple[Line, ...]
    risk: tuple[Line, ...]
    late: tuple[Line, ...]
    moved: tuple[Line, ...]
    done: tuple[Line, ...]
    quiet: tuple[Line, ...]
    ended: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """The made-up plan."""

    title: Line
    slug: Slug
    code: Code
    source: Line
    slip_reasons: tuple[Line, ...]
    words: Words
    posts: tuple[Desk, ...]
    themes: tuple[Part, ...]

    @property
    def actions(self) -> tuple[Promise, ...]:
        """All actions, in the plan's order."""
        parts = (one for theme in self.themes for one in theme.recommendations)
        return tuple(action for part in parts for action in part.actions)

    @property
    def silent_posts(self) -> frozenset[str]:
        return frozenset(desk.title for desk in self.posts if desk.silent)


def read_story(content: bytes) -> Story:
    """The story in a file. Raises ValueError with one sentence for anything not understood."""
    story: Story = decode(Story, read_toml(content))
    check_limits(story)
    return story


def document_of(story: Story, start: date, dues: Mapping[int, date]) -> doc.PlanDocument:
    """The plan as it begins: nothing has been said, some actions have a first agreed date.

    ``dues`` are the dates by the place of the action in the plan's order, from 0.
    """
    places = iter(range(len(story.actions)))
    themes = tuple(
        doc.Theme(
            theme.title, tuple(_recommendation(one, dues, places) for one in theme.recommendations)
        )
        for theme in story.themes
    )
    return doc.PlanDocument(story.title, source=story.source, start=start, themes=themes)


def _recommendation(
    one: Request, dues: Mapping[int, date], places: Iterator[int]
) -> doc.Recommendation:
    actions = (
        doc.Action(
            action.title,
            accountable=action.post,
            first_due=due_on(dues.get(next(places))),
        )
        for action in one.actions
    )
    return doc.Recommendation(one.wording, number=one.number, actions=tuple(actions))


def due_on(day: date | None) -> Due:
    """A due date as people write one: "30 September 2022"; none for None."""
    if day is None:
        return Due()
    return Due(f"{day.day} {day:%B %Y}", day, Precision.DAY)
