"""One row of a quarter's values: what was typed, what is wrong with it, what is to be saved.

A row that was not touched is skipped, whatever others did meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from council.texts import tidy
from strategy.entering import doubt, read_day, read_value
from strategy.forms.quarter_standing import Standing, as_typed, prefix_of, shown_of
from strategy.indicator import Unit
from strategy.models import Indicator, Measurement
from strategy.quantities import day_in_words, quantity
from strategy.quarters import Quarter, forecast_day
from strategy.queries.indicators import IndicatorRow
from strategy.services.measuring import Entry

LONGEST_NOTE = 2000
FIELDS = ("value", "day", "forecast", "note", "shown", "confirm")
UNIT_WORDS = {
    Unit.POUNDS: "in pounds",
    Unit.PERCENT: "in percent",
    Unit.NUMBER: "a number",
    Unit.YES_NO: "yes or no",
}
ONCE_ENTERED = "A value that was entered stays on record. Give the right one to correct it."


@dataclass
class QuarterRow:
    """One indicator on the page: what is typed, and what became of it."""

    row: IndicatorRow
    unit: Unit
    quarter: Quarter
    today: date
    standing: Standing
    typed: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)

    @property
    def indicator(self) -> Indicator:
        return self.row.indicator

    @property
    def prefix(self) -> str:
        return prefix_of(self.indicator)

    @property
    def forecast_day(self) -> date:
        return forecast_day(self.quarter, self.indicator.target_date)

    @property
    def is_yes_or_no(self) -> bool:
        return self.unit is Unit.YES_NO

    @property
    def answers(self) -> tuple[str, ...]:
        """What may be chosen for a yes or no; whatever else was sent stays in sight."""
        sent = {self.typed[name] for name in ("value", "forecast")} - {"", "Yes", "No"}
        return ("Yes", "No", *sorted(sent))

    @property
    def problems(self) -> dict[str, str]:
        """What is wrong with each field; "" where nothing is."""
        return {name: self.errors.get(name, "") for name in FIELDS}

    @property
    def unit_words(self) -> str:
        return UNIT_WORDS[self.unit]

    @property
    def last_words(self) -> str:
        """What was measured before this quarter, for those who type beside it."""
        before = self.standing.before
        if before is None:
            return "Never measured before"
        return f"Last: {quantity(before.value, self.unit)} on {day_in_words(before.day)}"

    @property
    def fingerprint(self) -> str:
        """The values that a tick confirms; others ask again."""
        return "|".join(str(entry.value.normalize()) for entry in self.entries)

    def as_stored(self, value: Measurement | None, forecast: Measurement | None) -> dict[str, str]:
        """The fields as they are shown when these two measurements stand."""
        day = value.day if value else min(self.quarter.last, self.today)
        return {
            "value": as_typed(value, self.unit),
            "day": day.isoformat(),
            "forecast": as_typed(forecast, self.unit),
            "note": "",
            "shown": self.standing.token,
            "confirm": "",
        }

    def read(self, data: Mapping[str, str], shown: Mapping[int, Measurement]) -> None:
        """Take what was typed; fill ``errors``, ``doubts`` and ``entries``."""
        stands = self.as_stored(self.standing.value, self.standing.forecast)
        sent = f"{self.prefix}-shown" in data
        typed = {name: data.get(f"{self.prefix}-{name}", "") for name in FIELDS}
        self.typed = typed if sent else stands
        was = self.as_stored(*shown_of(typed["shown"], self.indicator, shown))
        if not sent or self._same(was) or self._same(stands):
            self.typed = stands
            return
        self.typed["shown"] = self.standing.token
        self._read_what_differs(was)
        self._check_note()
        self._ask(typed, was, moved=typed["shown"] != data[f"{self.prefix}-shown"])

    def _read_what_differs(self, was: Mapping[str, str]) -> None:
        """The value or the forecast or both; the note goes with the value unless that stays."""
        note = tidy(self.typed["note"])
        new_forecast = not self._alike("forecast", was)
        kept = all(self._alike(name, was) for name in ("value", "day"))
        empty = not self.typed["value"].strip() and not was["value"]
        new_value = not (kept or empty)
        if new_value or not new_forecast:
            self._read_value(was, note)
        if new_forecast:
            self._read_forecast("" if new_value else note)

    def _same(self, other: Mapping[str, str]) -> bool:
        """Whether what is typed says no more than ``other``; the day says nothing alone."""
        dated = ("day",) if self.typed["value"].strip() else ()
        names = ("value", "forecast", *dated)
        note = tidy(self.typed["note"])
        known = {one.note for one in (self.standing.value, self.standing.forecast) if one}
        return (not note or note in known) and all(self._alike(name, other) for name in names)

    def _alike(self, name: str, other: Mapping[str, str]) -> bool:
        """Whether one field says the same, however it is written: 19.2m is 19,200,000."""
        typed = self.typed[name].strip()
        if typed == other[name] or name == "day" or not (typed and other[name]):
            return typed == other[name]
        try:
            return read_value(typed, self.unit) == read_value(other[name], self.unit)
        except ValueError:
            return False

    def _read_value(self, was: Mapping[str, str], note: str) -> None:
        if not self.typed["value"].strip():
            if was["value"]:
                self.errors["value"] = ONCE_ENTERED
            elif note:
                self.errors["value"] = "A note stands beside a value. Give the value as well."
            return
        value = self._number("value")
        try:
            day = read_day(self.typed["day"], self.quarter, self.today)
        except ValueError as wrong:
            self.errors["day"] = str(wrong)
            return
        if value is not None:
            self.entries.append(Entry(self.indicator, day, value, note=note))

    def _read_forecast(self, note: str) -> None:
        if not self.typed["forecast"].strip():
            self.errors["forecast"] = ONCE_ENTERED
            return
        value = self._number("forecast")
        if value is not None:
            self.entries.append(
                Entry(self.indicator, self.forecast_day, value, forecast=True, note=note)
            )

    def _number(self, name: str) -> Decimal | None:
        try:
            return read_value(self.typed[name], self.unit)
        except ValueError as wrong:
            self.errors[name] = str(wrong)
            return None

    def _check_note(self) -> None:
        length = len(self.typed["note"])
        if length > LONGEST_NOTE:
            self.errors["note"] = f"The note has {length:,} characters; {LONGEST_NOTE:,} are taken."

    def _ask(self, typed: Mapping[str, str], was: Mapping[str, str], *, moved: bool) -> None:
        """What somebody has to confirm before it is saved, unless they have."""
        standing = self.standing
        doubts = [
            f"{'Forecast: ' if entry.forecast else ''}{why}"
            for entry in self.entries
            if (why := doubt(entry.value, standing.before, standing.known, self.unit))
        ]
        if moved and standing.value:
            shown = quantity(standing.value.value, self.unit)
            doubts.append(f"{standing.value.by or 'Somebody'} has entered {shown} meanwhile.")
        if self.entries and not self.errors and typed["confirm"] != self.fingerprint:
            self.doubts = doubts
