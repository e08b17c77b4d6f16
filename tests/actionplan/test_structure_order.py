"""Pages that put a plan in order; two people who change it at once; the list of its parts."""

import pytest

from actionplan.models import Action, Change, Theme
from council.versions import newest
from tests import factories
from tests.actionplan.structure_pages import PAGE, PLAN, WHY, fields, last_change, send, stands

# ---- order and place


def test_action_moves_up_and_down_with_its_parts_and_the_button_keeps_the_focus(cast, manager):
    manager.post(f"{PAGE}actions/add/?part_of=PR-1", WHY | {"title": "A part"})
    address = f"{PAGE}actions/PR-1/order/"
    answer = manager.post(address, {"direction": "down", "why": "Order"})
    assert answer["Location"].endswith(f"structure/?open={cast.governance.pk}#down-action-1")
    numbers = [one.number for one in cast.plan.actions.in_plan_order()]
    assert numbers == [2, 1, 7, 3, 4, 5, 6]
    assert last_change(cast).details == [["Place in Recommendation 1", "1 of 4", "2 of 4"]]
    manager.post(address, {"place": "4", "why": "Order"})
    assert [one.number for one in cast.plan.actions.in_plan_order()] == [2, 3, 4, 1, 7, 5, 6]
    assert "Order" in manager.get(PAGE).context["why_order"]
    assert manager.post(address, {"direction": "sideways"}).status_code == 400
    assert manager.post(address, {"place": "9" * 30}).status_code == 400


def test_order_of_an_adopted_plan_asks_why_too(cast, manager):
    answer = manager.post(
        f"{PAGE}actions/PR-1/order/", {"direction": "down", "why": " "}, follow=True
    )
    assert "Say why" in answer.content.decode()
    assert not Change.objects.exists()


def test_rows_moved_by_others_are_no_conflict_for_who_is_typing(cast, manager):
    typed = fields(manager, f"{PAGE}actions/PR-1/edit/") | WHY | {"title": "Mine"}
    manager.post(f"{PAGE}actions/PR-2/order/", {"direction": "up", "why": "Order"})
    assert manager.post(f"{PAGE}actions/PR-1/edit/", typed).status_code == 302


def test_action_moves_to_another_recommendation_with_its_parts_and_reference(cast, manager):
    manager.post(f"{PAGE}actions/add/?part_of=PR-1", WHY | {"title": "A part"})
    send(manager, "actions/PR-1/move/", recommendation=str(cast.finance.pk))
    part = Action.objects.get(plan=cast.plan, number=7)
    assert stands(cast.ahead).recommendation == part.recommendation == cast.finance
    assert last_change(cast).details == [
        ["Recommendation", "Recommendation 1", "Recommendation 2"],
        ["PR-7 Recommendation", "Recommendation 1", "Recommendation 2"],
    ]
    assert [one.number for one in cast.plan.actions.in_plan_order()] == [2, 3, 4, 5, 6, 1, 7]
    send(manager, "actions/PR-1/move/", recommendation="")
    assert stands(part).recommendation is None


def test_action_becomes_a_part_and_stands_alone_again(cast, manager):
    send(manager, "actions/PR-2/move/", whole="PR-1")
    assert stands(cast.late).parent == cast.ahead
    answer = send(manager, "actions/PR-1/move/", whole="PR-2")
    assert "cannot be a part of itself or of its own parts" in answer.content.decode()
    send(manager, "actions/PR-2/move/", whole="")
    assert stands(cast.late).parent is None
    assert last_change(cast).details == [["Part of", "PR-1", ""]]
    answer = send(manager, "actions/PR-2/move/", whole="PR-6", recommendation="")
    assert "PR-6 stands elsewhere" in answer.content.decode()


def test_recommendation_of_another_plan_cannot_be_chosen(cast, manager):
    theirs = factories.recommendation(cast.other_action.plan)
    answer = send(manager, "actions/PR-1/move/", recommendation=str(theirs.pk))
    assert answer.status_code == 422


# ---- two people at once


def test_two_people_cannot_lose_each_others_words(cast, manager):
    address = f"{PAGE}actions/PR-1/edit/"
    first = fields(manager, address) | WHY | {"title": "Theirs", "priority": "Low"}
    second = first | {"title": "Mine", "needs": "PR-3"}
    assert manager.post(address, first).status_code == 302
    answer = manager.post(address, second)
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [
        ("Action", "Theirs", "Mine"), ("Depends on", "Nothing", "PR-3"),
    ]  # fmt: skip
    again = second | {"seen": answer.context["form"]["seen"].value()}
    assert manager.post(address, again).status_code == 302
    assert stands(cast.ahead).title == "Mine"


def test_conflict_about_a_recommendation_shows_both(cast, manager):
    address = f"{PAGE}recommendations/{cast.governance.pk}/"
    first = fields(manager, address) | WHY | {"response": "accepted"}
    assert manager.post(address, first).status_code == 302
    answer = manager.post(address, first | {"response": "declined", "response_reason": "No"})
    assert answer.status_code == 409
    assert ("The council’s response", "accepted", "declined") in answer.context["form"].conflict


@pytest.mark.parametrize("step", ["drop", "split", "merge", "move", "counts"])
def test_step_rests_on_what_was_seen(cast, manager, step):
    address = f"{PAGE}actions/PR-1/{step}/"
    more = {"titles": "One\nTwo", "others": "PR-2", "recommendation": str(cast.finance.pk)}
    old = fields(manager, address) | WHY | more
    send(manager, "actions/PR-1/edit/", title="Meanwhile")
    answer = manager.post(address, old)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody else changed or updated PR-1 meanwhile" in page
    assert "Meanwhile" in page
    assert "Review the constitution" in page
    assert Change.objects.count() == 1
    again = old | {"seen": answer.context["form"]["seen"].value()}
    assert manager.post(address, again).status_code == 302


def test_removal_rests_on_what_was_seen(cast, manager):
    send(manager, "themes/add/", title="People")
    theme = Theme.objects.get(title="People")
    old = fields(manager, f"{PAGE}themes/{theme.pk}/remove/") | WHY
    send(manager, f"themes/{theme.pk}/", title="Places")
    answer = manager.post(f"{PAGE}themes/{theme.pk}/remove/", old)
    assert answer.status_code == 409
    assert "changed it meanwhile" in answer.content.decode()
    again = old | {"seen": newest(theme)}
    assert manager.post(f"{PAGE}themes/{theme.pk}/remove/", again).status_code == 302


# ---- the list


def test_list_costs_as_many_queries_whatever_its_length(
    cast, manager, django_assert_max_num_queries
):
    for _ in range(30):
        factories.action(cast.plan, recommendation=cast.finance)
        factories.recommendation(cast.plan, theme="Finance")
    with django_assert_max_num_queries(11):
        manager.get(PAGE)


def test_long_plan_is_folded_but_for_the_list_one_comes_back_to(cast, manager):
    assert '<details class="govuk-details"' not in manager.get(PAGE).content.decode()
    for _ in range(100):
        factories.action(cast.plan, recommendation=cast.finance)
    page = manager.get(f"{PAGE}?open={cast.finance.pk}").content.decode()
    assert page.count('<details class="govuk-details">') == 1
    assert page.count('<details class="govuk-details" open>') == 1


def test_what_is_typed_is_never_markup(cast, manager):
    send(manager, "actions/PR-1/edit/", title="<script>alert(1)</script>")
    for page in (PAGE, f"{PAGE}register/", f"{PAGE}actions/PR-1/", f"{PLAN}actions/PR-1/"):
        assert "<script>alert" not in manager.get(page).content.decode()
