"""Pages that change what a plan is made of: they work, refuse with a sentence, lose no words."""

from typing import Any

import pytest

from actionplan.models import Action, Change, Plan, Recommendation, Theme
from tests import factories
from tests.actionplan.structure_pages import PAGE, PLAN, WHY, fields, last_change, send, stands


def pages(cast) -> list[str]:
    own = ["", "edit/", "move/", "split/", "merge/", "drop/", "counts/", "restore/"]
    theme = cast.governance.theme_id
    return [
        "", "register/", "themes/add/", f"themes/{theme}/", f"themes/{theme}/remove/",
        "recommendations/add/", f"recommendations/{cast.governance.pk}/",
        f"recommendations/{cast.governance.pk}/remove/", "actions/add/",
        f"actions/add/?recommendation={cast.governance.pk}", "actions/add/?part_of=PR-1",
        *(f"actions/PR-1/{page}" for page in own),
    ]  # fmt: skip


# ---- who may


def test_every_page_opens(cast, manager):
    for page in pages(cast):
        assert manager.get(f"{PAGE}{page}").status_code == 200, page


def test_only_a_plan_manager_changes_a_plan_and_others_are_told_who_may(cast, logged_in):
    client = logged_in(cast.owner)
    for page in pages(cast):
        answer = client.get(f"{PAGE}{page}")
        assert answer.status_code == (200 if page == "register/" else 403), page
    assert "that is for the plan manager" in answer.content.decode()


def test_ids_of_another_council_and_endless_ones_are_not_found(cast, manager):
    theirs = factories.recommendation(cast.other_action.plan, theme="Theirs")
    for number in (theirs.pk, 10**18, 10**30):
        assert manager.get(f"{PAGE}recommendations/{number}/").status_code == 404
        assert manager.post(f"{PAGE}recommendations/{number}/order/").status_code == 404
    for theme in (theirs.theme_id, 10**18, 10**30):
        assert manager.get(f"{PAGE}themes/{theme}/").status_code == 404
    for query in (f"?recommendation={theirs.pk}", f"?recommendation={'9' * 18}", "?part_of=PR-99"):
        assert manager.get(f"{PAGE}actions/add/{query}").status_code == 404
    assert manager.get(f"{PAGE}actions/PR-{'9' * 30}/").status_code == 404
    assert manager.get(f"{PAGE}?open={'9' * 30}").status_code == 200


def test_archived_plan_opens_no_form_and_takes_nothing(cast, manager):
    cast.plan.state = "archived"
    cast.plan.save()
    for address in ("themes/add/", "actions/PR-1/drop/", "actions/PR-1/edit/"):
        for answer in (manager.get(f"{PAGE}{address}"), manager.post(f"{PAGE}{address}", WHY)):
            assert answer.status_code == 403
            assert "This plan is archived" in answer.content.decode()
    manager.post(f"{PAGE}actions/PR-1/order/", {"direction": "down", "why": "x"})
    assert not Change.objects.exists()
    assert "Up<" not in manager.get(PAGE).content.decode()
    assert manager.get(f"{PAGE}actions/PR-1/").status_code == 200


def test_adopted_plan_asks_why_and_a_draft_does_not(cast, manager):
    answer = send(manager, "themes/add/", title="People", reason=" \x01\x02 ")
    assert answer.status_code == 422
    assert "Say why this is changed." in answer.content.decode()
    cast.plan.state = "draft"
    cast.plan.save()
    assert send(manager, "themes/add/", title="People", reason="").status_code == 302
    answer = send(manager, "actions/PR-1/drop/", reason="")
    assert answer.status_code == 422


# ---- themes and recommendations


def test_theme_is_added_renamed_moved_and_removed_while_empty(cast, manager):
    send(manager, "themes/add/", title="People")
    theme = Theme.objects.get(title="People")
    send(manager, f"themes/{theme.pk}/", title="People and places")
    assert last_change(cast).details == [["Title", "People", "People and places"]]
    manager.post(f"{PAGE}themes/{theme.pk}/order/", {"direction": "up", "why": "First"})
    titles = [one.title for one in cast.plan.themes.order_by("order")]
    assert titles == ["Governance and culture", "People and places", "Finance"]
    assert send(manager, f"themes/{theme.pk}/remove/").status_code == 302
    assert not Theme.objects.filter(pk=theme.pk).exists()
    assert [one.kind for one in cast.plan.changes.order_by("number")] == [
        "theme", "theme", "reordered", "theme",
    ]  # fmt: skip


def test_theme_with_recommendations_and_theme_of_a_title_in_use_are_refused(cast, manager):
    answer = send(manager, f"themes/{cast.governance.theme_id}/remove/")
    assert answer.status_code == 409
    assert "put them under another theme first" in answer.content.decode()
    answer = send(manager, "themes/add/", title="finance")
    assert answer.status_code == 422
    assert "The plan has a theme “finance” already." in answer.content.decode()


def test_recommendations_follow_their_theme(cast, manager):
    third = factories.recommendation(cast.plan, "Listen.", theme="Finance")
    address = f"{PAGE}themes/{cast.finance.theme_id}/order/"
    manager.post(address, {"direction": "up", "why": "Money first"})
    order = list(cast.plan.recommendations.order_by("order"))
    assert order == [cast.finance, third, cast.governance]
    assert [one.order for one in order] == [1, 2, 3]


def test_recommendation_is_added_in_its_theme_moved_and_kept_when_it_had_actions(cast, manager):
    theme = cast.governance.theme_id
    sent = {"number": "1a", "wording": " Listen.\r\nThen act. ", "theme": theme}
    assert send(manager, "recommendations/add/", **sent).status_code == 302
    new = Recommendation.objects.get(number="1a")
    assert new.wording == "Listen.\nThen act."
    assert list(cast.plan.recommendations.order_by("order")) == [cast.governance, new, cast.finance]
    manager.post(f"{PAGE}recommendations/{new.pk}/order/", {"direction": "up", "why": "x"})
    assert list(cast.plan.recommendations.order_by("order")) == [new, cast.governance, cast.finance]
    answer = send(manager, f"recommendations/{cast.governance.pk}/remove/")
    assert "has or had actions, so it stays" in answer.content.decode()
    assert send(manager, f"recommendations/{new.pk}/remove/").status_code == 302
    assert last_change(cast).details[1] == ["Wording", "Listen.\nThen act.", ""]


def test_number_of_a_recommendation_leads_to_one(cast, manager):
    sent = {"number": cast.finance.number, "wording": "Listen."}
    sentence = f"The plan has a recommendation {cast.finance.number} already."
    for address in ("recommendations/add/", f"recommendations/{cast.governance.pk}/"):
        answer = send(manager, address, **sent)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    for _ in range(2):  # without a number there may be several
        assert send(manager, "recommendations/add/", wording="Listen.").status_code == 302


def test_recommendation_that_lost_its_actions_stays_all_the_same(cast, manager):
    send(manager, "actions/PR-5/move/", recommendation=str(cast.governance.pk))
    send(manager, "actions/PR-6/move/", recommendation=str(cast.governance.pk))
    assert send(manager, f"recommendations/{cast.finance.pk}/remove/").status_code == 409


def test_wording_is_locked_once_adopted_and_the_page_says_why(cast, manager):
    address = f"recommendations/{cast.governance.pk}/"
    page = manager.get(f"{PAGE}{address}").content.decode()
    assert "It is locked since the plan was adopted." in page
    assert send(manager, address, wording="Mine", number="7").status_code == 302
    kept = Recommendation.objects.get(pk=cast.governance.pk)
    assert (kept.number, kept.wording) == ("7", cast.governance.wording)


def test_wording_of_a_draft_is_kept_to_the_letter_unless_it_is_changed(cast, manager):
    cast.plan.state = "draft"
    cast.plan.save()
    Recommendation.objects.filter(pk=cast.governance.pk).update(wording=" Strengthen.\n\n Now. ")
    address = f"recommendations/{cast.governance.pk}/"
    send(manager, address, number="7")
    assert Recommendation.objects.get(pk=cast.governance.pk).wording == " Strengthen.\n\n Now. "
    send(manager, address, wording="Better")
    assert Recommendation.objects.get(pk=cast.governance.pk).wording == "Better"


def test_response_other_than_accepted_has_a_reason_and_stands_on_the_plan_page(cast, manager):
    address = f"recommendations/{cast.governance.pk}/"
    answer = send(manager, address, response="declined")
    assert answer.status_code == 422
    assert "Say why it is not accepted as it stands." in answer.content.decode()
    sent = {"response": "partly accepted", "response_reason": "Not the second half."}
    assert send(manager, address, **sent).status_code == 302
    page = manager.get(PLAN).content.decode()
    assert "Response: partly accepted. Not the second half." in page


# ---- actions: added and edited


def test_action_is_added_with_everything_a_plan_manager_says_of_it(cast, manager):
    cast.plan.columns = ["Cost"]
    cast.plan.save()
    sent = {
        "title": "Publish  the\r\nbudget", "step_lines": "Agree | done\n\nPrint",
        "timescale": "a/b", "priority": "High", "due": "Full Council May 2023",
        "needs": "pr-1, PR-2", "column_0": "£5,000", "counts_in_totals": "on",
    }  # fmt: skip
    address = f"actions/add/?recommendation={cast.finance.pk}"
    answer = manager.post(f"{PAGE}{address}", WHY | sent, follow=True)
    new = Action.objects.get(number=7, plan=cast.plan)
    assert new.title == "Publish the budget"
    assert new.steps == [{"words": "Agree", "state": "done"}, {"words": "Print", "state": None}]
    assert (new.timescale, new.extras) == ("A/B", [["Cost", "£5,000"]])
    assert (new.first_due_words, str(new.first_due_date)) == ("Full Council May 2023", "2023-05-31")
    assert set(new.depends_on.all()) == {cast.ahead, cast.late}
    assert "“Full Council May 2023” is understood as May 2023." in answer.content.decode()
    line = last_change(cast)
    assert (line.kind, line.delta, line.action) == ("added", 1, new)
    assert ["Depends on", "", "PR-1, PR-2"] in line.details
    assert new.history.first().history_user == cast.manager


def test_part_stands_with_its_whole_and_goes_three_deep_at_most(cast, manager):
    for whole in ("PR-1", "PR-7"):
        sent = WHY | {"title": f"Part of {whole}"}
        manager.post(f"{PAGE}actions/add/?part_of={whole}", sent)
    part: Any = Action.objects.get(plan=cast.plan, number=8)
    assert part.parent.parent == cast.ahead
    assert part.recommendation == cast.governance
    assert not part.counts_in_totals  # the box was not ticked
    answer = manager.post(f"{PAGE}actions/add/?part_of=PR-8", WHY | {"title": "Too deep"})
    assert answer.status_code == 422
    assert "one level too deep" in answer.content.decode()
    assert list(cast.plan.actions.in_plan_order())[:3] == [cast.ahead, part.parent, part]


@pytest.mark.parametrize("where", ["", "?part_of=PR-1"], ids=["action", "part"])
def test_form_that_is_sent_twice_adds_one_action(cast, manager, where):
    sent = WHY | {"title": "Publish the budget", "counts_in_totals": "on"}
    assert manager.post(f"{PAGE}actions/add/{where}", sent).status_code == 302
    again = manager.post(f"{PAGE}actions/add/{where}", sent)
    assert again.status_code == 422
    assert "PR-7 says the same in the same place already" in again.content.decode()
    assert Plan.objects.get(pk=cast.plan.pk).next_number == 8
    elsewhere = f"{PAGE}actions/add/?recommendation={cast.finance.pk}"
    assert manager.post(elsewhere, sent).status_code == 302


def test_form_sent_back_as_it_was_changes_nothing(cast, manager):
    Action.objects.filter(pk=cast.ahead.pk).update(
        steps=[{"words": "Two\nlines", "state": None}, {"words": "a | open", "state": None}],
        extras=[["Cost", "a"], ["cost", "b"], ["Other", "c"]],
    )
    cast.plan.columns = ["Cost"]
    cast.plan.save()
    before = Action.objects.filter(pk=cast.ahead.pk).values().get()
    assert send(manager, "actions/PR-1/edit/").status_code == 302
    assert Action.objects.filter(pk=cast.ahead.pk).values().get() == before
    assert not Change.objects.exists()


def test_reworded_action_has_its_line_with_old_new_reason_who_and_minute(cast, manager):
    assert send(manager, "actions/PR-1/edit/", title="Rewrite the constitution").status_code == 302
    line = last_change(cast)
    assert (line.kind, line.reason, line.agreed_by, line.minute) == (
        "reworded", WHY["reason"], "Chief Executive", "34",
    )  # fmt: skip
    assert line.details == [["Title", "Review the constitution", "Rewrite the constitution"]]
    assert stands(cast.ahead).history.first().history_user == cast.manager


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"title": ""}, "This field is required"),
        ({"title": "\u200b"}, "This field is required"),
        ({"title": "x" * 2001}, "at most 2000 characters"),
        ({"timescale": "Z"}, "“Z” is not in the key. A: 1-3 months"),
        ({"needs": "PR-99"}, "“PR-99” is no action of this plan"),
        ({"needs": "PR-1"}, "That would go round in a circle: PR-1 needs PR-1."),
        ({"step_lines": "x" * 20_001}, "At most 20,000 characters"),
        ({"reason": ""}, "Say why this is changed."),
        ({"meeting": "999999"}, "Select a valid choice"),
        ({"seen": "x"}, "Enter a whole number"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_kept(cast, manager, bad, sentence):
    answer = send(manager, "actions/PR-1/edit/", priority="Highest", **bad)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert "Highest" in page
    assert not Change.objects.exists()


def test_circle_is_named(cast, manager):
    send(manager, "actions/PR-1/edit/", needs="PR-2")
    send(manager, "actions/PR-2/edit/", needs="PR-3")
    answer = send(manager, "actions/PR-3/edit/", needs="PR-1")
    assert "in a circle: PR-3 needs PR-1 needs PR-2 needs PR-3." in answer.content.decode()
    page = manager.get(f"{PLAN}actions/PR-2/").content.decode()
    assert "Depends on" in page
    assert "Needed by" in page


def test_first_agreed_date_is_given_once_and_changed_in_a_draft_only(cast, manager):
    assert "due" not in fields(manager, f"{PAGE}actions/PR-1/edit/")
    send(manager, "actions/PR-1/edit/", due="1 May 2024")
    assert str(stands(cast.ahead).first_due_date) == "2023-09-30"
    send(manager, "actions/PR-5/edit/", due="As above")
    assert (stands(cast.unled).first_due_words, stands(cast.unled).first_due_date) == (
        "As above", None,
    )  # fmt: skip
    send(manager, "actions/PR-5/edit/", due="May 2024")
    send(manager, "actions/PR-5/edit/", due="June 2024")
    assert str(stands(cast.unled).first_due_date) == "2024-05-31"
    cast.plan.state = "draft"
    cast.plan.save()
    send(manager, "actions/PR-1/edit/", due="1 May 2024")
    assert str(stands(cast.ahead).first_due_date) == "2024-05-01"


def test_counts_in_totals_has_a_line_of_its_own(cast, manager):
    assert send(manager, "actions/PR-1/counts/").status_code == 302
    line = last_change(cast)
    assert (line.kind, line.delta, line.total_after) == ("counted", -1, 5)
    assert "1 row kept out of the totals" in manager.get(PLAN).content.decode()
    assert (
        send(manager, "actions/PR-1/edit/", counts_in_totals="on", title="New").status_code == 302
    )
    assert [one.kind for one in cast.plan.changes.all()[:2]] == ["reworded", "counted"]
