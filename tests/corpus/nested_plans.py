"""Plans of several levels: milestones, lists of recommendations, groups of columns."""

from tests.corpus.building import word, workbook
from tests.corpus.describing import UP, A, C, Sample, document


@document
def milestones_with_dates_of_their_own_in_word() -> Sample:
    rows: list = [
        ["Objective", "Action", "Milestones", "Due Date", "Lead", "RAG"],
        [C("Cleaner streets", down=2), C("Improve street cleaning", down=2), "Buy new sweepers",
         "June 2024", C("Waste Manager", down=2), "G"],
        [UP, UP, "Recruit six operatives", "July 2024", UP, "A"],
        [C("Safer streets", down=2), C("Improve lighting", down=2), "Survey every column",
         "May 2024", C("Highways Manager", down=2), "G"],
        [UP, UP, "Replace 200 columns", "March 2025", UP, "R"],
    ]  # fmt: skip
    cleaning, lighting = "Improve street cleaning", "Improve lighting"
    return Sample(
        word("Corporate plan", rows),
        [
            A("Buy new sweepers", cleaning, "G", None, "June 2024", "2024-06-30", "Waste Manager"),
            A("Recruit six operatives", cleaning, "A", None, "July 2024", "2024-07-31",
              "Waste Manager"),
            A("Survey every column", lighting, "G", None, "May 2024", "2024-05-31",
              "Highways Manager"),
            A("Replace 200 columns", lighting, "R", None, "March 2025", "2025-03-31",
              "Highways Manager"),
        ],
        recommendations=[
            (None, cleaning, "Cleaner streets"), (None, lighting, "Safer streets"),
        ],
        says=("it may be the action",),
    )  # fmt: skip


@document
def status_told_in_sentences() -> Sample:
    rows: list = [
        ["No", "Recommendation", "Action", "Responsible Officer", "Timescale", "Progress / Status"],
        ["1", "Tell a clear story", "Draft it", "Chief Executive", "31 July 2024",
         "Complete. Agreed by Council"],
        ["", "", "Publish it", "Comms Manager", "30 Sept 2024", "On track – campaign is planned"],
        ["2", "Review governance", "Commission a review", "Monitoring Officer", "Dec 2024",
         "Not started"],
    ]  # fmt: skip
    return Sample(
        word("Peer challenge", rows),
        [
            A("Draft it", 1, None, "complete", "31 July 2024", "2024-07-31", "Chief Executive",
              commentary="Complete. Agreed by Council", asks=("read as complete",)),
            A("Publish it", 1, "G", None, "30 Sept 2024", "2024-09-30", "Comms Manager",
              commentary="On track – campaign is planned", asks=("is read as green",)),
            A("Commission a review", 2, None, "not started", "Dec 2024", "2024-12-31",
              "Monitoring Officer"),
        ],
        recommendations=[(1, "Tell a clear story", None), (2, "Review governance", None)],
    )  # fmt: skip


@document
def recommendations_listed_before_the_table() -> Sample:
    rows: list = [
        ["Rec", "Response", "Lead officer", "Timescale", "Update"],
        ["1", "Agreed. 500 trees will be planted on verges", "Parks Manager", "March 2025",
         "Sites are chosen"],
        ["2", "Agreed. Mowing will be cut in half", "Parks Manager", "April 2025", ""],
    ]  # fmt: skip
    return Sample(
        word("Scrutiny report", "The committee recommends:", "1. That the council plants trees.",
             "2. That the council mows less.", rows),
        [
            A("Agreed. 500 trees will be planted on verges", 1, None, None, "March 2025",
              "2025-03-31", "Parks Manager", commentary="Sites are chosen"),
            A("Agreed. Mowing will be cut in half", 2, None, None, "April 2025", "2025-04-30",
              "Parks Manager"),
        ],
        recommendations=[
            (1, "That the council plants trees.", None), (2, "That the council mows less.", None),
        ],
    )  # fmt: skip


@document
def leads_within_the_cell_of_the_recommendation() -> Sample:
    rows: list = [
        ["Action", "Timescale", "RAG", "Comments"],
        [C("Recommendation 1: Be bold\nSLT Lead: Chief Executive; Officer Lead: Head of Policy",
           across=4)],
        ["Write a plan", "May 2024", "G", "Written"],
        [C("Recommendation 2: Be kind\nLead: Head of HR", across=4)],
        ["Say thank you", "May 2025", "A", ""],
    ]  # fmt: skip
    return Sample(
        word("Plan", rows),
        [
            A("Write a plan", 1, "G", None, "May 2024", "2024-05-31", commentary="Written"),
            A("Say thank you", 2, "A", None, "May 2025", "2025-05-31"),
        ],
        recommendations=[(1, "Be bold", None), (2, "Be kind", None)],
        leads=[["Chief Executive", "Head of Policy"], ["Head of HR"]],
    )  # fmt: skip


@document
def columns_grouped_under_actions_and_monitoring() -> Sample:
    rows: list = [
        [C("Recommendation", down=2), C("Actions", across=4), C("Monitoring", across=2)],
        [UP, "Action", "Lead", "Start", "End", "RAG", "Comments"],
        [C("1. Be bold", down=2), "Write a plan", "Head of Policy", "Jan 2024", "May 2024",
         "3 - Green", "Written"],
        [UP, "Print the plan", "Print Manager", "Jan 2024", "June 2024", "2 - Amber", ""],
    ]  # fmt: skip
    return Sample(
        word("Plan", rows),
        [
            A("Write a plan", 1, "G", None, "May 2024", "2024-05-31", "Head of Policy",
              commentary="Written"),
            A("Print the plan", 1, "A", None, "June 2024", "2024-06-30", "Print Manager"),
        ],
        extras={0: {"Actions Start": "Jan 2024"}},
    )  # fmt: skip


@document
def two_columns_of_leads_and_a_prepared_sheet() -> Sample:
    rows: list = [
        ["No", "Action", "SLT Lead", "Lead Officer", "Due", "Status"],
        [1, "Write a plan", "Strategic Director", "HR Manager", "May 2024", "In progress"],
        [2, "Print the plan", "Strategic Director", None, "May 2024", "Ongoing"],
        [3, None, None, None, None, "Not started"],
        [4, None, None, None, None, "Not started"],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=[["Plan"], *rows]),
        [
            A("Write a plan", None, None, "in progress", "May 2024", "2024-05-31", "HR Manager"),
            A("Print the plan", None, None, "in progress", "May 2024", "2024-05-31",
              asks=("“SLT Lead” says",)),
        ],
        says=("it may be the lead", "no words for its action"),
        extras={0: {"SLT Lead": "Strategic Director"}},
    )  # fmt: skip


@document
def a_column_for_each_colour_and_a_tick() -> Sample:
    rows: list = [
        ["Action", "Lead", "Due", "R", "A", "G", "Comments"],
        ["Write a plan", "HR Manager", "May 2024", "", "", "✓", "Going well"],
        ["Print the plan", "HR Manager", "June 2024", "", "X", "", "Late"],
        ["Send the plan", "HR Manager", "July 2024", "", "X", "X", ""],
        ["Bind the plan", "HR Manager", "July 2024", "", "", "", ""],
    ]
    return Sample(
        word("Plan", rows),
        [
            A("Write a plan", None, "G", None, "May 2024", "2024-05-31", "HR Manager",
              commentary="Going well"),
            A("Print the plan", None, "A", None, "June 2024", "2024-06-30", "HR Manager",
              commentary="Late"),
            A("Send the plan", None, None, None, "July 2024", "2024-07-31", "HR Manager",
              asks=("Two ratings",)),
            A("Bind the plan", None, None, None, "July 2024", "2024-07-31", "HR Manager"),
        ],
    )  # fmt: skip


@document
def a_column_for_each_status_and_a_tick() -> Sample:
    rows: list = [
        ["Action", "Lead", "Due", "Not started", "In progress", "Complete", "Comments"],
        ["Write a plan", "HR Manager", "May 2024", "", "", "✓", "Agreed by all"],
        ["Print the plan", "HR Manager", "June 2024", "✗", "✓", "✗", "Late"],
        ["Send the plan", "HR Manager", "July 2024", "", "X", "X", ""],
        ["Bind the plan", "HR Manager", "July 2024", "", "", "", ""],
        ["Burn the plan", "HR Manager", "July 2024", "☐", "☑ at the press", "☐", ""],
    ]
    return Sample(
        word("Plan", rows),
        [
            A("Write a plan", None, None, "complete", "May 2024", "2024-05-31", "HR Manager",
              commentary="Agreed by all"),
            A("Print the plan", None, None, "in progress", "June 2024", "2024-06-30", "HR Manager",
              commentary="Late"),
            A("Send the plan", None, None, None, "July 2024", "2024-07-31", "HR Manager",
              asks=("Two statuses",)),
            A("Bind the plan", None, None, None, "July 2024", "2024-07-31", "HR Manager"),
            A("Burn the plan", None, None, "in progress", "July 2024", "2024-07-31", "HR Manager"),
        ],
        extras={4: {"Status (Not started, In progress, Complete)": "In progress - at the press"}},
    )  # fmt: skip


@document
def shaded_statuses_under_a_heading_of_two_rows() -> Sample:
    grey = C("", shade="BFBFBF")
    rows: list = [
        ["Leisure plan"],
        [C("Action", down=2), C("Lead", down=2), C("Progress", across=3), C("Update", down=2)],
        [UP, UP, "Not yet started", "Underway", "Done", UP],
        ["Write a plan", "HR Manager", None, None, grey, "Agreed by all"],
        ["Print the plan", "HR Manager", None, grey, None, "At the printer's"],
        ["Send the plan", "HR Manager", grey, grey, None, None],
    ]
    return Sample(
        workbook(Plan=rows),
        [
            A("Write a plan", None, None, "complete", owner="HR Manager",
              commentary="Agreed by all"),
            A("Print the plan", None, None, "in progress", owner="HR Manager",
              commentary="At the printer's"),
            A("Send the plan", owner="HR Manager", asks=("Two statuses",)),
        ],
    )  # fmt: skip


@document
def ratings_in_a_column_without_a_heading() -> Sample:
    rows: list = [
        ["", "Recommendation", "Action", "Owner", "Due", "Comment"],
        ["G", "KR1 - Be bold", "Write a plan", "HR Manager", "May 2024", "Going well"],
        ["A", "(2) Be kind", "Print the plan", "HR Manager", "May 2024", ""],
    ]
    return Sample(
        word("Plan", rows),
        [
            A("Write a plan", 1, "G", None, "May 2024", "2024-05-31", "HR Manager",
              commentary="Going well"),
            A("Print the plan", 2, "A", None, "May 2024", "2024-05-31", "HR Manager"),
        ],
        recommendations=[(1, "Be bold", None), (2, "Be kind", None)],
        says=("The column is read as the rating",),
    )  # fmt: skip


@document
def further_tables_of_other_widths() -> Sample:
    head: list = ["Ref", "Action", "Lead", "Due", "RAG", "Comments"]
    return Sample(
        word(
            "Plan",
            [head, ["1", "Write a plan", "HR Manager", "May 2024", "G", "Going well"]],
            "",
            [["2", "Print the plan", "HR Manager", "June 2024", "A", "Late", "Ask the printer"]],
            "",
            [["3", "Send the plan", "HR Manager", "July 2024", "R"]],
        ),
        [
            A("Write a plan", None, "G", None, "May 2024", "2024-05-31", "HR Manager",
              commentary="Going well"),
            A("Print the plan", None, "A", None, "June 2024", "2024-06-30", "HR Manager",
              commentary="Late"),
            A("Send the plan", None, "R", None, "July 2024", "2024-07-31", "HR Manager"),
        ],
        says=("no headings and other columns",),
        extras={1: {"column 7": "Ask the printer"}},
    )  # fmt: skip


@document
def ratings_headed_by_a_month_only() -> Sample:
    rows: list = [
        ["Action", "Lead", "Due", "June 2024", "Sept 2024"],
        ["Write a plan", "HR Manager", "Dec 2024", "R", "A"],
        ["Print the plan", "HR Manager", "Dec 2024", "G", "G"],
    ]
    return Sample(
        word("Plan", rows),
        [
            A("Write a plan", None, "A", None, "Dec 2024", "2024-12-31", "HR Manager"),
            A("Print the plan", None, "G", None, "Dec 2024", "2024-12-31", "HR Manager"),
        ],
        says=("The column is read as the rating",),
        extras={0: {"June 2024": "R"}},
    )  # fmt: skip
