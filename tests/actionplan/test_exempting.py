"""What of an action is exempt: who says so, what is kept with it, and where it goes along."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from actionplan.models import Action, Change
from actionplan.queries.document import plan_document
from actionplan.services.exempting import set_exempt
from actionplan.services.register import Why
from actionplan.services.structure_splitting import merge_actions, split_action
from council import clock
from council.versions import CannotEdit, newest

WHY = Why("Commercially sensitive until the contract is let", "Monitoring Officer", "", None)
pytestmark = pytest.mark.django_db


def marked(cast, action, *fields, paragraph="paragraph 3"):
    set_exempt(
        action=action, paragraph=paragraph, fields=fields, seen=newest(action),
        by=cast.manager, why=WHY,
    )  # fmt: skip
    return Action.objects.select_related("plan__council").get(pk=action.pk)


def address(cast, action):
    parts = [cast.council.slug, cast.plan.slug, action.reference]
    return reverse("structure:action_exempt", args=parts)


def typed(action, **fields):
    usual = {"exempt": "row", "paragraph": "paragraph 3", "reason": WHY.reason}
    return usual | {"seen": str(newest(action) or "")} | fields


def test_manager_marks_a_row_and_the_register_says_why(cast, client):
    client.force_login(cast.manager)
    response = client.post(address(cast, cast.ahead), typed(cast.ahead))
    assert response.status_code == 302
    stands = Action.objects.get(pk=cast.ahead.pk)
    assert (stands.exempt_paragraph, stands.exempt_fields) == ("paragraph 3", [])
    line = Change.objects.get(kind=Change.Kind.EXEMPT)
    assert line.details == [["Exempt", "For the public", "The whole row (paragraph 3)"]]
    assert line.reason == WHY.reason


def test_chosen_fields_stand_in_the_document_and_can_be_taken_back(cast, client):
    client.force_login(cast.manager)
    body = typed(cast.ahead, exempt="fields", fields_chosen=["commentary", "leads"])
    assert client.post(address(cast, cast.ahead), body).status_code == 302
    document = plan_document(cast.plan, clock.today())
    found = next(one for one in document.actions() if one.reference == cast.ahead.reference)
    assert (found.exempt_paragraph, found.exempt_fields) == ("paragraph 3", ("leads", "commentary"))
    page = client.get(address(cast, cast.ahead)).content.decode()
    assert page.count("checked") == 3  # the choice, and two fields
    body = typed(cast.ahead, exempt="nothing")
    assert client.post(address(cast, cast.ahead), body).status_code == 302
    assert Action.objects.get(pk=cast.ahead.pk).exempt_fields == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"paragraph": " "}, "Name the paragraph that applies."),
        ({"exempt": "fields"}, "Choose the fields that are exempt."),
        ({"exempt": ""}, "Say what of it is exempt."),
        ({"exempt": "nothing"}, "Say what of it is exempt, or leave the paragraph and the fields"),
        (
            {"exempt": "nothing", "paragraph": "", "fields_chosen": ["leads"]},
            "Say what of it is exempt, or leave the paragraph and the fields",
        ),
        ({"reason": ""}, "Say why this is changed."),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_marked(cast, client, wrong, said):
    client.force_login(cast.manager)
    response = client.post(address(cast, cast.ahead), typed(cast.ahead, **wrong))
    assert response.status_code == 422
    assert said in response.content.decode()
    assert Action.objects.get(pk=cast.ahead.pk).exempt_paragraph == ""


def test_mark_made_meanwhile_is_not_overwritten(cast, client):
    client.force_login(cast.manager)
    body = typed(cast.ahead, paragraph="paragraph 1")
    marked(cast, cast.ahead)
    assert client.post(address(cast, cast.ahead), body).status_code == 409
    assert Action.objects.get(pk=cast.ahead.pk).exempt_paragraph == "paragraph 3"


def test_fields_need_a_paragraph_in_the_service_and_in_the_database(cast):
    with pytest.raises(CannotEdit, match="paragraph that applies"):
        marked(cast, cast.ahead, "leads", paragraph="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=cast.ahead.pk).update(exempt_fields=["leads"])
    Action.objects.filter(pk=cast.ahead.pk).update(exempt_fields=[])


def test_what_an_exempt_action_becomes_is_exempt_too(cast):
    marked(cast, cast.ahead, "leads")
    new = split_action(
        action=cast.ahead, titles=["Let the contract", "Start the contract"],
        seen=newest(cast.ahead), by=cast.manager, why=WHY,
    )  # fmt: skip
    assert [one.exempt_fields for one in new] == [["leads"], ["leads"]]
    merged = merge_actions(
        target=cast.undated, others=[new[0]], title=cast.undated.title,
        seen=newest(cast.undated), by=cast.manager, why=WHY,
    )  # fmt: skip
    stands = Action.objects.get(pk=merged.pk)
    assert (stands.exempt_paragraph, stands.exempt_fields) == ("paragraph 3", [])
