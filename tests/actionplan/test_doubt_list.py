"""The page on which a plan manager settles what imports were not sure of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Doubt, Plan
from actionplan.services.reading import keep_file
from actionplan.services.review import apply_review
from council.models import Role
from tests import factories
from tests.importing.making import word_plan

LIST = "/ashdown/plans/peer-review/set-up/doubts/"


def brought_in(cast, rows):
    """Rows of which the due date cannot be read, brought into the cast's plan."""
    table = [["Action", "Lead", "By when"], *([f"Plant tree {n}", "", "As above"] for n in rows)]
    file = keep_file(
        council=cast.council,
        content=word_plan(table),
        name="trees.docx",
        by=cast.manager,
        plan=cast.plan,
    )
    apply_review(file=file, by=cast.manager, seen_version=file.version)
    return Doubt.objects.filter(field="due")


def test_what_an_import_left_open_is_listed_with_its_action_and_its_words(cast, manager):
    doubt = brought_in(cast, range(1)).get()
    said = manager.get(LIST).content.decode()
    for words in (doubt.action.reference, "Plant tree 0", "As above", "points at another row"):
        assert words in said
    hub = manager.get("/ashdown/plans/peer-review/set-up/").content.decode()
    assert f'href="{LIST}"' in hub


def test_doubt_is_settled_with_a_word_and_leaves_the_list(cast, manager):
    doubt = brought_in(cast, range(1)).get()
    answer = manager.post(f"{LIST}{doubt.pk}/", {"how": "March 2024, says the lead"}, follow=True)
    assert "That is settled." in answer.content.decode()
    assert "points at another row" not in answer.content.decode()
    doubt.refresh_from_db()
    assert (doubt.settled_how, doubt.settled_by) == ("March 2024, says the lead", cast.manager)


def test_htmx_gets_the_line_that_says_how_it_is_settled(cast, manager):
    doubt = brought_in(cast, range(1)).get()
    asked = {"HX-Request": "true", "HX-Target": f"doubt-{doubt.pk}"}
    part = manager.post(f"{LIST}{doubt.pk}/", {"how": "Right"}, headers=asked)
    assert "<html" not in part.content.decode()
    assert "<strong>Settled:</strong> Right" in part.content.decode()


@pytest.mark.parametrize("how", ["", "  ", "x" * 301])
def test_without_a_word_it_stays(cast, manager, how):
    doubt = brought_in(cast, range(1)).get()
    asked = {"HX-Request": "true", "HX-Target": f"doubt-{doubt.pk}"}
    part = manager.post(f"{LIST}{doubt.pk}/", {"how": how}, headers=asked)
    assert (part.status_code, "in a few words" in part.content.decode()) == (422, True)
    doubt.refresh_from_db()
    assert doubt.settled_at is None


def test_doubt_of_another_plan_or_council_is_not_there(cast, manager, logged_in):
    doubt = brought_in(cast, range(1)).get()
    factories.plan(cast.council, "Climate plan", slug="climate", code="CL")
    elsewhere = f"/ashdown/plans/climate/set-up/doubts/{doubt.pk}/"
    assert manager.post(elsewhere, {"how": "Right"}).status_code == 404
    factories.join(cast.other_council, cast.manager, Role.PLAN_MANAGER)
    abroad = f"/brackwater/plans/peer-review/set-up/doubts/{doubt.pk}/"
    assert manager.post(abroad, {"how": "Right"}).status_code == 404


def test_archived_plan_is_not_set_up(cast, manager):
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    assert manager.get(LIST).status_code == 403


def test_number_of_queries_does_not_grow_with_the_list(cast, manager):
    counts = []
    for rows in (range(2), range(2, 30)):
        brought_in(cast, rows)
        with CaptureQueriesContext(connection) as queries:
            manager.get(LIST)
        counts.append(len(queries))
    assert counts[0] == counts[1]
