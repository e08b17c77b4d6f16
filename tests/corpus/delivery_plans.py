"""Delivery plans of corporate plans, service plans and improvement plans."""

from datetime import date

from tests.corpus.building import word, workbook
from tests.corpus.describing import A, C, Sample, document

DAY = "dd/mm/yyyy"


@document
def corporate_plan_with_an_update_for_each_quarter() -> Sample:
    head: list = ["Priority", "Objective", "Ref", "Action", "Measure of success", "Lead Service",
                  "Lead Officer", "Start date", "End date", "% complete", "RAG", "Q1 update",
                  "Q2 update", "Q3 update", "Q4 update"]  # fmt: skip
    start, end = C(date(2024, 4, 1), form=DAY), C(date(2025, 3, 31), form=DAY)
    return Sample(
        workbook(Delivery_Plan=[
            ["Corporate Plan 2024-2028: Delivery Plan"], [], head,
            ["Thriving economy", "Support local business", "TE1", "Open an enterprise hub",
             "50 start-ups", "Economy", "Economy Manager", start, end, C(0.6, form="0%"), "Amber",
             "Lease signed", "Fit-out began", None, None],
            ["Thriving economy", "Support local business", "TE2", "Renew the market charter",
             "Charter agreed", "Economy", "Markets Manager", start, end, C(1, form="0%"), "Green",
             "Agreed by Council", None, None, None],
            ["Greener borough", "Cut carbon", "GB1", "Fit solar panels to the depot", "90 kW",
             "Property", "Head of Property", start, end, C(0, form="0%"), "Red", "No bids",
             "No bids again", None, None],
        ]),
        [
            A("Open an enterprise hub", "Support local business", "A", None, "31/03/2025",
              "2025-03-31", "Economy Manager", commentary="Fit-out began"),
            A("Renew the market charter", "Support local business", "G", None, "31/03/2025",
              "2025-03-31", "Markets Manager", commentary="Agreed by Council"),
            A("Fit solar panels to the depot", "Cut carbon", "R", None, "31/03/2025", "2025-03-31",
              "Head of Property", commentary="No bids again"),
        ],
        recommendations=[
            (None, "Support local business", "Thriving economy"),
            (None, "Cut carbon", "Greener borough"),
        ],
        extras={0: {"Q1 update": "Lease signed", "% complete": "60%",
                    "Measure of success": "50 start-ups"}},
    )  # fmt: skip


@document
def a_rating_for_each_quarter() -> Sample:
    rows: list = [
        ["Action", "Owner", "Deadline", "Q1 RAG", "Q2 RAG", "Q3 RAG", "Q4 RAG", "Comments"],
        ["Adopt the charging policy", "Finance Manager", "Dec 2024", "G", "A", "R", "",
         "Cabinet has deferred it"],
        ["Renew the lease", "Estates Manager", "Feb 2025", "G", "G", "G", "", ""],
    ]  # fmt: skip
    return Sample(
        word("Service plan 2024/25", rows),
        [
            A("Adopt the charging policy", None, "R", None, "Dec 2024", "2024-12-31",
              "Finance Manager", commentary="Cabinet has deferred it"),
            A("Renew the lease", None, "G", None, "Feb 2025", "2025-02-28", "Estates Manager"),
        ],
        extras={0: {"Q1 RAG": "G", "Q2 RAG": "A"}},
    )  # fmt: skip


@document
def priorities_and_objectives_as_headings() -> Sample:
    head: list = ["Ref", "Milestone", "Due", "Officer", "Status"]
    return Sample(
        word(
            "# Corporate Plan: year two",
            "# Priority 1: A fair borough",
            "## Objective 1.1 Reduce poverty",
            [head, ["1.1.1", "Launch the anti-poverty strategy", "June 2024", "Policy Officer",
                    "Complete"],
             ["1.1.2", "Agree a debt protocol", "Sept 2024", "Revenues Manager", "In progress"]],
            "## Objective 1.2 Improve health",
            [head, ["1.2.1", "Open two new parks", "March 2026", "Parks Manager", "Not started"]],
            "# Priority 2: A strong council",
            "## Objective 2.1 Balance the budget",
            [head, ["2.1.1", "Set a balanced budget", "February 2025", "Head of Finance",
                    "Not Started"]],
        ),
        [
            A("Launch the anti-poverty strategy", "1.1", None, "complete", "June 2024",
              "2024-06-30", "Policy Officer"),
            A("Agree a debt protocol", "1.1", None, "in progress", "Sept 2024", "2024-09-30",
              "Revenues Manager"),
            A("Open two new parks", "1.2", None, "not started", "March 2026", "2026-03-31",
              "Parks Manager"),
            A("Set a balanced budget", "2.1", None, "not started", "February 2025", "2025-02-28",
              "Head of Finance"),
        ],
        recommendations=[
            ("1.1", "Reduce poverty", "Priority 1: A fair borough"),
            ("1.2", "Improve health", "Priority 1: A fair borough"),
            ("2.1", "Balance the budget", "Priority 2: A strong council"),
        ],
    )  # fmt: skip


@document
def actions_without_recommendations() -> Sample:
    rows: list = [
        ["Task", "Assigned to", "Start", "Finish", "Priority", "Status", "Notes"],
        ["Replace the finance system", "Finance Systems Manager", C(date(2024, 1, 8), form=DAY),
         C(date(2024, 11, 29), form=DAY), "High", "In Progress", "Testing"],
        ["Move payroll", "Payroll Manager", C(date(2024, 6, 3), form=DAY),
         C(date(2025, 1, 31), form=DAY), "Medium", "Not Started", None],
    ]  # fmt: skip
    return Sample(
        workbook(Tasks=rows),
        [
            A("Replace the finance system", None, None, "in progress", "29/11/2024", "2024-11-29",
              "Finance Systems Manager", "High", commentary="Testing"),
            A("Move payroll", None, None, "not started", "31/01/2025", "2025-01-31",
              "Payroll Manager", "Medium"),
        ],
        recommendations=[],
    )  # fmt: skip


@document
def equality_plan_with_success_measures() -> Sample:
    rows: list = [
        ["Equality objective", "Actions", "Lead", "By When", "Success measures", "Progress",
         "BRAG"],
        ["Objective 1: Fair recruitment", "Remove names from application forms", "HR Manager",
         "Q1 2024/25", "More applicants from under-represented groups", "Live since May", "Blue"],
        ["", "Train every panel", "HR Manager", "Q3 2024/25", "100% of panels trained", "",
         "Green"],
        ["Objective 2: Accessible services", "Audit reception areas", "Facilities Manager",
         "Q4 2024/25", "No barriers", "Two of five done", "Amber"],
    ]  # fmt: skip
    return Sample(
        word(
            "Equality, Diversity and Inclusion Action Plan",
            "B = Blue (complete), G = Green (on track), A = Amber (delayed), R = Red (not started)",
            rows,
        ),
        [
            A("Remove names from application forms", 1, "B", "complete", "Q1 2024/25",
              "2024-06-30", "HR Manager", commentary="Live since May"),
            A("Train every panel", 1, "G", None, "Q3 2024/25", "2024-12-31", "HR Manager"),
            A("Audit reception areas", 2, "A", None, "Q4 2024/25", "2025-03-31",
              "Facilities Manager", commentary="Two of five done"),
        ],
        recommendations=[
            (1, "Fair recruitment", None), (2, "Accessible services", None),
        ],
        extras={1: {"Success measures": "100% of panels trained"}},
    )  # fmt: skip


@document
def improvement_plan_in_plain_words() -> Sample:
    rows: list = [
        ["Ref", "What do we need to do?", "How will we do it?", "Who will lead?", "When by?",
         "How will we know it has worked?", "Progress so far", "RAG"],
        ["A1", "Inspect every block", "Hire three surveyors\nInspect the tallest first",
         "Building Safety Manager", "31 August 2024", "All blocks have a report", "11 of 14", "A"],
        ["A2", "Keep tenants informed", "Letters\nOpen evenings", "Tenant Engagement Officer",
         "ongoing", "Satisfaction above 70%", "", "G"],
    ]  # fmt: skip
    return Sample(
        word("Housing regulator improvement plan", rows),
        [
            A("Inspect every block", None, "A", None, "31 August 2024", "2024-08-31",
              "Building Safety Manager", commentary="11 of 14",
              steps=["Hire three surveyors", "Inspect the tallest first"]),
            A("Keep tenants informed", None, "G", None, "ongoing", None,
              "Tenant Engagement Officer", steps=["Letters", "Open evenings"]),
        ],
        extras={0: {"How will we know it has worked?": "All blocks have a report"}},
    )  # fmt: skip


@document
def climate_plan_with_a_sheet_for_each_theme() -> Sample:
    head: list = ["Action ID", "Action", "Lead department", "Partners", "Cost", "Carbon impact",
                  "Timescale", "Priority", "Status", "KPI"]  # fmt: skip
    return Sample(
        workbook(
            Introduction=[["Climate Emergency Action Plan 2023-2030"],
                          ["This workbook has a sheet for each theme."]],
            Transport=[["Transport"], [], head,
                       ["T1", "Switch the fleet to electric", "Operations", "County Council",
                        "£££", "High", "Medium", "High", "In progress", "tCO2e"],
                       ["T2", "Install 40 charge points", "Property", None, "££", "Medium",
                        "Short", "High", "Complete", None]],
            Buildings=[["Buildings"], [], head,
                       ["B1", "Insulate the town hall", "Property", None, "££", "Medium", "Long",
                        "Low", "Not started", "kWh"]],
        ),
        [
            A("Switch the fleet to electric", "Transport", None, "in progress", owner="Operations",
              priority="High", timescale="Medium"),
            A("Install 40 charge points", "Transport", None, "complete", owner="Property",
              priority="High", timescale="Short"),
            A("Insulate the town hall", "Buildings", None, "not started", owner="Property",
              priority="Low", timescale="Long"),
        ],
        title="Climate Emergency Action Plan 2023-2030",
        says=("taken as the recommendation",),
        extras={0: {"Partners": "County Council", "Cost": "£££", "KPI": "tCO2e"}},
    )  # fmt: skip


@document
def a_plan_with_tables_of_other_things_around_it() -> Sample:
    rows: list = [
        ["Ref", "Action", "Owner", "Target", "RAG", "Commentary"],
        ["1", "Publish the digital strategy", "Head of Digital", "June 2025", "G", "Drafted"],
        ["2", "Retire the old website", "Web Manager", "July 2025", "A", ""],
        ["3", "", "", "", "", ""],
        ["4", "", "", "", "", ""],
    ]  # fmt: skip
    return Sample(
        word(
            "# Digital improvement plan",
            [["Version", "Date", "Author", "Comments"],
             ["0.1", "3 March 2025", "Policy Officer", "First draft for the board to look at"],
             ["1.0", "1 April 2025", "Policy Officer", "Agreed by the board without changes"]],
            "Summary",
            [["RAG", "Number of actions"], ["Green", "1"], ["Amber", "1"], ["Total", "2"]],
            "Actions",
            rows,
            "Risks",
            [["Risk", "Likelihood", "Impact", "Mitigation", "Owner"],
             ["Supplier leaves the market and support ends early", "2", "4",
              "Keep the exit plan up to date at all times", "Head of Digital"]],
            "Membership of the board",
            [["Name", "Role"], ["A Khan", "Chair"], ["B Lee", "Head of Digital"]],
        ),
        [
            A("Publish the digital strategy", None, "G", None, "June 2025", "2025-06-30",
              "Head of Digital", commentary="Drafted"),
            A("Retire the old website", None, "A", None, "July 2025", "2025-07-31",
              "Web Manager"),
        ],
        title="Digital improvement plan",
        says=("left out",),
    )  # fmt: skip


@document
def a_workbook_with_lists_hidden_sheets_and_a_dashboard() -> Sample:
    head: list = ["#", "Workstream", "Key deliverable", "Lead(s)", "Target deadline",
                  "Delivery confidence", "Latest position"]  # fmt: skip

    def change(book) -> None:
        book["Lists"].sheet_state = "hidden"
        book["Archive"].sheet_state = "veryHidden"
        book["Plan"].auto_filter.ref = "B4:H6"
        book["Plan"].freeze_panes = "C5"

    return Sample(
        workbook(
            change,
            Read_me=[["Transformation programme"], ["How to fill in this workbook"],
                     ["Update columns G and H every month."]],
            Dashboard=[["Rating", "Number"], ["Green", 1], ["Amber", 1]],
            Plan=[
                [], [None, C("Transformation programme: deliverables", across=7, bold=True)], [],
                [None, *head],
                [None, 1, "Customer", "New telephone system", "Customer Manager",
                 C(date(2025, 5, 1), form="mmm-yy"), "Green", "Contract signed"],
                [None, 2, "People", "New appraisal", "HR Manager",
                 C(date(2025, 9, 12), form="d mmm yyyy"), "Amber", None],
            ],
            Lists=[["RAG"], ["Red"], ["Amber"], ["Green"]],
            Archive=[head, [9, "Customer", "Old action", "X", "May 2020", "Green", "Done"]],
        ),
        [
            A("New telephone system", None, "G", None, "May-25", "2025-05-31",
              "Customer Manager", commentary="Contract signed"),
            A("New appraisal", None, "A", None, "12 Sep 2025", "2025-09-12", "HR Manager"),
        ],
        says=("hidden sheet", "hidden sheet"),
    )  # fmt: skip


@document
def two_plans_in_one_workbook() -> Sample:
    return Sample(
        workbook(
            Peer_challenge=[
                ["Peer challenge actions"], [],
                ["Recommendation", "Action", "Lead", "Due", "RAG"],
                ["R1 Vision", "Agree the vision", "Chief Executive", "May 2025", "G"],
                ["R2 Finance", "Close the gap", "Head of Finance", "June 2025", "R"],
            ],
            Audit=[
                ["Audit actions"], [],
                ["Status", "Agreed action", "Owner", "Comments", "Target date"],
                ["Complete", "Lock the server room", "ICT Manager", "Lock fitted", "01/02/2025"],
            ],
        ),
        [
            A("Agree the vision", 1, "G", None, "May 2025", "2025-05-31", "Chief Executive"),
            A("Close the gap", 2, "R", None, "June 2025", "2025-06-30", "Head of Finance"),
            A("Lock the server room", None, None, "complete", "01/02/2025",
              "2025-02-01", "ICT Manager", commentary="Lock fitted"),
        ],
    )  # fmt: skip


@document
def themes_recommendations_and_actions_merged_down() -> Sample:
    from tests.corpus.describing import UP

    rows: list = [
        [C("Theme", bold=True), "Recommendation", "Milestones", "Lead Head of Service",
         "Timeline", "RAG", "Update (July 2024)"],
        [C("Organisation", down=3), C("3. Invest in people", down=2), "Agree a people strategy",
         "Head of HR", "Sep-24", "G", "With SLT"],
        [UP, UP, "Launch a leadership course", "Head of HR", "Jan-25", "G", ""],
        [UP, "4. Use space well", "Sell the annexe", "Head of Property", "2025", "A",
         "Two bids"],
        ["Place", "5. Back the high street", "Open the pop-up shop", "Economy Manager",
         "Nov-24", "G", ""],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=[["Improvement plan"], *rows]),
        [
            A("Agree a people strategy", 3, "G", None, "Sep-24", "2024-09-30", "Head of HR",
              commentary="With SLT"),
            A("Launch a leadership course", 3, "G", None, "Jan-25", "2025-01-31", "Head of HR"),
            A("Sell the annexe", 4, "A", None, "2025", "2025-12-31", "Head of Property",
              commentary="Two bids"),
            A("Open the pop-up shop", 5, "G", None, "Nov-24", "2024-11-30", "Economy Manager"),
        ],
        recommendations=[
            (3, "Invest in people", "Organisation"), (4, "Use space well", "Organisation"),
            (5, "Back the high street", "Place"),
        ],
    )  # fmt: skip


@document
def quarters_that_are_only_begun() -> Sample:
    """The last quarter in which anything stands counts; a row that is silent there stays so."""
    return Sample(
        workbook(
            Plan=[
                ["Action", "Lead officer", "Target date", "Q1", "Q2", "Q3", "Q4"],
                ["Publish workforce data", "HR Manager", "Mar-24", "G", "G", "A", None],
                ["Run a census briefing", "Policy Officer", "Dec-23", "A", "R", None, None],
            ]
        ),
        [
            A("Publish workforce data", None, "A", None, "Mar-24", "2024-03-31", "HR Manager"),
            A("Run a census briefing", None, None, None, "Dec-23", "2023-12-31", "Policy Officer"),
        ],
        extras={0: {"Q1": "G", "Q2": "G"}, 1: {"Q1": "A", "Q2": "R"}},
        says=("The column is read as the rating; it may be something else.",),
    )


@document
def recommendations_numbered_in_words() -> Sample:
    head: list = ["Milestone", "Lead", "By when", "RAG"]
    return Sample(
        word(
            "Plan",
            "Recommendation One: Agree a single vision",
            [head, ["Hold a workshop", "Chief Executive", "May 2024", "G"]],
            "Recommendation Two – Close the budget gap",
            [head, ["Adopt a savings programme", "Head of Finance", "June 2024", "R"]],
        ),
        [
            A("Hold a workshop", 1, "G", None, "May 2024", "2024-05-31", "Chief Executive"),
            A("Adopt a savings programme", 2, "R", None, "June 2024", "2024-06-30",
              "Head of Finance"),
        ],
        recommendations=[(1, "Agree a single vision", None), (2, "Close the budget gap", None)],
    )  # fmt: skip
