"""The sentences of what changed about one action. Pure.

Every sentence has the facts in it: from what to what, how often, why, and who agreed.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from actionplan.comparing.comparison import ActionChange, Kind, Move, Punctuality, Trail
from actionplan.comparing.words import listed
from actionplan.declared import Due
from actionplan.document import Action
from actionplan.key_lines import Rating
from actionplan.status_words import status_of
from actionplan.words import NOT_RATED, counted, day, late_by, moment, status_words

NO_DATE = "no date"
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")


def sentence(line: ActionChange, kind: Kind, as_at: date | None = None) -> str:
    """What one kind of change is about, with its facts; ``as_at`` is the later document's day."""
    return _SENTENCES[kind](line, as_at)


def _rated(line: ActionChange, as_at: date | None) -> str:
    """ "Amber to Red"."""
    before = _word(line.rating_before, line.before)
    return f"{before} to {_word(line.rating_after, line.after)}"


def _word(rating: Rating | None, action: Action | None) -> str:
    """The word of a rating, or a letter that the key does not know."""
    letter = action.rating if action else None
    return rating.word if rating else letter or NOT_RATED


def _status(line: ActionChange, as_at: date | None) -> str:
    """ "Complete to in progress"."""
    was, now = (status_words(one.status if one else None) for one in (line.before, line.after))
    return f"{was} to {now.lower()}"


def _overdue(line: ActionChange, as_at: date | None) -> str:
    """ "Due 31 March 2023: 3 months past its date"."""
    due = line.action.due
    late = f": {late_by(due.date, as_at)}" if due.date and as_at else ""
    return f"Due {due_words(due)}{late}"


def _moved(line: ActionChange, as_at: date | None) -> str:
    """ "Due moved from 30 September 2023 to 31 March 2024, third time; reason: …; agreed by …"."""
    move = line.move
    if move is None:
        return ""
    parts = [_from_to(move)]
    if move.times > 1:
        parts.append(f"{_time(move.times)} time")
    return "; ".join([", ".join(parts), *_first(move), *_reasons(move)])


def _with_its_meeting(line: ActionChange, as_at: date | None) -> str:
    """ "Due moved from 12 to 19 September 2023; reason: …": no slip, so no count of them."""
    return "; ".join([_from_to(line.move), *_reasons(line.move)]) if line.move else ""


def _from_to(move: Move) -> str:
    before, after = due_words(move.before), due_words(move.after)
    if move.before and not move.after:
        return f"Due date taken away: it was {before}"
    if move.before.date is None and move.after.date:
        return f"Due {after}" + (f", instead of {before}" if move.before else "; it had no date")
    way = "brought forward" if move.days is not None and move.days < 0 else "moved"
    return f"Due {way} from {before} to {after}"


def _first(move: Move) -> Iterator[str]:
    """The first agreed date, where it is not the one that stands beside it already."""
    first = move.first
    if move.times > 1 and first.date and first.date not in {move.before.date, move.after.date}:
        yield f"first agreed {due_words(first)}"


def _reasons(move: Move) -> Iterator[str]:
    """Why and who agreed; that nobody said why, where a date was taken back."""
    for one in move.revisions:
        if one.reason.strip():
            yield f"reason: {one.reason.strip().rstrip('.')}"
        if one.agreed_by.strip():
            yield f"agreed by {one.agreed_by.strip()}"
    if move.before.date and not any(one.reason.strip() for one in move.revisions):
        yield "no reason given"


def _time(number: int) -> str:
    return ORDINALS[number] if number < len(ORDINALS) else f"{number}th"


def due_words(due: Due) -> str:
    """The date, else the plan's own words in quotation marks, else "no date"."""
    if due.date:
        return moment(due.date, due.precision)
    return f"“{due.words.strip()}”" if due.words.strip() else NO_DATE


def _silent(line: ActionChange, as_at: date | None) -> str:
    """ "Last update as at 12 March 2023, from Head of Finance"."""
    last = line.action.last_update
    if last is None:
        return "Nobody has given an update yet"
    return f"Last update as at {day(last.as_at)}" + (f", from {last.post}" if last.post else "")


def _trailed(usual: str) -> Callable[[ActionChange, date | None], str]:
    """A sentence from the change register: "Split into PR-61, PR-62; reason: …; agreed by …"."""

    def words(line: ActionChange, as_at: date | None) -> str:
        trail = line.trail
        return "; ".join([_way(line, trail, usual), *_why(trail)]) if trail else usual

    return words


def _way(line: ActionChange, trail: Trail, usual: str) -> str:
    """ "Split into PR-61 and PR-62", "Merged from …", "Carried to …", or the usual words."""
    if not trail.others:
        return usual if trail.kind in {"added", "dropped"} else trail.kind.capitalize()
    way = "from" if line.before is None else "to" if trail.kind == "carried" else "into"
    return f"{trail.kind.capitalize()} {way} {listed(trail.others)}"


def _why(trail: Trail) -> Iterator[str]:
    if trail.reason.strip():
        yield f"reason: {trail.reason.strip().rstrip('.')}"
    if trail.agreed_by.strip():
        yield f"agreed by {trail.agreed_by.strip()}"
    if trail.minute.strip():
        yield trail.minute.strip()


def _reworded(line: ActionChange, as_at: date | None) -> str:
    was = f"Before: “{line.before.title if line.before else ''}”"
    return "; ".join([was, *(_why(line.trail) if line.trail else ())])


def _leads(line: ActionChange, as_at: date | None) -> str:
    """ "Head of Finance to Head of Law"."""
    return " to ".join(_led(one) for one in (line.before, line.after))


def _led(action: Action | None) -> str:
    """ "Head of Finance, Head of Law": accountable first; inherited leads are the others' own."""
    if action is None or action.leads_inherited:
        return "the recommendation’s leads"
    posts = [post for post in (action.accountable, *action.delivery) if post]
    return ", ".join(dict.fromkeys(posts)) or "no lead"


def _counting(line: ActionChange, as_at: date | None) -> str:
    return "Counted from now on" if line.action.counts_in_totals else "No longer counted in totals"


def _completed(line: ActionChange, as_at: date | None) -> str:
    """ "Completed 12 June 2023, 12 days after its date (31 May 2023)"."""
    action, due = line.action, due_words(line.action.due)
    on = action.completed
    done = f"{status_words(action.status)}: {moment(on.date, on.precision)}" if on else ""
    match line.punctuality:
        case Punctuality.LATE:
            return f"{done}, {counted(line.late_by, 'day')} after its date ({due})"
        case Punctuality.ON_TIME:
            return f"{done}, in time (due {due})"
        case Punctuality.NO_DATE:
            had = NO_DATE if status_of(action.due.words) else due
            return f"{done or status_words(action.status)}; it had {had}"
        case _:
            return f"{done or status_words(action.status)}; day not known, due {due}"


def _said(line: ActionChange, as_at: date | None) -> str:
    return (line.action.commentary or "").strip() or "Its commentary was taken away"


_SENTENCES: Mapping[Kind, Callable[[ActionChange, date | None], str]] = {
    Kind.WORSENED: _rated,
    Kind.REOPENED: _status,
    Kind.OVERDUE: _overdue,
    Kind.MOVED: _moved,
    Kind.SILENT: _silent,
    Kind.STOPPED: _status,
    Kind.DROPPED: _trailed("No longer in the plan"),
    Kind.BECAME: _trailed(""),
    Kind.RERATED: _rated,
    Kind.STATUS: _status,
    Kind.REWORDED: _reworded,
    Kind.LEADS: _leads,
    Kind.COUNTED: _counting,
    Kind.MEETING: _with_its_meeting,
    Kind.ADDED: _trailed("Added"),
    Kind.DATED: _moved,
    Kind.COMPLETED: _completed,
    Kind.IMPROVED: _rated,
    Kind.COMMENTARY: _said,
}
