"""A lead that a row gets in the review of a file: who else leads it goes on to."""

import io

import openpyxl
import pytest

from actionplan.merging.decisions import CellDecision, CellWord, Decisions
from actionplan.models import Lead
from actionplan.services.apply_receipt import What
from actionplan.services.reading import keep_file
from actionplan.services.undo_import import undo_import
from tests import factories
from tests.actionplan.review_pages import downloaded
from tests.actionplan.reviewed import apply, edited, now, sent, stamp_of
from tests.importing.own_workbooks import saved

LEAD, DELIVERY = Lead.Kind.ACCOUNTABLE, Lead.Kind.DELIVERY


@pytest.fixture
def audit(cast):
    """A second officer lead of the recommendation, who delivers its actions by inheritance."""
    post = factories.post(cast.council, "Head of Audit")
    Lead.objects.create(recommendation=cast.governance, post=post, kind=Lead.Kind.OFFICER, order=2)
    return post


def given(cast, *cells, **changes):
    """The plan's own file back, with what somebody typed and took."""
    stamp = stamp_of(cast.plan)
    document = edited(now(cast.plan), **changes)
    decided = Decisions(cells=cells)
    file = sent(cast.council, cast.manager, document, plan=cast.plan, decided=decided, stamp=stamp)
    return file, apply(file, cast.manager)


def own(action):
    """The posts that lead an action itself, with their kinds."""
    leads = Lead.objects.filter(action=action).order_by("order")
    return [(lead.post.title, lead.kind) for lead in leads]


BOTH = [("Head of Law & Democracy", DELIVERY), ("Head of Audit", DELIVERY)]
FINANCE = CellDecision(0, "accountable", CellWord.TYPED, "Head of Finance")


def test_who_delivered_by_inheritance_delivers_on(cast, audit):
    _, receipt = given(cast, FINANCE)
    assert own(cast.ahead) == [("Head of Finance", LEAD), *BOTH]
    (deed,) = [one for one in receipt.done if one.what is What.LEADS]
    both = "Head of Law & Democracy; Head of Audit"
    assert ("Delivery leads", f"{both} (inherited)", both) in deed.cells


def test_undoing_leaves_the_row_to_its_recommendation_again(cast, audit):
    file, _ = given(cast, FINANCE)
    undo_import(file=file, by=cast.manager, reason="Wrong row")
    assert own(cast.ahead) == []
    first = next(now(cast.plan).actions())
    assert (first.accountable, first.delivery) == (
        None,
        ("Head of Law & Democracy", "Head of Audit"),
    )


def test_delivery_leads_that_are_given_too_are_the_ones(cast, audit):
    delivery = CellDecision(0, "delivery", CellWord.TYPED, "Head of Leisure")
    given(cast, FINANCE, delivery)
    assert own(cast.ahead) == [("Head of Finance", LEAD), ("Head of Leisure", DELIVERY)]


def test_one_of_several_who_lead_by_inheritance_can_be_made_accountable(cast, audit):
    given(cast, CellDecision(0, "accountable", CellWord.TYPED, "Head of Audit"))
    assert own(cast.ahead) == [("Head of Audit", LEAD), BOTH[0]]


def test_lead_of_its_own_stands_in_place_of_a_single_one(cast):
    given(cast, FINANCE)
    assert own(cast.ahead) == [("Head of Finance", LEAD)]


def test_new_row_whose_leads_were_marked_as_inherited_gets_the_one_that_was_typed(cast, audit):
    given(
        cast, CellDecision(0, "accountable", CellWord.TYPED, "Head of Finance"),
        PR_1={"reference": None, "title": "Open the museum"},
    )  # fmt: skip
    made = cast.plan.actions.get(title="Open the museum")
    assert own(made) == [("Head of Finance", LEAD), *BOTH]


def test_the_same_in_the_workbook_itself(cast, audit, manager):
    book = openpyxl.load_workbook(io.BytesIO(downloaded(manager, cast.plan, "xlsx")[1]))
    sheet = book["Actions"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("Action lead") + 1).value = "Head of Finance"
    file = keep_file(council=cast.council, content=saved(book), name="back.xlsx", by=cast.manager)
    apply(file, cast.manager)
    assert own(cast.ahead) == [("Head of Finance", LEAD), *BOTH]
