"""The thread file: which actions and recommendations of a plan serve which parts of a strategy.

    format = 1
    strategy = "organisational-strategy"
    plan = "peer-review"

    [[links]]
    action = "PR-13"            # or: recommendation = "3"
    serves = "O2"
    reason = "Puts the vision into staff appraisals"

Knows nothing of plans: references and numbers are words here. Whoever loads a thread finds the
actions, and says so where there is none.
"""

from dataclasses import dataclass

from council.texts import Code, Line, Slug
from council.toml_files import read_toml, write_toml
from council.values import check_limits, decode, encode
from strategy.document import StrategyDocument

FORMAT = 1
HEADING = "A golden thread. docs/strategy-file.md says what may stand here."
# What a plan's row may serve.
SERVED = {"principles", "outcomes"}


@dataclass(frozen=True, slots=True)
class Link:
    """One action, by its reference, or one recommendation, by its number, serves one part."""

    serves: Code
    reason: Line = ""
    action: Line | None = None
    recommendation: Line | None = None


@dataclass(frozen=True, slots=True)
class Thread:
    """The links between one plan and one strategy of the same council, both by their slugs."""

    strategy: Slug
    plan: Slug
    links: tuple[Link, ...] = ()


def load_thread(content: str | bytes) -> Thread:
    """The thread in a file. ValueError with one sentence, which says where, for anything else."""
    data = read_toml(content)
    number = data.pop("format", None)
    if type(number) is not int or number != FORMAT:
        raise ValueError(f"The file must hold “format = {FORMAT}”, which says how to read it.")
    thread: Thread = decode(Thread, data)
    check_thread(thread)
    return thread


def dump_thread(thread: Thread) -> str:
    """The thread as a file's text; ValueError if it does not hold together."""
    check_thread(thread)
    return write_toml({"format": FORMAT, **encode(thread)}, HEADING)


def check_thread(thread: Thread) -> None:
    """Raise ValueError unless each link has one end in the plan and is there once."""
    check_limits(thread)
    seen: set[tuple[str | None, str | None, str]] = set()
    for number, link in enumerate(thread.links, 1):
        place = f"Link {number}, to “{link.serves}”,"
        if bool(link.action) == bool(link.recommendation):
            raise ValueError(f"{place} must name an action or a recommendation, and not both.")
        ends = (link.action, link.recommendation, link.serves)
        if ends in seen:
            raise ValueError(f"{place} from {link.action or link.recommendation} stands twice.")
        seen.add(ends)


def check_against(thread: Thread, document: StrategyDocument) -> None:
    """Raise ValueError unless every link leads to an outcome or a principle of ``document``."""
    if thread.strategy != document.slug:
        raise ValueError(f"The thread is for “{thread.strategy}”, and not for “{document.slug}”.")
    known = dict(document.parts())
    for link in thread.links:
        if known.get(link.serves) not in SERVED:
            raise ValueError(f"“{link.serves}” is neither an outcome nor a principle.")
