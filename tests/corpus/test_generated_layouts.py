"""Plans laid out at random: every action is found, and each field is right or asked about."""

from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.importing.child import rows_of
from actionplan.importing.layout import understand_plan
from actionplan.importing.summary import reading_as_json
from tests.corpus.building import word, workbook
from tests.corpus.describing import UP, C, Rows

NAMES = {
    "action": ["Action", "Actions", "What we will do", "Task", "Key deliverable", "Milestone",
               "Agreed action", "Activity", "Action required", "What"],
    "lead": ["Lead", "Owner", "Who", "Responsible", "Lead officer", "Responsible Officer(s)",
             "By whom", "Action owner", "Accountable officer"],
    "due": ["Target date", "By when", "Due", "Deadline", "Timescale", "Due date", "Completion date",
            "Anticipated completion", "Target completion date", "When"],
    "rating": ["RAG", "BRAG", "RAG Rating", "RAG status", "Current RAG"],
    "commentary": ["Commentary", "Update", "Progress update", "Comments", "Latest position",
                   "Progress to date"],
    "number": ["Ref", "No.", "Action ref", "ID"],
    "priority": ["Priority", "Priority rating (H/M/L)"],
    "measure": ["Success measure", "Outcome", "How will we know?", "Resources"],
    "member": ["Portfolio holder", "Cabinet Member", "Lead member"],
}  # fmt: skip
OWNERS = ["Head of HR", "Housing Manager", "Head of Law & Democracy", "Monitoring Officer",
          "Assistant Director, Place", "Director of Resources"]  # fmt: skip
DUES = [("31 March 2024", "2024-03-31"), ("Q3 2024/25", "2024-12-31"), ("Mar-25", "2025-03-31"),
        ("Spring 2024", "2024-05-31"), ("31-Mar-2020", "2020-03-31"), ("End of 2022", "2022-12-31"),
        ("Ongoing", None), ("TBC", None), ("As above", None), ("05/06/2024", "2024-06-05"),
        ("End of September 2022", "2022-09-30"), ("12 July", None), ("", None)]  # fmt: skip
RATINGS = [("G", "G"), ("Amber", "A"), ("RED", "R"), ("Green", "G"), ("B", "B"), ("", None)]
COMMENTS = ["Foundations are laid on both sites", "Consultation closed in May with 40 replies", ""]
VERBS = ["Build", "Review", "Publish", "Adopt", "Train", "Recruit to"]
THINGS = ["the homes at Lower Bank", "a customer charter", "the constitution", "all members",
          "the vacant posts", "a map of every park"]  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One action as it is written and as it must be read."""

    title: str
    lead: str
    due: tuple[str, str | None]
    rating: tuple[str, str | None]
    commentary: str
    place: str

    def cell(self, column: str) -> str:
        """The words under a column."""
        words = {
            "action": self.title, "lead": self.lead, "due": self.due[0], "rating": self.rating[0],
            "commentary": self.commentary, "number": self.place, "priority": "H",
            "measure": "Ten more of them by the end", "member": "Cllr A Jones",
        }  # fmt: skip
        return words[column]


rows = st.builds(
    Row,
    st.builds(
        lambda verb, thing: f"{verb} {thing}", st.sampled_from(VERBS), st.sampled_from(THINGS)
    ),
    st.sampled_from(OWNERS),
    st.sampled_from(DUES),
    st.sampled_from(RATINGS),
    st.sampled_from(COMMENTS),
    st.just(""),
)
TEXTS = [
    "Agree a vision for the borough",
    "Strengthen financial planning",
    "Engage residents early",
]
groups = st.lists(st.lists(rows, min_size=1, max_size=3), min_size=1, max_size=3)
optional = st.sets(st.sampled_from(sorted(set(NAMES) - {"action", "lead", "due", "rating"})))
PLACES = ["a line above", "a merged row", "a column", "a column merged down", "a column left blank",
          "a row in the table", "none"]  # fmt: skip


@st.composite
def layouts(draw):
    """The groups of rows, their columns with headings, and where the recommendations stand."""
    found = [
        [replace(row, place=f"{at}.{number}") for number, row in enumerate(group, start=1)]
        for at, group in enumerate(draw(groups), start=1)
    ]
    columns = draw(st.permutations(["action", "lead", "due", "rating", *sorted(draw(optional))]))
    heads = [draw(st.sampled_from(NAMES[one])) for one in columns]
    return found, columns, heads, draw(st.sampled_from(PLACES)), draw(st.booleans())


def blocks(layout):
    """The layout as lines and tables."""
    groups, columns, heads, place, repeated = layout
    body = [[[row.cell(one) for one in columns] for row in group] for group in groups]
    stated = [f"Recommendation {at}: {TEXTS[at - 1]}" for at in range(1, len(groups) + 1)]
    width = len(columns)
    if place == "none":
        return [[heads, *(row for group in body for row in group)]]
    if place == "a line above":
        return [
            part
            for at, group in enumerate(body)
            for part in (stated[at], [heads, *group] if repeated or at == 0 else group)
        ]
    if place == "a merged row":
        return [[[C(stated[at], across=width)], heads, *group] for at, group in enumerate(body)]
    if place == "a row in the table":
        sections = [[[C(stated[at], across=width)], *group] for at, group in enumerate(body)]
        return [[heads, *(row for section in sections for row in section)]]
    return [[["Recommendation", *heads], *in_a_column(body, stated, place)]]


def in_a_column(body, stated, place):
    """The rows with the recommendation before them."""
    for at, group in enumerate(body):
        for number, row in enumerate(group):
            first = stated[at]
            if number and place == "a column left blank":
                first = ""
            if place == "a column merged down":
                first = UP if number else C(first, down=len(group))
            yield [first, *row]


def in_word(layout):
    return word("Improvement plan", *[one for part in blocks(layout) for one in (part, "")][:-1])


def in_a_workbook(layout):
    sheet: Rows = [["Improvement plan"], []]
    for part in blocks(layout):
        sheet += [[part]] if isinstance(part, str) else part
    return workbook(Plan=sheet)


def check(content, layout):
    """All actions are there, and what is not right is asked about."""
    expected = [row for group in layout[0] for row in group]
    reading = understand_plan(rows_of(content))
    found = reading_as_json(reading)["actions"]
    assert [one["title"] for one in found] == [row.title for row in expected]
    numbers = [at for at, group in enumerate(layout[0], start=1) for _ in group]
    assert [one["recommendation"] for one in found] == (
        [None] * len(expected) if layout[3] == "none" else numbers
    )
    for at, (one, row) in enumerate(zip(found, expected, strict=True)):
        right = {
            "owner": row.lead, "due_text": row.due[0] or None, "due_date": row.due[1],
            "rag": row.rating[1],
        }  # fmt: skip
        if "commentary" in layout[1]:
            right["commentary"] = row.commentary or None
        wrong = {name: one[name] for name in right if one[name] != right[name]}
        asked = [n for n in reading.notes if n.action in {at, None} and n.needs_decision]
        assert not wrong or asked, (wrong, row)
        assert wrong.keys() <= ALLOWED, (wrong, row)


# Even asked about, these must be right: nothing in these plans is doubtful.
ALLOWED: set[str] = set()
settings_here = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@settings_here
@given(layouts())
def test_a_plan_in_word_laid_out_at_random(layout):
    check(in_word(layout), layout)


@settings_here
@given(layouts())
def test_a_plan_in_a_workbook_laid_out_at_random(layout):
    check(in_a_workbook(layout), layout)
