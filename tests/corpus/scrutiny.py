"""Trackers of what scrutiny recommended and what the executive answered."""

from tests.corpus.building import word, workbook
from tests.corpus.describing import A, C, Sample, document


@document
def scrutiny_recommendations_with_the_cabinets_response() -> Sample:
    rows: list = [
        ["No.", "Scrutiny recommendation", "Cabinet response", "Action to be taken",
         "Lead member", "Lead officer", "By when", "Progress"],
        ["1", "That bins for food waste be rolled out", "Accepted", "Order 9,000 caddies",
         "Cllr Green", "Waste Manager", "April 2025", "Tender is out"],
        ["2", "That charges be reviewed", "Partially accepted", "Bring options to Cabinet",
         "Cllr White", "Head of Finance", "Cabinet 14 January 2025", "Completed"],
    ]  # fmt: skip
    return Sample(
        word("Scrutiny recommendations tracker", rows),
        [
            A("Order 9,000 caddies", 1, None, None, "April 2025", "2025-04-30", "Waste Manager",
              commentary="Tender is out"),
            A("Bring options to Cabinet", 2, None, "complete", "Cabinet 14 January 2025",
              "2025-01-14", "Head of Finance", commentary="Completed",
              asks=("stands in the commentary",)),
        ],
        recommendations=[
            (1, "That bins for food waste be rolled out", None),
            (2, "That charges be reviewed", None),
        ],
        extras={0: {"Cabinet response": "Accepted", "Lead member": "Cllr Green"}},
    )  # fmt: skip


@document
def scrutiny_recommendations_without_actions() -> Sample:
    rows: list = [
        ["Date of meeting", "Topic", "Recommendation", "Accepted / Rejected", "Officer",
         "Implementation date", "Implemented?", "Evidence of impact"],
        ["4 June 2024", "Flooding", "Publish a map of gullies", "Accepted", "Highways Manager",
         "October 2024", "Yes", "Map viewed 900 times"],
        ["4 June 2024", "Flooding", "Write to the water company", "Accepted", "Chief Executive",
         "June 2024", "Y", ""],
        ["10 Sept 2024", "Parking", "Review permits in the old town", "Accepted",
         "Parking Manager", "31/03/2025", "No", ""],
    ]  # fmt: skip
    return Sample(
        workbook(Scrutiny=[["Overview and Scrutiny: monitoring of recommendations"], *rows]),
        [
            A("Publish a map of gullies", None, None, "complete", "October 2024", "2024-10-31",
              "Highways Manager"),
            A("Write to the water company", None, None, "complete", "June 2024", "2024-06-30",
              "Chief Executive"),
            A("Review permits in the old town", None, None, None, "31/03/2025", "2025-03-31",
              "Parking Manager", asks=("no status that is known",)),
        ],
        extras={
            0: {"Accepted / Rejected": "Accepted", "Evidence of impact": "Map viewed 900 times"}
        },
    )  # fmt: skip


@document
def task_group_with_a_paragraph_for_each_recommendation() -> Sample:
    head: list = ["Agreed action", "By whom", "By when", "Position at six months", "Achieved?"]
    return Sample(
        word(
            "Task and Finish Group on Youth Provision",
            "**Recommendation 1**",
            "That the council works with schools to map provision.",
            [head, ["Write to all schools", "Youth Manager", "30 Nov 2024", "18 of 20 replied",
                    "Partly"]],
            "**Recommendation 2**",
            "That a small grants fund is set up.",
            [head, ["Agree criteria for grants", "Grants Officer", "Jan 2025", "Agreed", "Yes"]],
        ),
        [
            A("Write to all schools", 1, None, None, "30 Nov 2024", "2024-11-30",
              "Youth Manager", commentary="18 of 20 replied", asks=("no status that is known",)),
            A("Agree criteria for grants", 2, None, "complete", "Jan 2025", "2025-01-31",
              "Grants Officer", commentary="Agreed"),
        ],
        recommendations=[
            (1, "That the council works with schools to map provision.", None),
            (2, "That a small grants fund is set up.", None),
        ],
    )  # fmt: skip


@document
def a_form_of_two_columns_for_each_recommendation() -> Sample:
    def form(number: int, words: str, *rest: list) -> list:
        return [[C(f"Recommendation {number}", bold=True), words], *rest]

    return Sample(
        word(
            "Response to the scrutiny review of housing repairs",
            form(1, "Publish repair times",
                 ["Action", "Put repair times on the website each month"],
                 ["Lead officer", "Repairs Manager"],
                 ["Timescale", "1 September 2024"],
                 ["Progress", "First figures are out"],
                 ["RAG", "Green"]),
            "",
            form(2, "Ask tenants",
                 ["Action", "Survey every tenant after a repair"],
                 ["Lead officer", "Head of Housing"],
                 ["Timescale", "End of October 2024"],
                 ["Progress", ""],
                 ["RAG", "Amber"]),
        ),
        [
            A("Put repair times on the website each month", 1, "G", None, "1 September 2024",
              "2024-09-01", "Repairs Manager", commentary="First figures are out"),
            A("Survey every tenant after a repair", 2, "A", None, "End of October 2024",
              "2024-10-31", "Head of Housing"),
        ],
        recommendations=[(1, "Publish repair times", None), (2, "Ask tenants", None)],
    )  # fmt: skip
