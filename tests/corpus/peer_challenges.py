"""Action plans that answer an LGA corporate peer challenge, as councils lay them out."""

from tests.corpus.building import word, workbook
from tests.corpus.describing import UP, A, C, Sample, document

HEAD = ["Action", "Lead Officer", "Target Date", "Status", "Progress Update"]


@document
def recommendation_merged_in_the_first_row() -> Sample:
    first: list = [
        [C("Key Recommendation 1: Refresh the medium-term financial strategy", across=5)],
        HEAD,
        ["Bring a refreshed strategy to Cabinet", "Section 151 Officer", "31/10/2024", "Complete",
         "Agreed by Cabinet on 15 October 2024."],
        ["Hold a budget challenge session with each director", "Chief Executive", "Dec 2024",
         "In progress", "Four of six sessions held."],
    ]  # fmt: skip
    second: list = [
        [C("Key Recommendation 2: Agree a single set of priorities", across=5)],
        HEAD,
        ["Publish the corporate plan", "Head of Policy", "Spring 2025", "Not started", ""],
    ]
    return Sample(
        word("# Corporate Peer Challenge Action Plan", first, "", second),
        [
            A("Bring a refreshed strategy to Cabinet", 1, None, "complete", "31/10/2024",
              "2024-10-31", "Section 151 Officer",
              commentary="Agreed by Cabinet on 15 October 2024."),
            A("Hold a budget challenge session with each director", 1, None, "in progress",
              "Dec 2024", "2024-12-31", "Chief Executive", commentary="Four of six sessions held."),
            A("Publish the corporate plan", 2, None, "not started", "Spring 2025", "2025-05-31",
              "Head of Policy"),
        ],
        recommendations=[
            (1, "Refresh the medium-term financial strategy", None),
            (2, "Agree a single set of priorities", None),
        ],
        title="Corporate Peer Challenge Action Plan",
    )  # fmt: skip


@document
def headings_above_tables_and_a_page_of_introduction() -> Sample:
    head: list = ["Ref", "What we will do", "Who", "By when", "RAG", "What we have done"]
    return Sample(
        word(
            "# Our response to the Corporate Peer Challenge",
            "In January 2024 a team of peers spent four days with the council. This plan sets out"
            " how we respond.",
            "The plan is owned by the Corporate Leadership Team and reported every quarter.",
            "## Recommendation 1: Strengthen the strategic core",
            "The peers found that capacity for policy and performance is thin.",
            [
                head,
                ["1a", "Recruit a head of strategy", "Chief Executive", "End of June 2024", "Green",
                 "In post since 3 June 2024"],
                ["1b", "Set up a performance board", "Head of Strategy", "Q2 2024/25", "Amber",
                 "Terms of reference drafted"],
            ],
            "## Recommendation 2: Make governance simpler",
            [
                head,
                ["2a", "Review the constitution", "Monitoring Officer", "May 2025 Annual Council",
                 "Green", ""],
            ],
        ),
        [
            A("Recruit a head of strategy", 1, "G", None, "End of June 2024", "2024-06-30",
              "Chief Executive", commentary="In post since 3 June 2024"),
            A("Set up a performance board", 1, "A", None, "Q2 2024/25", "2024-09-30",
              "Head of Strategy", commentary="Terms of reference drafted"),
            A("Review the constitution", 2, "G", None, "May 2025 Annual Council", "2025-05-31",
              "Monitoring Officer"),
        ],
        recommendations=[
            (1, "Strengthen the strategic core", None),
            (2, "Make governance simpler", None),
        ],
    )  # fmt: skip


@document
def recommendation_in_a_column_merged_down() -> Sample:
    rows: list = [
        ["LGA Recommendation", "Our response / actions", "Lead", "Timescale", "RAG", "Progress"],
        [C("1. Develop a long-term vision for the place with partners", down=2),
         "Hold a vision event with the strategic partnership", "Assistant Director, Place",
         "September 2024", C("", shade="00B050"), "Held on 12 September 2024"],
        [UP, "Draft and consult on the vision", "Assistant Director, Place", "March 2025",
         C("", shade="FFC000"), "Consultation has slipped by a month"],
        ["2. Build on the staff survey", "Publish a people strategy", "HR Director",
         "Ongoing", C("G", shade="00B050"), "Agreed in July"],
    ]  # fmt: skip
    return Sample(
        word("CPC Action Plan – Update to Cabinet", rows),
        [
            A("Hold a vision event with the strategic partnership", 1, "G", None, "September 2024",
              "2024-09-30", "Assistant Director, Place", commentary="Held on 12 September 2024",
              asks=("it is green",)),
            A("Draft and consult on the vision", 1, "A", None, "March 2025", "2025-03-31",
              "Assistant Director, Place", commentary="Consultation has slipped by a month",
              asks=("it is amber",)),
            A("Publish a people strategy", 2, "G", None, "Ongoing", None, "HR Director",
              commentary="Agreed in July"),
        ],
        recommendations=[
            (1, "Develop a long-term vision for the place with partners", None),
            (2, "Build on the staff survey", None),
        ],
    )  # fmt: skip


@document
def several_bullets_in_the_cell_of_actions() -> Sample:
    rows: list = [
        ["No.", "Recommendation", "Actions", "Owner", "Deadline", "Progress", "RAG"],
        ["1", "Improve member development", "Member development programme\n* Survey all members\n"
         "* Agree a programme with group leaders", "Democratic Services Manager", "31 Dec 2024",
         "Survey closed in May.\nProgramme to Council in July.", "G"],
        ["2", "Engage communities earlier", "* Map who we already speak to\n* Train officers",
         "Communications Manager", "28 Feb 2025", "", "A"],
    ]  # fmt: skip
    return Sample(
        word("Peer challenge: action plan", rows),
        [
            A("Member development programme", 1, "G", None, "31 Dec 2024", "2024-12-31",
              "Democratic Services Manager",
              commentary="Survey closed in May.\nProgramme to Council in July.",
              steps=["Survey all members", "Agree a programme with group leaders"]),
            A("Map who we already speak to", 2, "A", None, "28 Feb 2025", "2025-02-28",
              "Communications Manager", steps=["Train officers"],
              asks=("Several items stand in this cell",)),
        ],
        recommendations=[
            (1, "Improve member development", None), (2, "Engage communities earlier", None),
        ],
    )  # fmt: skip


@document
def sections_in_mid_table_over_a_column_of_recommendations() -> Sample:
    rows: list = [
        ["Rec", "Peer team recommendation", "Agreed action", "Accountable officer",
         "Target completion date", "BRAG", "Commentary"],
        [C("Leadership of place", across=7, shade="D9E2F3", bold=True)],
        ["R1", "Be clear about growth", "Adopt the local plan", "Head of Planning",
         "Winter 2025/26", "Green", "Examination in progress"],
        ["R2", "Work with the county", "Sign a joint protocol", "Chief Executive", "30.09.2024",
         "Blue", "Signed 1 September"],
        [C("Financial planning and management", across=7, shade="D9E2F3", bold=True)],
        ["R3", "Close the budget gap", "Deliver the savings programme", "Director of Resources",
         "31-Mar-2025", "Red", "£0.4m at risk"],
    ]  # fmt: skip
    key: list = [["Blue", "Complete"], ["Green", "On track"], ["Amber", "At risk"],
                 ["Red", "Off track"]]  # fmt: skip
    return Sample(
        word("LGA Peer Challenge Action Plan 2024", "Key", key, "", rows),
        [
            A("Adopt the local plan", 1, "G", None, "Winter 2025/26", "2026-02-28",
              "Head of Planning", commentary="Examination in progress"),
            A("Sign a joint protocol", 2, "B", "complete", "30.09.2024", "2024-09-30",
              "Chief Executive", commentary="Signed 1 September"),
            A("Deliver the savings programme", 3, "R", None, "31-Mar-2025", "2025-03-31",
              "Director of Resources", commentary="£0.4m at risk"),
        ],
        recommendations=[
            (1, "Be clear about growth", "Leadership of place"),
            (2, "Work with the county", "Leadership of place"),
            (3, "Close the budget gap", "Financial planning and management"),
        ],
    )  # fmt: skip


@document
def a_sheet_for_each_recommendation() -> Sample:
    head: list = ["Action", "Owner", "Due", "RAG", "Update"]
    return Sample(
        workbook(
            Rec_1_Vision=[
                ["Peer challenge action plan"], [],
                ["Recommendation 1 - Set out a clear vision"], [],
                head,
                ["Agree the vision at Council", "Chief Executive", "Oct-24", "Green", "Agreed"],
            ],
            Rec_2_Finance=[
                ["Peer challenge action plan"], [],
                ["Recommendation 2 - Grip the finances"], [],
                head,
                ["Report savings each month", "Director of Finance", "Nov-24", "Amber", None],
                ["Review reserves", "Director of Finance", "TBC", None, None],
            ],
        ),
        [
            A("Agree the vision at Council", 1, "G", None, "Oct-24", "2024-10-31",
              "Chief Executive", commentary="Agreed"),
            A("Report savings each month", 2, "A", None, "Nov-24", "2024-11-30",
              "Director of Finance"),
            A("Review reserves", 2, None, None, "TBC", None, "Director of Finance"),
        ],
        recommendations=[
            (1, "Set out a clear vision", None), (2, "Grip the finances", None),
        ],
        title="Peer challenge action plan",
    )  # fmt: skip


@document
def what_we_said_did_and_do_next() -> Sample:
    rows: list = [
        ["Recommendation", "What we said we would do", "What we have done", "What we will do next",
         "Lead Officer", "Target date", "RAG status"],
        ["Recommendation 1\nCreate a shared ambition", "Launch a borough-wide conversation",
         "2,000 residents took part", "Write up the findings", "Director of Communities",
         "October 2024", "Amber"],
        ["Recommendation 2\nSharpen scrutiny", "Train scrutiny members",
         "Training held twice", "", "Head of Legal and Democratic Services", "July 2024", "Green"],
    ]  # fmt: skip
    return Sample(
        word("# Peer Challenge Progress Report", rows),
        [
            A("Launch a borough-wide conversation", 1, "A", None, "October 2024", "2024-10-31",
              "Director of Communities", commentary="2,000 residents took part"),
            A("Train scrutiny members", 2, "G", None, "July 2024", "2024-07-31",
              "Head of Legal and Democratic Services", commentary="Training held twice"),
        ],
        recommendations=[(1, "Create a shared ambition", None), (2, "Sharpen scrutiny", None)],
        extras={0: {"What we will do next": "Write up the findings"}},
    )  # fmt: skip


@document
def tables_that_go_on_without_their_headings() -> Sample:
    head: list = ["Action", "Responsible", "Timeframe", "RAG", "Comments"]
    return Sample(
        word(
            "Improvement plan after the peer challenge",
            "Recommendation 4 – Improve customer access",
            [head, ["Open a hub in the library", "Customer Services Manager", "Aug 2024", "G", ""]],
            "",
            [["Move all forms online", "Digital Manager", "Jan 2025", "A", "Ten forms left"]],
            "Recommendation 5 – Look after staff",
            [["Publish a wellbeing offer", "HR Manager", "Feb 2025", "G", ""]],
            [["Survey staff again", "HR Manager", "14th April 2025", "", "Questions are ready"]],
        ),
        [
            A("Open a hub in the library", 4, "G", None, "Aug 2024", "2024-08-31",
              "Customer Services Manager"),
            A("Move all forms online", 4, "A", None, "Jan 2025", "2025-01-31", "Digital Manager",
              commentary="Ten forms left"),
            A("Publish a wellbeing offer", 5, "G", None, "Feb 2025", "2025-02-28", "HR Manager"),
            A("Survey staff again", 5, None, None, "14th April 2025", "2025-04-14", "HR Manager",
              commentary="Questions are ready"),
        ],
        recommendations=[
            (4, "Improve customer access", None), (5, "Look after staff", None),
        ],
    )  # fmt: skip


@document
def the_heading_row_repeated_on_every_page() -> Sample:
    head: list = ["Recommendation", "Action", "Lead", "Completion date", "Status"]
    rows: list = [
        [C("Corporate Peer Challenge: Action Plan", across=5, bold=True)],
        head,
        ["1.1 Review the senior structure", "Consult on a new structure", "Chief Executive",
         "30/04/2024", "Completed"],
        head,
        ["1.2 Agree values", "Launch the values", "Head of People", "31/05/2024", "On hold"],
        head,
        ["2.1 Refresh the risk register", "Bring it to Audit Committee", "Audit Manager",
         "30/06/2024", "Underway"],
    ]  # fmt: skip
    return Sample(
        word(rows),
        [
            A("Consult on a new structure", "1.1", None, "complete", "30/04/2024", "2024-04-30",
              "Chief Executive"),
            A("Launch the values", "1.2", None, "deferred", "31/05/2024", "2024-05-31",
              "Head of People"),
            A("Bring it to Audit Committee", "2.1", None, "in progress", "30/06/2024",
              "2024-06-30", "Audit Manager"),
        ],
        recommendations=[
            ("1.1", "Review the senior structure", None), ("1.2", "Agree values", None),
            ("2.1", "Refresh the risk register", None),
        ],
        title="Corporate Peer Challenge: Action Plan",
    )  # fmt: skip


@document
def previous_and_current_ratings_under_one_heading() -> Sample:
    rows: list = [
        [C("Ref", down=2), C("Recommendation", down=2), C("Action", down=2), C("Lead", down=2),
         C("Due date", down=2), C("RAG", across=2), C("Latest update", down=2)],
        [UP, UP, UP, UP, UP, "Last quarter", "This quarter", UP],
        ["1", "Improve consultation", "Adopt a consultation charter", "Comms Manager", "Q4 2023/24",
         "R", "A", "Draft is with members"],
        ["2", "Improve data", "Publish a data strategy", "Head of ICT", "Q1 2024/25", "A", "G", ""],
    ]  # fmt: skip
    return Sample(
        word("Peer review action plan", rows),
        [
            A("Adopt a consultation charter", 1, "A", None, "Q4 2023/24", "2024-03-31",
              "Comms Manager", commentary="Draft is with members"),
            A("Publish a data strategy", 2, "G", None, "Q1 2024/25", "2024-06-30", "Head of ICT"),
        ],
        recommendations=[(1, "Improve consultation", None), (2, "Improve data", None)],
        extras={0: {"RAG Last quarter": "R"}, 1: {"RAG Last quarter": "A"}},
    )  # fmt: skip


@document
def portfolio_holder_beside_the_lead_officer() -> Sample:
    rows: list = [
        ["Recommendation", "Action", "Portfolio Holder", "Lead Officer", "Timescale", "RAG"],
        ["R1 Plan for growth", "Appoint a delivery team", "Cllr A Jones", "Head of Economy",
         "By 31st March 2025", "G"],
        ["R2 Plan for homes", "Buy ten flats", "Councillor Patel", "Housing Manager",
         "Full Council, December 2024", "A"],
    ]  # fmt: skip
    return Sample(
        workbook(CPC=[["Peer challenge"], [], *rows]),
        [
            A("Appoint a delivery team", 1, "G", None, "By 31st March 2025", "2025-03-31",
              "Head of Economy"),
            A("Buy ten flats", 2, "A", None, "Full Council, December 2024", "2024-12-31",
              "Housing Manager"),
        ],
        recommendations=[(1, "Plan for growth", None), (2, "Plan for homes", None)],
        extras={0: {"Portfolio Holder": "Cllr A Jones"}},
    )  # fmt: skip


@document
def leads_in_a_row_of_the_table() -> Sample:
    def block(number: int, words: str, lead: str, *rows: list) -> list:
        return [
            [C(f"Recommendation {number}", bold=True), C(words, across=3)],
            [C(lead, across=4)],
            ["Action", "Milestone date", "RAG", "Narrative"],
            *rows,
        ]

    return Sample(
        word(
            "Peer challenge action plan 2025",
            block(1, "Use data better", "Lead Officer: Head of Digital",
                  ["Build a data platform", "Summer 2025", "Amber", "Supplier chosen"]),
            "",
            block(2, "Communicate the vision", "Lead Officers: Head of Policy and Comms Manager",
                  ["Run a campaign", "Autumn 2025", "Green", ""]),
        ),
        [
            A("Build a data platform", 1, "A", None, "Summer 2025", "2025-08-31",
              commentary="Supplier chosen"),
            A("Run a campaign", 2, "G", None, "Autumn 2025", "2025-11-30"),
        ],
        recommendations=[(1, "Use data better", None), (2, "Communicate the vision", None)],
        leads=[["Head of Digital"], ["Head of Policy", "Comms Manager"]],
    )  # fmt: skip
