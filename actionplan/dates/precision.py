"""The days that a date names, by its precision: June 2023 is every day of that month. Pure."""

from datetime import date

from actionplan.declared import Due, Moment, Precision

LENGTHS = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.SEASON: 3, Precision.YEAR: 12}


def is_within(day: date, due: Due) -> bool:
    """Whether ``day`` lies in what a dated ``due`` names: the day itself, its month, its year."""
    if due.date is None:
        return False
    length = LENGTHS.get(due.precision or Precision.DAY)
    if length is None:
        return day == due.date
    months_before = (due.date.year - day.year) * 12 + due.date.month - day.month
    return 0 <= months_before < length


def first_day(moment: Moment) -> date:
    """The first day of what a moment names: 1 June 2023 for June 2023, the day itself for a day."""
    length = LENGTHS.get(moment.precision)
    if length is None:
        return moment.date
    months = moment.date.year * 12 + moment.date.month - length
    return date(months // 12, months % 12 + 1, 1)
