"""The page "What changed": between two closed periods, or a closed period and now."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actionplan.declared import Due, Status
from actionplan.models import Action
from actionplan.queries.changes import trails_of
from actionplan.queries.document import plan_document
from actionplan.services.register import Why
from actionplan.services.structure_actions import add_action
from actionplan.services.structure_dropping import drop_action
from actionplan.services.structure_splitting import merge_actions, split_action
from council import clock
from council.versions import newest
from tests import factories
from tests.sealing import a_broken_period, a_closed_period

PAGE = "/ashdown/plans/peer-review/changes/"
MARCH, APRIL = date(2023, 3, 31), date(2023, 4, 30)
WHY = Why("Agreed at the mid-year review.", "Chief Executive", "Minute 34")


def as_it_was(plan, **changes):
    """The plan's document in March, when less had been said: ``PR_1={"rating": "R"}``."""
    document = replace(plan_document(plan, MARCH), as_at=MARCH)
    said = {name.replace("_", "-"): fields for name, fields in changes.items()}

    def earlier(actions):
        return tuple(replace(one, **said.get(one.reference, {})) for one in actions)

    themes = tuple(
        replace(
            theme,
            recommendations=tuple(
                replace(one, actions=earlier(one.actions)) for one in theme.recommendations
            ),
        )
        for theme in document.themes
    )
    return replace(document, themes=themes)


@pytest.fixture
def quarter(cast):
    """March: PR-1 was due in June, PR-2 green and with the same last words, PR-3 not complete."""
    june = Due("End of June", date(2023, 6, 29))
    document = as_it_was(
        cast.plan,
        PR_1={"due": june, "commentary": "Begun.", "last_update": None},
        PR_2={"rating": "G"},
        PR_3={"status": Status.IN_PROGRESS, "completed": None, "last_update": None},
        PR_4={"last_update": None},
        PR_6={"last_update": None},
    )
    return a_closed_period(cast.plan, MARCH, cast.manager, document, "Q4 2022/23")


def page(client, query=""):
    answer = client.get(f"{PAGE}{query}")
    return answer, " ".join(answer.content.decode().split())


def test_one_sentence_first_then_worst_first_with_facts_links_and_leads(cast, quarter, logged_in):
    answer, html = page(logged_in(cast.reader))
    assert answer.status_code == 200
    assert (
        "Since 31 March 2023, 1 worsened, 1 newly past its date, 1 due date moved, "
        "2 without an update and 1 completed: 1 of 6 complete, 0 of 6 then"
    ) in html
    assert "Q4 2022/23 (as at 31 March 2023) beside the plan as it stands now" in html
    assert [str(group.kind) for group in answer.context["groups"]] == [
        "worsened", "newly overdue", "due moved", "no update given", "completed",
        "commentary changed",
    ]  # fmt: skip
    assert html.index("Worsened") < html.index("Due moved from 29 June 2023 to 30 September 2023")
    assert f'href="{cast.ahead.get_absolute_url()}">PR-1</a> Review the constitution' in html
    assert "Head of Law &amp; Democracy" in html
    assert "Last update as at 14 March 2023, from Head of Law &amp; Democracy" in html
    assert "Nobody has given an update yet" in html
    assert "Also: newly past its date, without an update" in html


def test_two_closed_periods_are_compared_and_never_change(cast, quarter, logged_in):
    a_closed_period(cast.plan, APRIL, cast.manager, name="April")
    client = logged_in(cast.reader)
    query = "?from=q4-2022-23&to=april"
    answer, before = page(client, query)
    assert "April (as at 30 April 2023)." in before
    factories.entry(cast.ahead, by=cast.owner, rating="R")
    assert page(client, query)[0].context["sentence"] == answer.context["sentence"]
    answer, _ = page(client)
    assert answer.context["since"].slug == "april"
    assert "1 worsened" in answer.context["sentence"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?from=nonsense", "Choose one of the list."),
        ("?to=%00", "Choose one of the list."),
        ("?to=q4-2022-23", "Choose a position that is later than the first."),
    ],
)
def test_positions_that_are_none_are_said_with_the_form(cast, quarter, logged_in, query, sentence):
    answer, html = page(logged_in(cast.reader), query)
    assert answer.status_code == 422
    assert sentence in html
    assert answer.context["comparison"] is None


def test_without_a_closed_period_the_page_says_so_and_nothing_leads_there(cast, logged_in):
    client = logged_in(cast.reader)
    assert "No period of Peer review action plan is closed and locked yet" in page(client)[1]
    assert PAGE not in client.get(cast.plan.get_absolute_url()).content.decode()


def test_the_plan_and_the_dashboard_lead_to_it(cast, quarter, logged_in):
    client = logged_in(cast.reader)
    assert PAGE in client.get(cast.plan.get_absolute_url()).content.decode()
    assert PAGE in client.get("/ashdown/").content.decode()


def test_what_was_locked_and_tampered_with_is_said(cast, logged_in):
    a_broken_period(cast.plan, MARCH, cast.manager)
    answer, html = page(logged_in(cast.reader))
    assert answer.status_code == 409
    assert "its digest does not fit" in html


def test_a_draft_and_another_council_are_not_shown(cast, quarter, logged_in):
    theirs = logged_in(cast.stranger).get("/brackwater/plans/peer-review/changes/")
    assert theirs.context["periods"] == []
    cast.plan.state = "draft"
    cast.plan.save()
    assert logged_in(cast.reader).get(PAGE).status_code == 404


def test_the_register_says_why_actions_came_and_went(cast, logged_in):
    a_closed_period(cast.plan, MARCH, cast.manager, name="Q4 2022/23")
    signed = {"by": cast.manager, "why": WHY}
    split_action(
        action=cast.undated, titles=["Land", "Buildings"], seen=newest(cast.undated), **signed
    )
    drop_action(action=cast.unled, seen=newest(cast.unled), **signed)
    add_action(plan=cast.plan, values={"title": "Plant an orchard"}, **signed)
    merge_actions(
        target=Action.objects.get(pk=cast.ahead.pk), others=[cast.late], seen=newest(cast.ahead),
        title="Review it all", **signed,
    )  # fmt: skip
    _, html = page(logged_in(cast.reader))
    why = "reason: Agreed at the mid-year review; agreed by Chief Executive; Minute 34"
    for words in (
        f"Split into PR-7 and PR-8; {why}", f"No longer in the plan; {why}", f"Added; {why}",
        f"Merged into PR-1; {why}", f"Before: “Review the constitution”; {why}",
        "6 + 1 split + 1 added − 1 merged − 1 dropped = 6",
    ):  # fmt: skip
        assert words in html, words
    assert trails_of(cast.plan, clock.today() + timedelta(days=1), None) == {}
    assert trails_of(cast.plan, None, clock.now() - timedelta(days=1)) == {}


def test_it_costs_the_same_for_any_number_of_rows(
    cast, quarter, logged_in, django_assert_max_num_queries
):
    for number in range(20):
        one = factories.action(cast.plan, f"One more of {number}", recommendation=cast.finance)
        factories.entry(one, by=cast.owner, rating="A")
    client = logged_in(cast.reader)
    with django_assert_max_num_queries(20):
        answer = client.get(PAGE)
    assert len(answer.context["comparison"].added) == 20
