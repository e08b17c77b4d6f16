"""The plan file: the themes and actions of a plan as TOML that a person can read and edit.

    format = 1
    title = "Achieving Excellence: priority actions"
    source = "Achieving Excellence: Business Plan 2017-2020"

    [[themes]]
    title = "Good Governance"
    aim = "effective decision making and balanced risks"

    [[themes.actions]]
    title = "Safeguarding"
    text = "We acknowledge the important role that the Council has to play …"

For plans that were never a table. Dates, ratings and leads come in with the first updates.
"""

from dataclasses import dataclass

from actionplan.document import Action, PlanDocument, Recommendation, Theme
from council.texts import Line, Text
from council.toml_files import read_toml
from council.values import check_limits, decode

FORMAT = 1
# Under this heading stands what the source says of an action beside its title.
DESCRIPTION = "Description"


@dataclass(frozen=True, slots=True)
class PlainAction:
    """An action's title and what the source says about it."""

    title: Line
    text: Text = ""


@dataclass(frozen=True, slots=True)
class PlainTheme:
    """A theme with what it is for, and its actions."""

    title: Line
    aim: Line = ""
    introduction: Text = ""
    actions: tuple[PlainAction, ...] = ()


@dataclass(frozen=True, slots=True)
class PlainPlan:
    """What a plan file holds."""

    title: Line
    source: Line = ""
    themes: tuple[PlainTheme, ...] = ()


def read_plan_toml(content: str | bytes) -> PlanDocument:
    """The plan in a file. Status, rating, due date and leads of every action are not stated.

    A theme's aim and introduction, else its title, are the wording under which its actions stand.
    Raises ValueError with one sentence, which says where, for anything not understood.
    """
    data = read_toml(content)
    number = data.pop("format", None)
    if type(number) is not int or number != FORMAT:
        raise ValueError(f"The file must hold “format = {FORMAT}”, which says how to read it.")
    plan: PlainPlan = decode(PlainPlan, data)
    check_limits(plan)
    return PlanDocument(plan.title, source=plan.source, themes=tuple(map(theme_of, plan.themes)))


def theme_of(theme: PlainTheme) -> Theme:
    """A theme with one recommendation, which holds its actions."""
    wording = "\n".join(filter(None, (theme.aim, theme.introduction))) or theme.title
    actions = tuple(map(action_of, theme.actions))
    return Theme(theme.title, (Recommendation(wording, actions=actions),))


def action_of(action: PlainAction) -> Action:
    """An action of which nothing is known but its words."""
    extras = ((DESCRIPTION, action.text),) if action.text else ()
    return Action(action.title, extras=extras)
