"""Trackers of internal audit and of what an annual governance statement promises."""

from datetime import date

from tests.corpus.building import word, workbook
from tests.corpus.describing import UP, A, C, Sample, document

DAY = "dd/mm/yyyy"


@document
def internal_audit_tracker_of_many_audits() -> Sample:
    head: list = ["Audit", "Report date", "Rec No", "Recommendation", "Priority",
                  "Agreed management action", "Responsible officer", "Original due date",
                  "Revised due date", "Status", "Management update"]  # fmt: skip
    given = C(date(2024, 2, 12), form=DAY)
    return Sample(
        workbook(Tracker=[
            ["Internal Audit Recommendations Tracker"],
            ["Position as at 30 September 2024"],
            [],
            head,
            ["Payroll", given, 1, "Starters should be authorised", "High",
             "Introduce an authorised form", "Payroll Manager", C(date(2024, 6, 30), form=DAY),
             None, "Implemented", "Form is in use"],
            ["Payroll", given, 2, "Exceptions should be reviewed", "Medium",
             "Run an exception report each month", "Payroll Manager",
             C(date(2024, 7, 31), form=DAY), C(date(2024, 12, 31), form=DAY),
             "Partially implemented", "Report built, not yet run"],
            ["Creditors", given, 1, "Duplicate payments should be found", "Low",
             "Buy a matching tool", "Head of Finance", C(date(2024, 9, 30), form=DAY), None,
             "Not implemented", None],
        ]),
        [
            A("Introduce an authorised form", 1, None, "complete", "30/06/2024", "2024-06-30",
              "Payroll Manager", "High", commentary="Form is in use"),
            A("Run an exception report each month", 2, None, "in progress", "31/12/2024",
              "2024-12-31", "Payroll Manager", "Medium", commentary="Report built, not yet run"),
            A("Buy a matching tool", 1, None, None, "30/09/2024", "2024-09-30", "Head of Finance",
              "Low", asks=("no status that is known",)),
        ],
        recommendations=[
            (1, "Starters should be authorised", "Payroll"),
            (2, "Exceptions should be reviewed", "Payroll"),
            (1, "Duplicate payments should be found", "Creditors"),
        ],
        extras={0: {"Report date": "12/02/2024"}},
    )  # fmt: skip


@document
def officer_and_date_in_one_column() -> Sample:
    rows: list = [
        ["Ref", "Finding and recommendation", "Risk rating", "Management response",
         "Responsible Officer / Implementation date"],
        ["1", "Keys are not logged. A log should be kept.", "Medium",
         "Agreed. A key log will be set up in the depot.", "Depot Manager\n31 May 2024"],
        ["2", "Stock is not counted. A yearly count should be held.", "High",
         "Agreed. The first count will be in March.", "Head of Operations, 30/04/2025"],
    ]  # fmt: skip
    return Sample(
        word("Audit of the depot: action plan", rows),
        [
            A("Agreed. A key log will be set up in the depot.", 1, None, None, "31 May 2024",
              "2024-05-31", "Depot Manager", "Medium"),
            A("Agreed. The first count will be in March.", 2, None, None, "30/04/2025",
              "2025-04-30", "Head of Operations", "High"),
        ],
        recommendations=[
            (1, "Keys are not logged. A log should be kept.", None),
            (2, "Stock is not counted. A yearly count should be held.", None),
        ],
    )  # fmt: skip


@document
def open_and_closed_actions() -> Sample:
    rows: list = [
        ["Action ID", "Audit title", "Action", "Owner", "Due date", "Open / Closed", "% complete",
         "Comments", "Date closed"],
        ["IA-01", "Cyber", "Patch all servers", "ICT Manager", C(date(2024, 4, 30), form=DAY),
         "Closed", C(1, form="0%"), "Done in April", C(date(2024, 4, 22), form=DAY)],
        ["IA-02", "Cyber", "Test the recovery plan", "ICT Manager", C(date(2024, 10, 31), form=DAY),
         "Open", C(0.5, form="0%"), None, None],
    ]  # fmt: skip
    return Sample(
        workbook(Log=[["Audit action log"], *rows]),
        [
            A("Patch all servers", None, None, "complete", "30/04/2024", "2024-04-30",
              "ICT Manager", commentary="Done in April"),
            A("Test the recovery plan", None, None, None, "31/10/2024", "2024-10-31",
              "ICT Manager", asks=("no status that is known",)),
        ],
        extras={0: {"% complete": "100%"}},
    )  # fmt: skip


@document
def governance_statement_in_word() -> Sample:
    rows: list = [
        ["No", "Governance issue", "Action proposed", "Responsible officer", "Target date",
         "Position at year end"],
        ["1", "Capacity in finance", "Fill the two vacant posts", "S151 Officer", "September 2024",
         "One post is filled"],
        ["2", "Contract register", "Publish a complete register", "Procurement Manager",
         "2024/25", "In progress"],
        ["3", "Member conduct", "Review the code of conduct", "Monitoring Officer", "Completed",
         "Council adopted the new code in May 2024"],
    ]  # fmt: skip
    return Sample(
        word("Annual Governance Statement 2023/24: Action Plan", rows),
        [
            A("Fill the two vacant posts", 1, None, None, "September 2024", "2024-09-30",
              "S151 Officer", commentary="One post is filled"),
            A("Publish a complete register", 2, None, "in progress", "2024/25", "2025-03-31",
              "Procurement Manager", commentary="In progress",
              asks=("stands in the commentary",)),
            A("Review the code of conduct", 3, None, "complete", "Completed", None,
              "Monitoring Officer", commentary="Council adopted the new code in May 2024"),
        ],
        recommendations=[
            (1, "Capacity in finance", None), (2, "Contract register", None),
            (3, "Member conduct", None),
        ],
    )  # fmt: skip


@document
def governance_statement_with_a_row_for_each_update() -> Sample:
    rows: list = [
        ["Issue", "Planned action", "Lead officer", "Deadline", "Update", "RAG"],
        [C("Information governance", down=3), C("Train all staff in data protection", down=3),
         C("Data Protection Officer", down=3), C("31 March 2025", down=3),
         "Q1: 40% trained", C("A", down=3)],
        [UP, UP, UP, UP, "Q2: 65% trained", UP],
        [UP, UP, UP, UP, "Q3: 80% trained", UP],
        ["Business continuity", "Test every plan", "Emergency Planning Officer", "30 June 2025",
         "Half are tested", "G"],
    ]  # fmt: skip
    return Sample(
        word("AGS action plan", rows),
        [
            A("Train all staff in data protection", "Information governance", "A", None,
              "31 March 2025", "2025-03-31", "Data Protection Officer",
              commentary="Q1: 40% trained\nQ2: 65% trained\nQ3: 80% trained",
              asks=("further row", "further row")),
            A("Test every plan", "Business continuity", "G", None, "30 June 2025", "2025-06-30",
              "Emergency Planning Officer", commentary="Half are tested"),
        ],
    )  # fmt: skip


@document
def audit_committee_action_log() -> Sample:
    rows: list = [
        ["Meeting date", "Minute no.", "Action", "Responsible", "Deadline", "Response", "Status"],
        ["12/03/2024", "45", "Report back on agency spend", "Head of HR", "July 2024",
         "Report on the agenda", "Complete"],
        ["12/03/2024", "47", "Circulate the fraud plan", "Head of Audit", "As soon as possible",
         "", "Outstanding"],
    ]  # fmt: skip
    return Sample(
        word("Audit Committee: action log", rows),
        [
            A("Report back on agency spend", None, None, "complete", "July 2024", "2024-07-31",
              "Head of HR", commentary="Report on the agenda"),
            A("Circulate the fraud plan", None, None, None, "As soon as possible", None,
              "Head of Audit", asks=("No date could be read", "no status that is known")),
        ],
        extras={0: {"Meeting date": "12/03/2024"}},
    )  # fmt: skip


@document
def external_audit_recommendations() -> Sample:
    rows: list = [
        ["Recommendation", "Type (Statutory / Key / Improvement)", "Date raised",
         "Progress to date", "Addressed?", "Further action?", "Lead", "Target date"],
        ["Strengthen the medium-term plan", "Key", "2022/23", "Balanced plan agreed", "Yes", "No",
         "Director of Finance", "February 2024"],
        ["Publish draft accounts on time", "Improvement", "2021/22",
         "Published late in June because of the new ledger", "No", "Yes", "Chief Accountant",
         "31 May 2025"],
    ]  # fmt: skip
    return Sample(
        word("Auditor's Annual Report: follow-up of recommendations", rows),
        [
            A("Strengthen the medium-term plan", None, None, "complete", "February 2024",
              "2024-02-29", "Director of Finance", commentary="Balanced plan agreed"),
            A("Publish draft accounts on time", None, None, None, "31 May 2025", "2025-05-31",
              "Chief Accountant",
              commentary="Published late in June because of the new ledger",
              asks=("no status that is known",)),
        ],
        extras={1: {"Date raised": "2021/22", "Further action?": "Yes"}},
    )  # fmt: skip
