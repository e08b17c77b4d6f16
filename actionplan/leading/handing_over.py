"""What comes with a post, in one sentence. Pure."""

from django.utils.text import get_text_list

from actionplan.words import counted


def in_short(actions: int, late: int, waiting: int, proposed: int) -> str:
    """ "5 open actions: 1 is past its date and 2 are queried without an answer."

    ``waiting`` counts the actions of which a query or a question waits for an answer, ``proposed``
    new dates that are not agreed yet.
    """
    if not actions:
        return "It leads no open action now."
    facts = [
        _fact(late, "is past its date", "are past their date"),
        _fact(waiting, "is queried without an answer", "are queried without an answer"),
        _fact(proposed, "new date waits to be agreed", "new dates wait to be agreed"),
    ]
    said = get_text_list([fact for fact in facts if fact], "and")
    return f"{counted(actions, 'open action')}{': ' + said if said else ''}."


def _fact(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
