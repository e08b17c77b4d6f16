"""What a plan's state does: a draft is seen by few, an archived plan is only read."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from actionplan.access.updating import why_closed
from actionplan.declared import Status
from actionplan.models import Action, Change, Entry, Plan, Recommendation, ThreadLink
from actionplan.position import Position
from actionplan.services.decisions import decide
from actionplan.services.register import Register, Why
from actionplan.services.updates import UpdatedMeanwhile, record_update
from council.models import Role
from tests import factories
from tests.thread.making import a_strategy

WHY = Why("The council has decided so.")
HIDDEN = "A zebra crossing for every school"


@pytest.fixture
def draft(cast):
    """A plan that is not adopted, whose action serves an outcome; nobody has updated it."""
    made = factories.plan(
        cast.council, "Zebra plan", slug="zebra", code="ZP", state="draft", open_period=False
    )
    above = factories.recommendation(made, "Paint zebra stripes.")
    factories.action(
        made, HIDDEN, recommendation=above, accountable=cast.post, due=date(2023, 1, 1)
    )
    return made


def set_state(plan: Plan, state: str) -> None:
    Plan.objects.filter(pk=plan.pk).update(state=state)
    plan.state = state


def update(action: Action) -> dict[str, str]:
    stands = Action.objects.get(pk=action.pk).latest_id
    return {
        "rating": "G",
        "status": "in progress",
        "commentary": "New words.",
        "on_behalf_source": "E-mail",
        "based_on": str(stands or ""),
        "once": str(uuid.uuid4()),
    }


def page_of(action: Action, name: str = "action_detail") -> str:
    return reverse(f"actionplan:{name}", args=action.address)


# ---- whether anybody may update


@pytest.mark.parametrize(
    ("state", "status"), [("draft", 403), ("active", 302), ("closing", 302), ("archived", 403)]
)
@pytest.mark.parametrize("who", ["owner", "manager"])
def test_action_is_updated_only_while_its_plan_is_active_or_closing(
    cast, logged_in, state, status, who
):
    set_state(cast.plan, state)
    client = logged_in(getattr(cast, who))
    path = page_of(cast.undated, "action_update")
    assert client.get(path).status_code == (200 if status == 302 else 403)
    before = Entry.objects.count()
    answer = client.post(path, update(cast.undated))
    assert answer.status_code == status
    assert Entry.objects.count() == before + (status == 302)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("draft", "This plan is a draft: updates begin when it is adopted."),
        ("archived", "This plan is archived: it can be read and no longer be updated."),
    ],
)
def test_page_and_refusal_say_why(cast, logged_in, state, words):
    set_state(cast.plan, state)
    client = logged_in(cast.owner)
    assert words in client.get(page_of(cast.ahead)).content.decode()
    assert words in client.get(page_of(cast.ahead, "action_update")).content.decode()
    board = client.get(cast.plan.get_absolute_url()).content.decode()
    assert "gt-row__update" not in board
    assert "None of these actions is led by a post of yours" not in board


def test_dropped_action_is_not_updated(cast, logged_in):
    Action.objects.filter(pk=cast.ahead.pk).update(left="dropped")
    answer = logged_in(cast.owner).post(page_of(cast.ahead, "action_update"), update(cast.ahead))
    assert answer.status_code == 403
    assert "PR-1 was dropped from the plan" in answer.content.decode()


def test_split_action_names_what_it_has_become(cast, logged_in):
    register = Register(plan=cast.plan, by=cast.manager, why=WHY)
    Action.objects.filter(pk=cast.ahead.pk).update(left="split")
    change = register.note(Change.Kind.SPLIT, "PR-1")
    for after in (cast.late, cast.elsewhere):
        register.succeed(change, cast.ahead, after)
    answer = logged_in(cast.owner).get(page_of(cast.ahead, "action_update"))
    assert answer.status_code == 403
    words = "PR-1 has become PR-2 and PR-4. Update those instead."
    assert words in answer.content.decode()
    assert words in logged_in(cast.owner).get(page_of(cast.ahead)).content.decode()


def test_a_lead_who_says_superseded_can_take_it_back(cast):
    factories.entry(cast.ahead, by=cast.owner, status=Status.SUPERSEDED)
    assert why_closed(cast.ahead) == ""


def test_action_superseded_by_decision_is_closed(cast):
    register = Register(plan=cast.plan, by=cast.manager, why=WHY)
    change = register.note(Change.Kind.CARRIED, "PR-1")
    position = Position(status=Status.SUPERSEDED)
    decide(action=cast.ahead, position=position, by=cast.manager, change=change)
    assert "PR-1 is superseded" in why_closed(cast.ahead)


# ---- who sees a draft


def addresses_of(draft: Plan) -> list[str]:
    action = draft.actions.get()
    return [
        draft.get_absolute_url(),
        reverse("actionplan:plan_download", args=[draft.council.slug, draft.slug]),
        page_of(action),
        page_of(action, "action_row"),
        page_of(action, "action_update"),
        reverse("life:plan_life", args=[draft.council.slug, draft.slug]),
        reverse("thread:action_links", args=action.address),
        reverse(
            "thread:recommendation_links",
            args=[draft.council.slug, draft.slug, draft.recommendations.get().pk],
        ),
    ]


def test_councillor_gets_404_for_everything_of_a_draft(cast, logged_in, draft):
    client = logged_in(cast.reader)
    assert {client.get(path).status_code for path in addresses_of(draft)} == {404}
    for kind in ("pdf", "xlsx", "csv", "json"):
        assert client.get(f"{addresses_of(draft)[1]}?format={kind}").status_code == 404


def test_councillor_who_holds_a_post_gets_404_too(cast, logged_in, draft):
    lead = factories.member(cast.council, name="Cllr Lead")
    action = draft.actions.get()
    post = factories.post(cast.council, "Champion for walking", held_by=lead)
    action.leads.all().delete()
    action.leads.create(post=post, kind="accountable")
    assert {logged_in(lead).get(path).status_code for path in addresses_of(draft)} == {404}


@pytest.mark.parametrize("who", ["manager", "owner", "colleague", "slt", "clerk"])
def test_whoever_works_on_plans_sees_a_draft_which_says_so(cast, logged_in, draft, who):
    page = logged_in(getattr(cast, who)).get(draft.get_absolute_url())
    assert page.status_code == 200
    assert "Not adopted yet: updates begin" in page.content.decode()


@pytest.fixture
def tied(cast, draft):
    """The draft's action and recommendation serve an outcome of the council."""
    agreed = a_strategy(cast.council)
    action, above = draft.actions.get(), draft.recommendations.get()
    for server in ({"action": action}, {"recommendation": above}):
        ThreadLink.objects.create(**server, outcome=agreed.trained, linked_on=date(2023, 6, 1))
    return agreed


def council_pages(agreed) -> list[str]:
    slug, strategy = agreed.strategy.council.slug, agreed.strategy.slug
    return [
        reverse("actionplan:dashboard", args=[slug]),
        reverse("actionplan:plan_list", args=[slug]),
        reverse("search", args=[slug]) + "?q=zebra",
        reverse("search", args=[slug]) + "?q=ZP-1",
        reverse("thread:thread_list", args=[slug]),
        reverse("thread:thread_overview", args=[slug, strategy]),
        reverse("thread:thread_actions", args=[slug, strategy]),
        reverse("thread:thread_coverage", args=[slug]),
        *(
            reverse("thread:thread_gap", args=[slug, gap])
            for gap in ("outcomes", "principles", "actions", "recommendations", "red-principles")
        ),
        agreed.trained.get_absolute_url(),
        reverse("indicators:indicator_list", args=[slug]),
        agreed.strategy.get_absolute_url(),
    ]


def test_councillor_finds_nothing_of_a_draft_on_any_page(cast, logged_in, draft, tied):
    client = logged_in(cast.reader)
    for path in council_pages(tied):
        answer = client.get(path)
        words = answer.content.decode()
        assert answer.status_code == 200, path
        for secret in (HIDDEN, "Zebra plan", "Paint zebra", "/ZP-1/"):
            assert secret not in words, path


def test_councillor_finds_nothing_of_a_draft_that_serves_nothing(cast, logged_in, draft):
    a_strategy(cast.council)
    client = logged_in(cast.reader)
    for gap in ("actions", "recommendations"):
        path = reverse("thread:thread_gap", args=[cast.council.slug, gap])
        assert "ebra" not in client.get(path).content.decode()
        assert "ebra" in logged_in(cast.manager).get(path).content.decode()


def test_search_counts_no_draft_for_a_councillor(cast, logged_in, draft):
    client = logged_in(cast.reader)
    for asked in ("zebra", "ZP-1"):
        found = client.get(reverse("search", args=[cast.council.slug]), {"q": asked})
        assert found.context["number"] == 0


def test_councillor_with_a_post_cannot_link_to_a_draft(cast, logged_in, draft, tied):
    """Whoever leads anything may open the links of an outcome: drafts are not offered there."""
    lead = factories.member(cast.council, name="Cllr Lead")
    factories.post(cast.council, "Champion for walking", held_by=lead)
    path = reverse(
        "thread:outcome_links", args=[cast.council.slug, tied.strategy.slug, tied.trained.code]
    )
    page = logged_in(lead).get(path)
    assert page.status_code == 200
    assert "ebra" not in page.content.decode()
    name = f"action-{draft.actions.get().pk}"
    assert logged_in(lead).post(path, {"unlink": name}).status_code == 404


def test_manager_finds_a_draft_by_search_and_in_the_lists(cast, logged_in, draft):
    client = logged_in(cast.manager)
    found = client.get(reverse("search", args=[cast.council.slug]), {"q": "ZP-1"})
    assert "/plans/zebra/actions/ZP-1/" in found.content.decode()
    for name in ("dashboard", "plan_list"):
        page = client.get(reverse(f"actionplan:{name}", args=[cast.council.slug]))
        assert "Zebra plan" in page.content.decode()


def test_draft_enters_no_figure(cast, logged_in, draft, tied):
    for person in (cast.manager, cast.reader):
        client = logged_in(person)
        overview = client.get(
            reverse("thread:thread_overview", args=[cast.council.slug, tied.strategy.slug])
        )
        tally = overview.context["tree"].tally
        assert (tally.total, tally.recommendations) == (0, 0)
        gaps = client.get(reverse("thread:thread_coverage", args=[cast.council.slug]))
        unserved = next(one for one in gaps.context["gaps"] if one["gap"].slug == "outcomes")
        assert unserved["number"] == 3
    dashboard = logged_in(cast.manager).get(
        reverse("actionplan:dashboard", args=[cast.council.slug])
    )
    assert [card.plan for card in dashboard.context["cards"]] == [cast.plan]
    assert dashboard.context["drafts"] == [draft]


def test_adopted_plan_counts_again(cast, logged_in, draft, tied):
    set_state(draft, "active")
    overview = logged_in(cast.reader).get(
        reverse("thread:thread_overview", args=[cast.council.slug, tied.strategy.slug])
    )
    tally = overview.context["tree"].tally
    assert (tally.total, tally.recommendations) == (1, 1)


def test_files_of_a_draft_say_so(cast, logged_in, draft):
    path = reverse("actionplan:plan_download", args=[cast.council.slug, draft.slug])
    answer = logged_in(cast.manager).get(path, {"format": "json"})
    assert "Draft%2C%20not%20adopted%20yet" in answer.headers["Content-Disposition"]
    assert b"Draft, not adopted yet: Zebra plan" in answer.content


def test_dashboard_of_a_council_that_only_has_a_draft(db, logged_in):
    council = factories.council("Coldbrook Council", "coldbrook")
    factories.plan(council, state="draft")
    manager = factories.member(council, Role.OFFICER, Role.PLAN_MANAGER)
    reader = factories.member(council)
    path = reverse("actionplan:dashboard", args=["coldbrook"])
    assert "no action plan in force" in logged_in(manager).get(path).content.decode()
    assert "no action plan yet" in logged_in(reader).get(path).content.decode()


# ---- archived


def test_archived_plan_is_found_and_not_on_the_dashboard(cast, logged_in):
    set_state(cast.plan, "archived")
    client = logged_in(cast.reader)
    slug = cast.council.slug
    found = client.get(reverse("search", args=[slug]), {"q": "PR-1"}).content.decode()
    assert cast.ahead.get_absolute_url() in found
    page = client.get(reverse("actionplan:plan_list", args=[slug]))
    assert [card.plan for card in page.context["archived"]] == [cast.plan]
    assert cast.plan.title in page.content.decode()
    dashboard = client.get(reverse("actionplan:dashboard", args=[slug]))
    assert dashboard.context["cards"] == []
    assert cast.plan.title not in dashboard.content.decode()
    assert "Archived" in client.get(cast.plan.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", ["manager", "owner"])
def test_what_an_archived_plan_serves_stays_as_it_was(cast, logged_in, who):
    agreed = a_strategy(cast.council)
    link = ThreadLink.objects.create(
        action=cast.undated, outcome=agreed.trained, linked_on=date(2023, 6, 1)
    )
    set_state(cast.plan, "archived")
    client = logged_in(getattr(cast, who))
    path = reverse("thread:action_links", args=cast.undated.address)
    assert client.get(path).status_code == 403
    answer = client.post(path, {"unlink": f"outcome-{agreed.trained.pk}"})
    assert answer.status_code == 403
    assert "This plan is archived" in answer.content.decode()
    other_way = reverse(
        "thread:outcome_links", args=[cast.council.slug, agreed.strategy.slug, agreed.trained.code]
    )
    page = client.get(other_way)
    assert page.status_code == 200
    assert f'value="action-{cast.undated.pk}"' not in page.content.decode()
    refused = client.post(other_way, {"unlink": f"action-{cast.undated.pk}"})
    assert refused.status_code == 403
    assert ThreadLink.objects.filter(pk=link.pk).exists()


def test_archived_rows_are_not_offered_for_links(cast, logged_in):
    agreed = a_strategy(cast.council)
    set_state(cast.plan, "archived")
    path = reverse(
        "thread:outcome_links", args=[cast.council.slug, agreed.strategy.slug, agreed.trained.code]
    )
    page = logged_in(cast.manager).get(path, {"q": "PR-1"})
    assert page.context["found"] == []


def test_recommendation_wording_is_locked_once_adopted(cast, draft):
    above = draft.recommendations.get()
    above.wording = "Other words."
    above.full_clean()
    set_state(draft, "active")
    stands = Recommendation.objects.get(pk=above.pk)
    stands.wording = "Other words."
    with pytest.raises(Exception, match="locked"):
        stands.full_clean()


@pytest.mark.parametrize("change", [{"plan__state": "archived"}, {"left": "dropped"}])
def test_update_that_comes_as_the_plan_is_archived_or_the_action_dropped_is_not_made(cast, change):
    """The form was shown before: the database itself refuses what no longer takes updates."""
    seen = cast.ahead.latest_id
    Plan.objects.filter(pk=cast.plan.pk).update(state=change.get("plan__state", "active"))
    Action.objects.filter(pk=cast.ahead.pk).update(left=change.get("left", ""))
    with pytest.raises(UpdatedMeanwhile):
        record_update(
            action=cast.ahead,
            position=Position("R"),
            by=cast.owner,
            once=uuid.uuid4(),
            based_on=seen,
        )
    assert Action.objects.get(pk=cast.ahead.pk).latest_id == seen
