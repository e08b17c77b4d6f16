"""What needs a leader's attention: the needs, their words, and good news. Pure."""

from enum import StrEnum

SILENT_PERIODS = 2  # closed periods in which a silent post has said nothing
AHEAD = 90  # days in which something falls due soon


class Need(StrEnum):
    """One reason to look at an action, as it stands in an address; the gravest first."""

    UNANSWERED = "unanswered"
    RED = "red"
    NEWLY_OVERDUE = "newly-past-date"
    SLIPPED_AGAIN = "slipped-again"
    SILENT_LEAD = "silent-lead"
    VACANT_POST = "vacant-post"
    DOUBTFUL = "delivered-but-doubtful"
    DUE_SOON = "due-soon"


IN_WORDS = {
    Need.UNANSWERED: "Queries not answered",
    Need.RED: "Red and open",
    Need.NEWLY_OVERDUE: "Newly past their date",
    Need.SLIPPED_AGAIN: "Date moved again this period",
    Need.SILENT_LEAD: f"Lead silent for {SILENT_PERIODS} periods",
    Need.VACANT_POST: "Led by a vacant post",
    Need.DOUBTFUL: "Delivered but doubtful",
    Need.DUE_SOON: f"Due in the next {AHEAD} days",
}
# Only where a plan asks its owners how sure they are of the outcome.
ASKED_FOR = frozenset({Need.DOUBTFUL})
# What falls due soon needs nobody yet: it is only a filter of the plan's own page.
NEEDS_SOMEBODY = tuple(need for need in Need if need is not Need.DUE_SOON)
GOOD_NEWS = (
    "Good news: no query waits for an answer, nothing open is red, nothing has newly passed its "
    "date, no date has moved again, and every lead is in post and has spoken."
)
SILENT_RULE = (
    f"Counts the open actions of one plan that a post answers for, where it has said nothing of "
    f"any of them in the last {SILENT_PERIODS} closed periods or since; an action that two posts "
    f"answer for counts under both."
)


def needs_rule(plans: int) -> str:
    """How these figures count: over how many ``plans``, which no column of theirs says."""
    of = f"the {plans} plans in force together" if plans > 1 else "one plan"
    return (
        f"Counts actions of {of}; nothing is averaged. One that needs somebody for two reasons "
        "counts under both, so these figures do not add up to a total."
    )
