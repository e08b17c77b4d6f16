"""A plan that this product wrote as JSON, read back exactly: alone, or within a whole export."""

import json
from typing import Any

from actionplan.action_fields import EXTRA, fields_of
from actionplan.document import Action, PlanDocument
from actionplan.importing import limits
from actionplan.importing.notes import Note, Reading
from actionplan.interchange import from_json
from council.bounded_child import Refused

DROPPED = "Characters that no file may hold were left out or replaced."
LONGEST_REASON = 200


def read_json(text: str) -> Reading:
    """The plan in a JSON file. Raises Refused where it is none that ``to_json`` wrote."""
    from council.hostile import cleaned, readable

    data = parsed(text)
    given = data["document"] if isinstance(data, dict) and "document" in data else data
    try:
        document = from_json(given)
    except ValueError as error:
        raise Refused(f"is no plan that this product wrote: {reason(error)}") from error
    if sum(1 for _ in document.actions()) > limits.ROWS:
        raise Refused(f"holds more than {limits.ROWS:,} actions, so it is not read as a plan")
    clean = cleaned(document, readable)
    notes = () if clean == document else (Note("the file", "", DROPPED, needs_decision=True),)
    return Reading(clean, notes, speaks=speaks(clean))


def speaks(document: PlanDocument) -> tuple[str, ...]:
    """Every field: a JSON file says of each what it is, and that it is empty."""
    headings = (*document.columns, *(name for one in document.actions() for name, _ in one.extras))
    return (*fields_of(Action("")), *dict.fromkeys(f"{EXTRA}{heading}" for heading in headings))


def parsed(text: str) -> Any:
    """The values of a JSON text."""
    if sum(map(text.count, ",[{")) > limits.JSON_VALUES:
        raise Refused("holds more values than a plan, so it is not read")
    try:
        return json.loads(text, object_pairs_hook=once, parse_int=whole)
    except RecursionError as error:
        raise Refused("is nested too deeply for a plan, so it is not read") from error
    except json.JSONDecodeError as error:
        words = f"is no sound JSON, from line {error.lineno} on; export it again"
        raise Refused(words) from error
    except ValueError as error:
        raise Refused(f"is no sound JSON: {reason(error)}") from error


LONGEST_NUMBER = 20  # digits; a plan counts in hundreds


def whole(digits: str) -> int:
    """A whole number, unless it is longer than any that a plan holds."""
    if len(digits) > LONGEST_NUMBER:
        raise Refused(f"holds a number of {len(digits):,} digits, so it is not read")
    return int(digits)


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; what is said twice in it would be lost silently otherwise."""
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"it says “{twice}” twice in one place")
    return found


def reason(error: ValueError) -> str:
    """What is wrong, as the end of a sentence on one line."""
    words = " ".join(str(error).split()).removesuffix(".")
    return words if len(words) <= LONGEST_REASON else f"{words[:LONGEST_REASON]}…"
