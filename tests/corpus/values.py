"""Every form of date, rating, status and owner that plans use, one row for each."""

from datetime import date, datetime

from openpyxl.utils.datetime import MAC_EPOCH

from tests.corpus.building import word, workbook
from tests.corpus.describing import UP, A, C, Sample, document

# Words of a due cell, the date they fix, and what must be asked.
DATES: list[tuple[str, str | None, tuple[str, ...]]] = [
    ("31-Mar-2020", "2020-03-31", ()),
    ("Mar-25", "2025-03-31", ()),
    ("Q3 2024/25", "2024-12-31", ()),
    ("Q2 24/25", "2024-09-30", ()),
    ("Quarter 4 2023-24", "2024-03-31", ()),
    ("Spring 2024", "2024-05-31", ()),
    ("End of 2022", "2022-12-31", ()),
    ("2021–2023", "2023-12-31", ("ending with the year 2023",)),
    ("Ongoing", None, ()),
    ("TBC", None, ()),
    ("N/A", None, ()),
    ("As above", None, ("another row",)),
    ("Full Council Feb 2023", "2023-02-28", ()),
    ("September 2023 committee cycle", "2023-09-30", ()),
    ("July committee cycle", None, ("no year",)),
    ("30 June", None, ("no year",)),
    ("Post Full Council February 2024", None, ("after February 2024",)),
    ("1st April 2024", "2024-04-01", ()),
    ("05/06/2024", "2024-06-05", ()),
    ("By end March 2025", "2025-03-31", ()),
    ("March 2024 (revised to June 2024)", "2024-06-30", ("Several dates",)),
    ("Complete", None, ()),
    ("Complete – March 2023", "2023-03-31", ("may be the date of completion",)),
    ("Immediate", None, ("No date could be read",)),
    ("Annually", None, ()),
    ("Within 6 months", None, ("No date could be read",)),
    ("Year 2", None, ("No date could be read",)),
    ("w/c 3 June 2024", "2024-06-03", ("begins a week",)),
    ("Mid-May 2024", "2024-05-31", ("Only a part",)),
    ("Early 2025", None, ("names no day",)),
    ("Late Autumn 2024", "2024-11-30", ()),
    ("Christmas 2024", None, ("No date could be read",)),
    ("April - June 2024", "2024-06-30", ()),
    ("Jan 24 - Mar 24", "2024-03-31", ("Jan 24", "Mar 24", "Several dates")),
    ("2024-06-30", "2024-06-30", ()),
    ("30/6/24", "2024-06-30", ()),
    ("31/06/2024", None, ("no such date",)),
    ("06/30/2024", None, ("no such date",)),
    ("Dec 2024 / Jan 2025", "2025-01-31", ("Several dates",)),
    ("FY 2024/25", "2025-03-31", ()),
    ("Financial year end 2025", "2025-03-31", ("31 March of that year",)),
    ("End of financial year", None, ("No date could be read",)),
    ("End Q3", None, ("no year",)),
    ("Q3", None, ("no year",)),
    ("Summer", None, ("no year",)),
    ("H1 2025", None, ("No date could be read",)),
    ("31 March each year", None, ("no year",)),
    ("Ongoing – review in March 2025", "2025-03-31", ("goes on",)),
    ("TBC (expected March 2025)", "2025-03-31", ("not settled",)),
    ("End of municipal year 2024/25", "2025-03-31", ("Another year",)),
    ("Within 3 months of May 2024", None, ("after May 2024",)),
    ("2024-2025", "2025-03-31", ("council's year",)),
    ("Beginning of June 2024", None, ("from June 2024",)),
    ("Extended to 30 Sept 2024", "2024-09-30", ()),
    ("June/July 2024", "2024-07-31", ("names two times",)),
    ("Q1/Q2 2024/25", "2024-09-30", ("names two times",)),
    ("Mar/Apr", None, ("no year",)),
    ("H1 2024/25", "2024-09-30", ("half of a council's year",)),
    ("Spring/Summer 2024", "2024-08-31", ("“Spring” is named too",)),
]


def status_in(words: str) -> str | None:
    return "complete" if words.startswith("Complete") else None


def dated(words: str, day: str | None, asks: tuple[str, ...]) -> A:
    return A(f"Action due {words}", None, "G", status_in(words), words, day, "Policy Officer",
             commentary="Going as planned", asks=asks)  # fmt: skip


HEAD: list = ["Action", "Lead", "Target date", "RAG", "Comments"]


def rows_of_dates() -> list:
    return [
        [f"Action due {words}", "Policy Officer", words, "G", "Going as planned"]
        for words, *_ in DATES
    ]


@document
def dates_in_words_in_word() -> Sample:
    return Sample(word("Plan", [HEAD, *rows_of_dates()]), [dated(*one) for one in DATES])


@document
def dates_in_words_in_a_workbook() -> Sample:
    return Sample(workbook(Plan=[["Plan"], HEAD, *rows_of_dates()]), [dated(*one) for one in DATES])


REAL: list[tuple[C, str, str | None, tuple[str, ...]]] = [
    (C(date(2024, 3, 31), form="dd/mm/yyyy"), "31/03/2024", "2024-03-31", ()),
    (C(date(2024, 3, 1), form="mmm-yy"), "Mar-24", "2024-03-31", ()),
    (C(date(2024, 3, 1), form="mmmm yyyy"), "March 2024", "2024-03-31", ()),
    (C(datetime(2024, 3, 31, 9, 30), form="dd/mm/yyyy hh:mm"), "31/03/2024", "2024-03-31", ()),  # noqa: DTZ001
    (C(date(2024, 3, 5), form="[$-F800]dddd\\, mmmm dd\\, yyyy"), "Tuesday, March 05, 2024",
     "2024-03-05", ()),
    (C(2025), "2025", "2025-12-31", ()),
    (C("Q1 2025/26"), "Q1 2025/26", "2025-06-30", ()),
]  # fmt: skip


@document
def real_dates_of_a_workbook() -> Sample:
    rows: list = [[f"Action {at}", "Policy Officer", one[0], "G", "Going as planned"]
                  for at, one in enumerate(REAL)]  # fmt: skip
    return Sample(
        workbook(Plan=[["Plan"], HEAD, *rows]),
        [A(f"Action {at}", None, "G", None, words, day, "Policy Officer",
           commentary="Going as planned", asks=asks)
         for at, (_, words, day, asks) in enumerate(REAL)],
    )  # fmt: skip


def serials(number: int) -> list:
    return [
        ["Plan"],
        HEAD,
        ["Action one", "Policy Officer", number, "G", "Going as planned"],
        ["Action two", "Policy Officer", C(date(2024, 3, 31), form="dd/mm/yyyy"), "G", None],
    ]


SERIAL_ACTIONS = [
    A("Action two", None, "G", None, "31/03/2024", "2024-03-31", "Policy Officer"),
]


@document
def serial_numbers_of_1900() -> Sample:
    first = A("Action one", None, "G", None, "45382", "2024-03-31", "Policy Officer",
              commentary="Going as planned", asks=("is read as a date",))  # fmt: skip
    return Sample(workbook(Plan=serials(45382)), [first, *SERIAL_ACTIONS])


@document
def serial_numbers_of_1904() -> Sample:
    def change(book) -> None:
        book.epoch = MAC_EPOCH

    first = A("Action one", None, "G", None, "43920", "2024-03-31", "Policy Officer",
              commentary="Going as planned", asks=("is read as a date",))  # fmt: skip
    return Sample(workbook(change, Plan=serials(43920)), [first, *SERIAL_ACTIONS])


# Words and shade of a rating, and what they are: rating, status, what must be asked.
RATINGS: list[tuple[str, str, str | None, str | None, tuple[str, ...]]] = [
    ("G", "", "G", None, ()),
    ("Amber", "", "A", None, ()),
    ("RED", "", "R", None, ()),
    ("(G)", "", "G", None, ()),
    ("Green", "92D050", "G", None, ()),
    ("", "FF0000", "R", None, ("it is red",)),
    ("", "FFFF00", "A", None, ("it is amber",)),
    ("", "", None, None, ()),
    ("G", "FF0000", "G", None, ("the words count",)),
    ("A/G", "", None, None, ("Two ratings",)),
    ("Amber/Red", "", None, None, ("Two ratings",)),
    ("Green → Amber", "", None, None, ("Two ratings",)),
    ("On track", "", "G", None, ("is read as green",)),
    ("Delayed", "", "A", None, ("is read as amber",)),
    ("Complete", "", None, "complete", ("taken as the status",)),
    ("Completed", "00B050", "G", "complete", ("taken as the status", "green")),
    ("Green - complete", "", "G", "complete", ()),
    ("Not started", "", None, "not started", ("taken as the status",)),
    ("Amber – delayed by six weeks", "", "A", None, ()),
    ("N/A", "", None, None, ()),
    ("TBC", "", None, None, ()),
    ("Purple", "", None, None, ("No rating could be read",)),
    ("Grey", "", None, None, ("No rating could be read",)),
    ("Off track", "", "R", None, ("is read as red",)),
    ("Green (was Amber)", "", "G", None, ("its other words",)),
    ("●", "", None, None, ("No rating could be read",)),
    ("🟢", "", "G", None, ()),
    ("G ↑", "", "G", None, ()),
]


def rated(at: int, words: str, rag: str | None, status: str | None, asks: tuple[str, ...]) -> A:
    return A(f"Action {at}", None, rag, status, "May 2024", "2024-05-31", "Policy Officer",
             commentary="Going as planned", asks=asks)  # fmt: skip


def rows_of_ratings() -> list:
    return [[f"Action {at}", "Policy Officer", "May 2024", C(words, shade=shade),
             "Going as planned"] for at, (words, shade, *_) in enumerate(RATINGS)]  # fmt: skip


def rated_actions() -> list[A]:
    return [rated(at, words, *rest) for at, (words, _, *rest) in enumerate(RATINGS)]  # type: ignore[arg-type]


@document
def ratings_of_all_kinds_in_word() -> Sample:
    return Sample(word("Plan", [HEAD, *rows_of_ratings()]), rated_actions())


@document
def ratings_of_all_kinds_in_a_workbook() -> Sample:
    return Sample(workbook(Plan=[["Plan"], HEAD, *rows_of_ratings()]), rated_actions())


@document
def ratings_in_words_only() -> Sample:
    rows: list = [
        ["Action", "Who", "When", "Progress", "Comments"],
        ["Adopt a tree strategy", "Parks Manager", "May 2024", "On track", "Consulting"],
        ["Plant 500 trees", "Parks Manager", "March 2025", "Delayed", "Ground too wet"],
        ["Map the trees", "GIS Officer", "Jan 2024", "Complete", "Map is public"],
    ]  # fmt: skip
    return Sample(
        word("Tree plan", rows),
        [
            A("Adopt a tree strategy", None, "G", None, "May 2024", "2024-05-31", "Parks Manager",
              commentary="Consulting", asks=("is read as green",)),
            A("Plant 500 trees", None, "A", None, "March 2025", "2025-03-31", "Parks Manager",
              commentary="Ground too wet", asks=("is read as amber",)),
            A("Map the trees", None, None, "complete", "Jan 2024", "2024-01-31", "GIS Officer",
              commentary="Map is public"),
        ],
    )  # fmt: skip


@document
def shading_only_with_a_key_of_shades() -> Sample:
    rows: list = [
        ["Action", "Lead", "Deadline", "Status"],
        ["Adopt a charter", "Policy Officer", "1 May 2024", C("", shade="00B050")],
        ["Publish a map", "GIS Officer", "1 June 2024", C("", shade="0070C0")],
        ["Buy a van", "Fleet Manager", "1 July 2024", C("", shade="FF0000")],
        ["Sell a van", "Fleet Manager", "1 August 2024", ""],
    ]  # fmt: skip
    key: list = [[C("", shade="0070C0"), "Complete"], [C("", shade="00B050"), "On track"],
                 [C("", shade="FF0000"), "Off track"]]  # fmt: skip
    return Sample(
        word("Plan", key, "", rows),
        [
            A("Adopt a charter", None, "G", None, "1 May 2024", "2024-05-01", "Policy Officer",
              asks=("it is green",)),
            A("Publish a map", None, "B", "complete", "1 June 2024", "2024-06-01", "GIS Officer",
              asks=("it is blue",)),
            A("Buy a van", None, "R", None, "1 July 2024", "2024-07-01", "Fleet Manager",
              asks=("it is red",)),
            A("Sell a van", None, None, None, "1 August 2024", "2024-08-01", "Fleet Manager"),
        ],
    )  # fmt: skip


@document
def blue_without_a_key() -> Sample:
    rows: list = [[*HEAD[:3], "BRAG", "Comments"],
                  ["Adopt a charter", "Policy Officer", "1 May 2024", "Blue", "Adopted"],
                  ["Publish a map", "GIS Officer", "1 June 2024", "Green", ""]]  # fmt: skip
    return Sample(
        word("Plan", rows),
        [
            A("Adopt a charter", None, "B", None, "1 May 2024", "2024-05-01", "Policy Officer",
              commentary="Adopted", asks=("Blue often means complete",)),
            A("Publish a map", None, "G", None, "1 June 2024", "2024-06-01", "GIS Officer"),
        ],
    )  # fmt: skip


# Words of an owner's cell, the owner printed, and what must be asked.
OWNERS: list[tuple[str, str | None, tuple[str, ...]]] = [
    ("Head of HR", "Head of HR", ()),
    ("Head of Law & Democracy", "Head of Law & Democracy", ()),
    ("Assistant Director – Housing", "Assistant Director – Housing", ()),
    ("Assistant Director (Housing)", "Assistant Director (Housing)", ()),
    ("Head of Planning, Building Control and Enforcement",
     "Head of Planning, Building Control and Enforcement", ()),
    ("JS", "JS", ("looks like a person",)),
    ("J Smith", "J Smith", ("looks like a person",)),
    ("JS/PB", "JS; PB", ("Several leads", "looks like a person")),
    ("Jane Smith", "Jane Smith", ("looks like a person",)),
    ("Jane Smith, Head of HR", "Head of HR", ("person",)),
    ("Head of HR (Jane Smith)", "Head of HR", ("person",)),
    ("Head of HR - Jane Smith", "Head of HR", ("person",)),
    ("Head of HR / Head of ICT", "Head of HR; Head of ICT", ("Several leads",)),
    ("Head of HR\nHead of ICT", "Head of HR; Head of ICT", ("Several leads",)),
    ("Cllr Jones", None, ("councillor",)),
    ("Head of HR / Cllr Jones", "Head of HR", ("councillor",)),
    ("TBC", None, ()),
    ("-", None, ()),
    ("N/A", None, ()),
    ("As above", None, ("another row",)),
    ("All", "All", ("no single post",)),
    ("All heads of service", "All heads of service", ("no single post",)),
    ("SLT", "SLT", ()),
    ("Housing team", "Housing team", ()),
    ("Lead: Head of HR\nSupport: HR Manager", "Head of HR; HR Manager", ("Several leads",)),
    ("Head of HR with support from Head of ICT", "Head of HR with support from Head of ICT",
     ("more than a post",)),
    ("DSO", "DSO", ("looks like a person",)),
    ("Director of People and Head of HR", "Director of People; Head of HR",
     ("is read as", "Several leads")),
    ("Vacant", None, ("vacant",)),
    ("Section 151 Officer", "Section 151 Officer", ()),
    ("Corporate Director of Place", "Corporate Director of Place", ()),
]  # fmt: skip


def owned() -> list[A]:
    return [A(f"Action {at}", None, "G", None, "May 2024", "2024-05-31", owner,
              commentary="Going as planned", asks=asks)
            for at, (_, owner, asks) in enumerate(OWNERS)]  # fmt: skip


@document
def owners_of_all_kinds() -> Sample:
    rows: list = [[f"Action {at}", words, "May 2024", "G", "Going as planned"]
                  for at, (words, *_) in enumerate(OWNERS)]  # fmt: skip
    return Sample(workbook(Plan=[["Plan"], HEAD, *rows]), owned())


@document
def initials_with_a_list_of_who_is_who() -> Sample:
    rows: list = [HEAD, ["Adopt a charter", "AB", "May 2024", "G", ""],
                  ["Publish a map", "CD / AB", "June 2024", "A", ""]]  # fmt: skip
    return Sample(
        word("Plan", rows, "AB – Alice Brown, Head of Policy", "CD – Carl Davis, GIS Manager"),
        [
            A("Adopt a charter", None, "G", None, "May 2024", "2024-05-31", "AB",
              asks=("looks like a person",)),
            A("Publish a map", None, "A", None, "June 2024", "2024-06-30", "CD; AB",
              asks=("Several leads", "looks like a person")),
        ],
        says=("left out",),
    )  # fmt: skip


@document
def complete_in_every_place() -> Sample:
    rows: list = [
        ["Action", "Lead", "Anticipated completion", "RAG", "Commentary"],
        ["One", "HR Manager", "Complete", "G", "Policy adopted"],
        ["Two", "HR Manager", "May 2024", "G", "Complete"],
        ["Three", "HR Manager", "Complete", "G", "Completed"],
        ["Four", "HR Manager", "Complete\nMay 2024", "G", "Policy adopted"],
        ["Five", "HR Manager", "Complete\nComplete", "G", ""],
        ["Six", "HR Manager", "May 2024", "G", "Completed May 2024. Policy is on the intranet."],
        ["Seven", "HR Manager", "May 2024", "G", "Phase 1 complete, phase 2 to follow"],
        ["Eight", "HR Manager", "To be completed by May 2024", "A", "Not complete"],
    ]  # fmt: skip
    may = ("May 2024", "2024-05-31", "HR Manager")
    return Sample(
        word("Plan", rows),
        [
            A("One", None, "G", "complete", "Complete", None, "HR Manager",
              commentary="Policy adopted"),
            A("Two", None, "G", "complete", *may, commentary="Complete",
              asks=("taken as the status",)),
            A("Three", None, "G", "complete", "Complete", None, "HR Manager",
              commentary="Completed"),
            A("Four", None, "G", "complete", "Complete\nMay 2024", "2024-05-31", "HR Manager",
              commentary="Policy adopted", asks=("may be the date of completion",)),
            A("Five", None, "G", "complete", "Complete\nComplete", None, "HR Manager"),
            A("Six", None, "G", None, *may,
              commentary="Completed May 2024. Policy is on the intranet.",
              asks=("commentary begins with",)),
            A("Seven", None, "G", None, *may, commentary="Phase 1 complete, phase 2 to follow"),
            A("Eight", None, "A", None, "To be completed by May 2024", "2024-05-31", "HR Manager",
              commentary="Not complete"),
        ],
    )  # fmt: skip


@document
def two_rows_of_headings_with_a_merged_group() -> Sample:
    rows: list = [
        [C("Ref", down=2), C("Action", down=2), C("Responsibility", across=2),
         C("Dates", across=2), C("Progress", across=2)],
        [UP, UP, "Lead officer", "Portfolio holder", "Original", "Revised", "BRAG", "Comments"],
        ["1", "Adopt a charter", "Policy Officer", "Cllr Brown", "May 2024", "July 2024", "A",
         "Delayed by the election"],
        ["2", "Publish a map", "GIS Officer", "Cllr Black", "June 2024", "", "G", ""],
    ]  # fmt: skip
    return Sample(
        workbook(Plan=[["Plan"], *rows]),
        [
            A("Adopt a charter", None, "A", None, "July 2024", "2024-07-31", "Policy Officer",
              commentary="Delayed by the election"),
            A("Publish a map", None, "G", None, "June 2024", "2024-06-30", "GIS Officer"),
        ],
        extras={0: {"Responsibility Portfolio holder": "Cllr Brown"}},
    )  # fmt: skip
