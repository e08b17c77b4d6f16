"""Trackers and service plans of which the headings, keys and groups stand in unusual places."""

from datetime import date

from tests.corpus.building import word, workbook
from tests.corpus.describing import UP, A, C, Sample, document

AMBER, GREEN, BLUE, RED = "FFC000", "00B050", "0070C0", "FF0000"
SHADED = "and that is taken as the rating"


@document
def a_key_beside_the_plan_and_quarters_shaded() -> Sample:
    """The latest quarter with a colour counts, the key is no column, and totals are no action."""
    blank: list = [None]
    rows: list = [
        ["Waste service plan 2024/25"],
        ["Ref", "Service plan action", "Lead officer", "End date", C("Q1", 2), C("Q2", 2),
         C("Q3", 2), None, C("", shade=BLUE), "Complete"],
        [None, None, None, None, "BRAG", "Commentary", "BRAG", "Commentary", "BRAG", "Commentary",
         None, C("", shade=GREEN), "On track"],
        [C("Priority 1 – Cleaner streets", 10), None, C("", shade=AMBER), "Will recover"],
        ["W1", "Replace the litter bins", "Street Scene Manager", "Dec 2024", C("", shade=GREEN),
         None, C("", shade=AMBER), "230 in place", *blank * 3, C("", shade=RED), "Will not be met"],
        ["W2", "Let the recycling contract", "Waste Manager", "Aug 2024", C("", shade=GREEN), None,
         C("", shade=BLUE), "Awarded in August"],
        ["Total actions", 2],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=rows),
        [A("Replace the litter bins", 1, "A", None, "Dec 2024", "2024-12-31",
           "Street Scene Manager", commentary="230 in place", asks=(SHADED,)),
         A("Let the recycling contract", 1, "B", "complete", "Aug 2024", "2024-08-31",
           "Waste Manager", commentary="Awarded in August", asks=(SHADED,))],
        recommendations=[(1, "Cleaner streets", None)],
        says=("counts others and is no action", "in the file's own key"),
    )  # fmt: skip


@document
def resolutions_of_council() -> Sample:
    """Who moved it and when is no action; "Resolved" is."""
    rows: list = [
        ["Council motions – tracker"],
        ["Minute", "Date of Council", "Motion proposed by", "Resolved", "Assigned to", "Deadline",
         "Done? (Y/N)", "Date done", "Note"],
        ["C.34/23", C(date(2023, 7, 19), form="d mmmm yyyy"), "Cllr A Bell",
         "Hold a summit on pharmacy closures", "Public Health Manager", "31/10/2023", "Y",
         "Nov 2023", None],
        ["C.61/23", C(date(2023, 12, 6), form="d mmmm yyyy"), "Cllr D Owusu",
         "Review bus shelters with the County", "Head of Place", "May 2024", None, None,
         "First meeting held"],
    ]  # fmt: skip
    return Sample(
        workbook(Motions=rows),
        [A("Hold a summit on pharmacy closures", None, None, "complete", "31/10/2023",
           "2023-10-31", "Public Health Manager"),
         A("Review bus shelters with the County", None, None, None, "May 2024", "2024-05-31",
           "Head of Place", commentary="First meeting held")],
    )  # fmt: skip


@document
def findings_merged_down_under_a_heading_nobody_knows() -> Sample:
    """What several actions share, left of them, is what they answer; a line parts two tables."""
    head = ["In the words of people we support", "Improvement action", "Responsible", "Due",
            "Comments"]  # fmt: skip
    rows: list = [
        ["Adult social care improvement plan"],
        head,
        [C("People wait too long for an assessment", down=2), "Halve the waiting list",
         "Head of Front Door", "June 2025", "Now 264"],
        [UP, "Call everyone who waits", "Principal OT", "March 2025", None],
        [C("Carers find support uneven", down=2), "Write a carers' strategy",
         "Commissioning Manager", "July 2025", "Drafted"],
        [UP, "Double the assessments of carers", "Commissioning Manager", "May 2025", None],
        [None],
        ["Completed and closed actions"],
        head,
        ["Records are thin", "Publish a weekly data pack", "Performance Manager", "Nov 2024",
         "First pack sent"],
    ]  # fmt: skip
    wait, uneven = "People wait too long for an assessment", "Carers find support uneven"
    return Sample(
        workbook(Plan=rows),
        [A("Halve the waiting list", wait, None, None, "June 2025", "2025-06-30",
           "Head of Front Door", commentary="Now 264"),
         A("Call everyone who waits", wait, None, None, "March 2025", "2025-03-31",
           "Principal OT"),
         A("Write a carers' strategy", uneven, None, None, "July 2025", "2025-07-31",
           "Commissioning Manager", commentary="Drafted"),
         A("Double the assessments of carers", uneven, None, None, "May 2025", "2025-05-31",
           "Commissioning Manager"),
         A("Publish a weekly data pack", "Records are thin", None, None, "Nov 2024", "2024-11-30",
           "Performance Manager", commentary="First pack sent")],
        says=("it may be something else",),
    )  # fmt: skip


@document
def ticked_statuses_over_months() -> Sample:
    """Months below a year say nothing against statuses below "Position"."""
    rows: list = [
        ["Town centre delivery plan"],
        [C("Task", down=2), C("Who", down=2), C("Finish by", down=2), C("Position", 3),
         C("2024", 2), C("Remarks", down=2)],
        [UP, UP, UP, "Not started", "Under way", "Done", "Apr", "May", UP],
        ["Appoint an architect", "Regeneration Officer", "31/05/2024", None, None, "✓", "x", None,
         "Appointed"],
        ["Consult the traders", "Markets Manager", "30/06/2024", None, "✓", None, None, "x", None],
        ["Apply for permission", "Regeneration Officer", "31/07/2024", "✓", None, None, None, None,
         None],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=rows),
        [A("Appoint an architect", None, None, "complete", "31/05/2024", "2024-05-31",
           "Regeneration Officer", commentary="Appointed"),
         A("Consult the traders", None, None, "in progress", "30/06/2024", "2024-06-30",
           "Markets Manager"),
         A("Apply for permission", None, None, "not started", "31/07/2024", "2024-07-31",
           "Regeneration Officer")],
    )  # fmt: skip


@document
def letters_explained_below_the_plan() -> Sample:
    """ "B = complete": a key may do without the names of colours; a forecast may stand empty."""
    rows: list = [
        ["Compliance recovery plan"],
        ["Ref", "Action", "Delivery lead", "Baseline end", "Forecast end", "RAG", "This month",
         "Next month"],
        ["W1", "Assess every site", "Water Hygiene Lead", "31/05/2024", None, "B", "All assessed",
         None],
        ["W2", "Fit the valves", "Water Hygiene Lead", "30/09/2024", "29/11/2024", "R",
         "Contractor has gone", "Re-tender"],
        [None],
        ["Note: B = complete and evidenced; G = on target; A = up to 3 months late; R = later"],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=rows),
        [A("Assess every site", None, "B", "complete", "31/05/2024", "2024-05-31",
           "Water Hygiene Lead", commentary="All assessed"),
         A("Fit the valves", None, "R", None, "29/11/2024", "2024-11-29", "Water Hygiene Lead",
           commentary="Contractor has gone")],
        says=("in the file's own key",),
    )  # fmt: skip


@document
def forms_with_labels_of_their_own() -> Sample:
    """A label that nobody knows stands within a form; "On track" answers one and heads none."""

    def form(action: str, owner: str, day: str, status: str, words: str) -> list:
        return [["What we will do", action], ["Consumer standard", "Safety and Quality"],
                ["Responsible officer", owner], ["Target date", day], ["Current status", status],
                ["Progress to date", words], ["Evidence", "Shared folder"]]  # fmt: skip

    return Sample(
        word(
            "Housing improvement plan",
            "## Action 1",
            form("Survey every home", "Head of Assets", "31 March 2026", "On track", "60% done."),
            "## Action 2",
            form("Clear the fire actions", "Compliance Manager", "31 December 2024", "Complete",
                 "Last of 214 actions closed on 19 December 2024."),
        ),
        [A("Survey every home", None, "G", None, "31 March 2026", "2026-03-31", "Head of Assets",
           commentary="60% done.", asks=("is read as green",)),
         A("Clear the fire actions", None, None, "complete", "31 December 2024", "2024-12-31",
           "Compliance Manager", commentary="Last of 214 actions closed on 19 December 2024.")],
        extras={0: {"Consumer standard": "Safety and Quality"}},
    )  # fmt: skip


@document
def one_column_for_rating_and_words() -> Sample:
    """ "Progress and RAG": the words after the rating or the status are the commentary."""
    return Sample(
        word(
            "Equality action plan",
            [["Action", "Lead", "Timescale", "Progress and RAG"],
             ["Refresh the profile", "Policy Manager", "May 2024", "GREEN – published in February"],
             ["Relaunch the networks", "HR Manager", "May 2024", "COMPLETED – in September 2023"],
             ["Publish the pay gap", "HR Manager", "May 2024", "RED"]],
        ),
        [A("Refresh the profile", None, "G", None, "May 2024", "2024-05-31", "Policy Manager",
           commentary="published in February"),
         A("Relaunch the networks", None, None, "complete", "May 2024", "2024-05-31",
           "HR Manager", commentary="in September 2023", asks=("is taken as the status",)),
         A("Publish the pay gap", None, "R", None, "May 2024", "2024-05-31", "HR Manager")],
    )  # fmt: skip


@document
def dates_that_were_not_revised() -> Sample:
    """A dash or "n/a" beside the first date leaves it; what goes on after a page is one thing."""
    head: list = [
        "Recommendation",
        "Agreed action",
        "Owner",
        "Original date",
        "Revised date",
        "Update",
    ]
    one = "R1. Close the budget gap"
    return Sample(
        word(
            "Wealdshire District Council",
            "Audit actions",
            [head,
             [one, "Adopt savings", "Head of Finance", "Feb 2025", "n/a", "Drafted"],
             [one, "Review fees", "Head of Finance", "Mar 2025", "–", "Signed today. COMPLETE"]],
            [[f"{one} (continued)", "a) Let contracts\nb) Train buyers", "Procurement Manager",
              "Apr 2025", "June 2025", "On course"]],
        ),
        [A("Adopt savings", 1, None, None, "Feb 2025", "2025-02-28", "Head of Finance",
           commentary="Drafted"),
         A("Review fees", 1, None, None, "Mar 2025", "2025-03-31", "Head of Finance",
           commentary="Signed today. COMPLETE", asks=("ends with a status",)),
         A("a) Let contracts", 1, None, None, "June 2025", "2025-06-30", "Procurement Manager",
           commentary="On course", steps=["b) Train buyers"], asks=("Several items",))],
        recommendations=[(1, "Close the budget gap", None)],
        title="Audit actions",
    )  # fmt: skip


@document
def priorities_merged_down_and_ratings_with_words() -> Sample:
    """What goes down over rows is no level, be it headed "Priority"; words follow the ratings."""
    rows: list = [
        ["Homelessness improvement plan"],
        ["Priority", "Commitment", "Who leads", "When", "Where are we? (RAG)"],
        [C("Prevention", down=2), "Visit schools", "Prevention Lead", "Dec 2024",
         "Green: 9 of 12 visited"],
        [UP, "Open a portal for landlords", "Housing Options Manager", "Jan 2025",
         "Amber: supplier late"],
        [C("Food", down=2), "Open two more pantries", "Communities Manager", "Mar 2025",
         "Red: no site found"],
        [UP, "Extend the uniform bank", "Communities Manager", "May 2025", "Green"],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=rows),
        [A("Visit schools", None, "G", None, "Dec 2024", "2024-12-31", "Prevention Lead",
           commentary="9 of 12 visited"),
         A("Open a portal for landlords", None, "A", None, "Jan 2025", "2025-01-31",
           "Housing Options Manager", commentary="supplier late"),
         A("Open two more pantries", None, "R", None, "Mar 2025", "2025-03-31",
           "Communities Manager", commentary="no site found"),
         A("Extend the uniform bank", None, "G", None, "May 2025", "2025-05-31",
           "Communities Manager")],
    )  # fmt: skip
