"""Cells of a later file that nobody can read: the plan keeps its words, and a person is asked."""

import csv
import io

import pytest

from actionplan.models import Doubt, PlanFile
from actionplan.queries.report import plan_report
from actionplan.reporting.writers import WRITERS
from actionplan.services.preview import Review
from actionplan.services.reading import keep_file
from actionplan.services.review import apply_review
from council import clock
from tests.actionplan.review_pages import decide, page, text
from tests.importing.making import word_plan, workbook_plan

pytestmark = pytest.mark.any_engine

HEADINGS = ["Action", "Lead", "By when", "RAG", "Status", "Date completed", "Update"]
LAST = [
    ["Publish the budget", "Head of Finance", "30 September 2023", "G", "Complete", "31 May 2023"],
    ["Close the gap", "Head of Finance", "30 September 2023", "A", "In progress", ""],
]
STOOD = [
    ("G", "complete", "30 September 2023", "2023-05-31", "Head of Finance"),
    ("A", "in progress", "30 September 2023", "None", "Head of Finance"),
]


def kept(cast, *rows):
    content = word_plan("Peer challenge", [HEADINGS, *([*row, "As before."] for row in rows)])
    return keep_file(council=cast.council, content=content, name="plan.docx", by=cast.manager)


def brought_in(cast, file):
    file = PlanFile.objects.get(pk=file.pk)
    return apply_review(file=file, by=cast.manager, seen_version=file.version).plan


def stands(plan):
    """What the plan says of its actions, as of a file's row."""
    actions = plan.actions.order_by("number").select_related("latest")
    return [
        (
            one.latest.rating,
            one.latest.status,
            one.latest.due_words,
            str(one.latest.completed_on),
            ", ".join(lead.post.title for lead in one.leads.all()),
        )
        for one in actions
        if one.latest
    ]


def asked(file):
    """The open questions: the row's title and the field."""
    lines = Review(PlanFile.objects.get(pk=file.pk)).lines
    return {(line.title, cell.field) for line in lines for cell in line.cells if cell.needs}


@pytest.fixture
def plan(cast):
    """A plan that came from last quarter's file."""
    return brought_in(cast, kept(cast, *LAST))


def test_the_plan_keeps_what_it_has_and_asks(cast, plan):
    file = kept(
        cast,
        ["Publish the budget", "as above", "when we can", "Purple", "dunno", "sometime soon"],
        ["Close the gap", "Cllr Jane Smith", "As above", "??", "Nearly", ""],
    )
    assert file.plan == plan
    first = {"accountable", "due", "rating", "status", "completed"}
    wanted = {("Publish the budget", field) for field in first}
    wanted |= {("Close the gap", field) for field in first - {"completed"}}
    assert asked(file) == wanted
    brought_in(cast, file)
    assert stands(plan) == STOOD
    left = Doubt.objects.filter(file=file).values_list("action__title", "field")
    assert set(left) >= {one for one in wanted if one[1] != "due"}
    assert "Purple" in Doubt.objects.filter(file=file).values_list("said", flat=True)


def test_what_is_typed_in_its_place_is_taken(cast, manager, plan):
    file = kept(
        cast, ["Publish the budget", "Head of Finance", *LAST[0][2:3], "Purple", *LAST[0][4:]]
    )
    decide(manager, file, 0, field="rating", do="typed", words="A")
    brought_in(cast, file)
    assert [row[0] for row in stands(plan)] == ["A", "A"]


def test_card_shows_what_the_plan_keeps_and_offers_no_right(cast, manager, plan):
    file = kept(cast, *([*row[:3], "Purple", *row[4:]] for row in LAST))
    shown = text(manager.get(page(file, "?show=decide")))
    card = shown[shown.index('id="row-0"') :].split("</article>")[0]
    for said in ("Rating: the plan has", "Green", "Purple", "Keep the plan’s"):
        assert said in card
    for never in ("It is right", "All are right"):
        assert never not in shown
    seen = Review(file).groups[0]
    manager.post(page(file, "alike/"), {"group": seen.key, "do": "leave"})
    assert asked(file) == set()
    assert "The plan’s words stay" in text(manager.get(page(file, "?show=all")))
    brought_in(cast, file)
    assert stands(plan) == STOOD
    assert not Doubt.objects.filter(file=file).exists()


def test_words_without_a_date_are_taken_where_a_person_says_so(cast, manager, plan):
    file = kept(cast, ["Publish the budget", "Head of Finance", "when we can", *LAST[0][3:]])
    decide(manager, file, 0, field="due", do="take")
    brought_in(cast, file)
    assert stands(plan)[0][2] == "when we can"


def test_rating_that_the_plan_does_not_have_leaves_its_own(cast, manager):
    """In our own CSV too, whose key is what its rows show."""
    content = WRITERS["csv"].write(plan_report(cast.plan, clock.today()))
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    at = rows[0].index("RAG")
    rows[1][at : at + 2] = ["P", "Purple"]
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    before = stands(cast.plan)
    file = keep_file(
        council=cast.council, content=out.getvalue().encode(), name="a.csv", by=cast.manager
    )
    assert asked(file) == {("Review the constitution", "rating")}
    brought_in(cast, file)
    assert stands(cast.plan) == before


def test_an_excel_error_in_a_councils_own_workbook_replaces_nothing_and_is_asked_about(cast, plan):
    rows = [[*row, "As before."] for row in LAST]
    rows[1][-1] = "#REF!"
    file = keep_file(
        council=cast.council,
        content=workbook_plan([HEADINGS, *rows]),
        name="Peer challenge.xlsx",
        by=cast.manager,
        plan=plan,
    )
    assert ("Close the gap", "commentary") in asked(file)
    brought_in(cast, file)
    said = plan.actions.select_related("latest").values_list("latest__commentary", flat=True)
    assert set(said) == {"As before."}
    assert Doubt.objects.filter(file=file, said="#REF!", action__title="Close the gap").exists()
