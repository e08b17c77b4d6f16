"""What became of the dates that were promised, in words. Pure."""

from enum import StrEnum


class Promise(StrEnum):
    """One thing that can be said of an action's date, as it stands in an address."""

    ON_TIME = "on-time"
    LATE = "late"
    DAY_UNKNOWN = "day-unknown"
    KEPT = "kept"
    LATER = "later"
    MOVED = "moved"
    MOVED_AGAIN = "moved-again"


IN_WORDS = {
    Promise.ON_TIME: "Completed on time",
    Promise.LATE: "Completed late",
    Promise.DAY_UNKNOWN: "Complete, in time or not is not known",
    Promise.KEPT: "Completed by the first agreed date",
    Promise.LATER: "Now dated later than first agreed",
    Promise.MOVED: "Date moved at least once",
    Promise.MOVED_AGAIN: "Date moved twice or more",
}
COMPLETED = (Promise.ON_TIME, Promise.LATE, Promise.DAY_UNKNOWN)
RECORD = (Promise.KEPT, Promise.LATER, Promise.MOVED, Promise.MOVED_AGAIN)
