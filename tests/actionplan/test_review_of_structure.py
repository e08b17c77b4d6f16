"""What somebody who tried to break setting up has found, each found once and for all."""

from datetime import date

import pytest

from actionplan.models import Action, Lead
from actionplan.services.carrying import carry
from actionplan.services.register import Why
from actionplan.services.structure_dropping import drop_action
from actionplan.services.structure_splitting import merge_actions, split_action
from council.versions import CannotEdit, newest
from tests import factories

WHY = Why("Agreed by the board")
AUGUST, SEPTEMBER = date(2023, 8, 31), date(2023, 9, 1)
PLAN = "/ashdown/plans/peer-review/"


def signed(cast, action):
    return {"seen": newest(action), "by": cast.manager, "why": WHY}


@pytest.fixture
def draft(cast):
    return factories.plan(
        cast.council, "Zebra plan", slug="zebra", code="ZP", state="draft", open_period=False
    )


@pytest.fixture
def handover(cast):
    """PR-6 is led by its post until August, and by another from September."""
    lead = cast.undated.leads.get()
    lead.until = AUGUST
    lead.save()
    after = factories.post(cast.council, "Head of Housing")
    Lead.objects.create(action=cast.undated, post=after, kind="accountable", since=SEPTEMBER)
    return after


def leads_of(action):
    return {(lead.post.title, lead.since, lead.until) for lead in action.leads.all()}


@pytest.mark.parametrize("page", ["actions/PR-1/", "structure/register/"])
def test_councillor_learns_nothing_of_a_draft_into_which_an_action_is_carried(
    cast, draft, logged_in, page
):
    carry(action=cast.ahead, into=draft, recommendation=None, by=cast.manager, why=WHY)
    seen = logged_in(cast.reader).get(PLAN + page).content.decode()
    assert "PR-1" in seen
    assert "Zebra" not in seen
    assert "zebra" not in seen


def test_planned_handover_goes_along_when_an_action_is_split(cast, handover):
    split_action(
        action=cast.undated, titles=["List land", "List halls"], **signed(cast, cast.undated)
    )
    for heir in Action.objects.filter(predecessors__before=cast.undated):
        assert leads_of(heir) == leads_of(cast.undated)


def test_planned_handover_goes_along_when_an_action_is_carried(cast, handover, draft):
    made = carry(action=cast.undated, into=draft, recommendation=None, by=cast.manager, why=WHY)
    assert leads_of(made) == leads_of(cast.undated)


def test_planned_handover_stays_when_a_delivery_post_is_added(cast, handover, logged_in):
    path = f"{PLAN}leads/actions/{cast.undated.reference}/"
    manager = logged_in(cast.manager)
    page = manager.get(path).context["form"]
    sent = {name: page[name].value() or "" for name in page.fields if page[name].value()}
    sent |= {"delivery_1": cast.post.pk, "accountable_1": cast.post.pk, "reason": "More hands"}
    finance = factories.post(cast.council, "Head of Parks")
    sent["delivery_1"] = finance.pk
    sent["day"] = "30 June 2023"
    assert manager.post(path, sent).status_code == 302
    assert ("Head of Housing", SEPTEMBER, None) in leads_of(cast.undated)
    assert ("Head of Parks", date(2023, 6, 30), None) in leads_of(cast.undated)


def test_action_that_needs_a_dropped_one_can_still_be_edited(cast, logged_in):
    cast.ahead.depends_on.add(cast.late)
    drop_action(action=cast.late, **signed(cast, cast.late))
    path = f"{PLAN}structure/actions/PR-1/edit/"
    manager = logged_in(cast.manager)
    form = manager.get(path).context["form"]
    sent = {name: form[name].value() or "" for name in form.fields}
    sent |= {
        "title": "Review the whole constitution",
        "reason": "Clearer",
        "counts_in_totals": "on",
    }
    assert manager.post(path, sent).status_code == 302
    action = Action.objects.get(pk=cast.ahead.pk)
    assert action.title == "Review the whole constitution"
    assert list(action.depends_on.all()) == [cast.late]


def test_action_that_goes_on_elsewhere_takes_nothing_in_and_is_not_dropped(cast, draft):
    carry(action=cast.ahead, into=draft, recommendation=None, by=cast.manager, why=WHY)
    gone = Action.objects.get(pk=cast.ahead.pk)
    with pytest.raises(CannotEdit, match="goes on as PR-1"):
        merge_actions(target=gone, others=[cast.late], title="", **signed(cast, gone))
    with pytest.raises(CannotEdit, match="goes on as PR-1"):
        drop_action(action=gone, **signed(cast, gone))
    with pytest.raises(CannotEdit, match="goes on as PR-1"):
        split_action(action=gone, titles=["One", "Two"], **signed(cast, gone))
