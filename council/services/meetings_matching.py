"""Which meeting each line of a calendar file speaks of, and what the line says otherwise."""

from datetime import date
from typing import Any

from council.calendar_files import Listed
from council.committee_names import by_name, plain_name
from council.in_words import in_words
from council.models import Committee, Council, Meeting
from council.services.meetings_lines import Line, Outcome


class Matching:
    """Finds the meeting that each line speaks of: by the calendar's own mark, by the day, or by
    being the committee's only meeting in a cycle.
    """

    def __init__(self, council: Council, lines: list[Line]) -> None:
        self.lines = lines
        committees = list(Committee.objects.filter(council=council))
        self.committees = by_name(committees)
        found = Meeting.objects.filter(committee__council=council)
        self.meetings = list(found.select_related("committee", "cycle"))
        self.by_uid = {one.uid: one for one in self.meetings if one.uid}
        self.by_day = {(one.committee_id, one.day): one for one in self.meetings}
        self.taken: set[int] = set()

    def run(self) -> None:
        """Say of each line what it would do."""
        for line in self.lines:
            self._name(line)
        self._refuse_repeated()
        for line in self._open():
            self._match(line, self._same(line))
        for line in [one for one in self._open() if one.meeting is None]:
            self._match(line, self._in_cycle(line))
        for line in self._open():
            self._decide(line)

    def _open(self) -> list[Line]:
        return [line for line in self.lines if line.outcome is not Outcome.REFUSED]

    def _name(self, line: Line) -> None:
        if line.listed.fault:
            line.refuse(line.listed.fault)
            return
        line.committee = self.committees.get(plain_name(line.listed.committee))
        ended = line.committee.ended_on if line.committee else None
        if ended and line.listed.day and line.listed.day >= ended:
            line.refuse(f"{line.committee} has ended on {in_words(ended)}.")

    def _refuse_repeated(self) -> None:
        """The first line of a committee and day counts; the calendar has one meeting a day."""
        seen: set[tuple[str, date | None] | str] = set()
        for line in self._open():
            if (line.key, line.listed.day) in seen:
                line.refuse("The file lists this committee on this day twice. The first counts.")
            elif line.listed.uid in seen:
                line.refuse("The file has another event with the same mark. The first counts.")
            seen.add((line.key, line.listed.day))
            seen.update(filter(None, [line.listed.uid]))

    def _same(self, line: Line) -> Meeting | None:
        known = self.by_uid.get(line.listed.uid)
        if known or not line.committee or not line.listed.day:
            return known
        return self.by_day.get((line.committee.pk, line.listed.day))

    def _in_cycle(self, line: Line) -> Meeting | None:
        """The committee's only meeting in the cycle that no other line speaks of."""
        wanted = line.listed.cycle.casefold()
        theirs = [
            one
            for one in self.meetings
            if wanted and one.cycle and one.cycle.name.casefold() == wanted
            if line.committee and one.committee_id == line.committee.pk and not one.is_cancelled
        ]
        rivals = [
            other
            for other in self._open()
            if other.key == line.key and other.listed.cycle.casefold() == wanted
        ]
        alone = len(theirs) == 1 and len(rivals) == 1 and theirs[0].pk not in self.taken
        return theirs[0] if alone else None

    def _match(self, line: Line, meeting: Meeting | None) -> None:
        if meeting is None:
            return
        if meeting.pk in self.taken:
            line.refuse("Another line of the file speaks of the same meeting.")
        elif line.committee is None or meeting.committee_id != line.committee.pk:
            line.refuse(f"The calendar’s mark belongs to a meeting of {meeting.committee}.")
        else:
            line.meeting = meeting
            self.taken.add(meeting.pk)

    def _decide(self, line: Line) -> None:
        if line.meeting:
            self._decide_known(line, line.meeting)
        elif line.listed.is_cancelled:
            line.outcome, line.words = (
                Outcome.THERE,
                "Cancelled, and not in the calendar: left out.",
            )
        else:
            line.words = "A new meeting."

    def _decide_known(self, line: Line, meeting: Meeting) -> None:
        listed = line.listed
        if listed.is_cancelled:
            done = meeting.is_cancelled
            line.outcome = Outcome.THERE if done else Outcome.CANCEL
            line.words = "Cancelled already." if done else "Its due dates stay and are listed."
        elif meeting.is_cancelled:
            line.outcome, line.words = Outcome.THERE, "Cancelled here: left as it is."
        elif listed.day != meeting.day:
            self._decide_move(line, meeting)
        else:
            line.values = _differences(listed, meeting)
            line.outcome = Outcome.CHANGE if line.values else Outcome.THERE
            line.words = _changes(line.values)

    def _decide_move(self, line: Line, meeting: Meeting) -> None:
        assert line.listed.day  # noqa: S101 - a line without a day has a fault
        if (meeting.committee_id, line.listed.day) in self.by_day:
            line.refuse(f"{meeting.committee} has another meeting on that day.")
            return
        line.outcome = Outcome.MOVE
        line.values = {"day": line.listed.day} | _differences(line.listed, meeting)
        line.words = f"From {in_words(meeting.day)} to {in_words(line.listed.day)}."


def _differences(listed: Listed, meeting: Meeting) -> dict[str, Any]:
    """What the file says otherwise; what it does not say stays. The cycle is given by its name."""
    cycle = meeting.cycle.name if meeting.cycle else ""
    said = {"starts_at": listed.starts_at, "place": listed.place, "uid": listed.uid}
    values = {
        name: value for name, value in said.items() if value and value != getattr(meeting, name)
    }
    if listed.cycle and listed.cycle.casefold() != cycle.casefold():
        values["cycle"] = listed.cycle
    return values


def _changes(values: dict[str, Any]) -> str:
    """ "Time 18:30; place Council Chamber."."""
    named = {"starts_at": "time", "place": "place", "cycle": "cycle"}
    parts = [f"{word} {_short(values[name])}" for name, word in named.items() if name in values]
    if not parts:
        return "Its mark in the other calendar is kept." if values else ""
    sentence = "; ".join(parts)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _short(value: Any) -> str:
    return f"{value:%H:%M}" if hasattr(value, "hour") else str(value)
