"""The council's own headings: listed, added once, taken out, and used for the next file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplan.importing.fields import field_called
from actionplan.models import Synonym
from actionplan.services import headings as service
from actionplan.services.headings import add_heading
from council.versions import CannotEdit
from tests.importing.making import workbook_plan

PAGE = "/ashdown/plan-files/headings/"
CHAMPION = {"heading": "Champion", "field": "lead"}


@pytest.fixture
def added(cast):
    """Adds a heading of the council's own."""

    def add(heading="Champion", field="lead"):
        return add_heading(council=cast.council, heading=heading, field=field, by=cast.manager)

    return add


def page(answer):
    return answer.content.decode()


def test_page_lists_the_councils_headings_and_what_is_known_anyway(manager, added):
    added()
    said = page(manager.get(PAGE))
    assert "Champion" in said
    assert "the lead" in said
    assert "by when" in said
    assert "No heading of your own" not in said


def test_an_empty_list_says_so(manager):
    assert "No heading of your own yet" in page(manager.get(PAGE))


def test_heading_is_added_and_said(cast, manager):
    answer = manager.post(PAGE, CHAMPION | {"heading": "  Champion \t for this "}, follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "From now on “Champion for this” is read as the lead." in page(answer)
    made = Synonym.objects.get()
    assert (made.heading, made.field, made.added_by) == ("Champion for this", "lead", cast.manager)
    assert made.council == cast.council


def test_a_file_sent_in_afterwards_is_read_by_it(cast, manager):
    manager.post(PAGE, CHAMPION)
    content = workbook_plan([["Action", "Champion"], ["Publish the budget", "Head of Finance"]])
    sent = {"file": SimpleUploadedFile("plan.xlsx", content)}
    assert "Head of Finance" in page(manager.post("/ashdown/plan-files/send/", sent, follow=True))


@pytest.mark.parametrize("heading", ["Champion", "CHAMPION", "champion:", " (Champion) "])
def test_a_heading_stands_once_in_whatever_spelling(manager, added, heading):
    added()
    answer = manager.post(PAGE, {"heading": heading, "field": "due"})
    assert answer.status_code == 422
    assert "“Champion” is in the list already, as the lead; remove it first." in page(answer)
    assert Synonym.objects.get().field == "lead"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"heading": ""}, "Give the heading."),
        ({"heading": "–"}, "A heading has letters or figures."),
        ({"heading": "\u200b\u200b"}, "A heading has letters or figures."),
        ({"heading": "C" * 101}, "at most 100 characters"),
        ({"field": ""}, "Choose what stands below it."),
        ({"field": "chairman"}, "Select a valid choice"),
    ],
)
def test_what_is_no_heading_is_refused_with_a_sentence(manager, given, said):
    answer = manager.post(PAGE, CHAMPION | given)
    assert answer.status_code == 422
    assert said in page(answer)
    assert not Synonym.objects.exists()


def test_another_council_may_call_the_same_heading_otherwise(cast, added):
    added()
    theirs = add_heading(
        council=cast.other_council, heading="Champion", field="delivery", by=cast.stranger
    )
    assert theirs.field == "delivery"


def test_a_list_does_not_grow_without_end(added, monkeypatch):
    monkeypatch.setattr(service, "MOST", 1)
    added()
    with pytest.raises(CannotEdit, match="The list has 1 headings"):
        added("Finish line", "due")


def test_heading_is_taken_out(manager, added):
    answer = manager.post(f"{PAGE}{added().pk}/remove/", follow=True)
    assert "“Champion” is no longer in the list." in page(answer)
    assert not Synonym.objects.exists()


def test_what_was_removed_stays_in_the_history_with_who_removed_it(cast, manager, added):
    manager.post(f"{PAGE}{added().pk}/remove/")
    lines = Synonym.history.filter(council=cast.council).order_by("history_id")
    assert [(line.history_type, line.history_user) for line in lines] == [
        ("+", cast.manager),
        ("-", cast.manager),
    ]
    assert "“Champion”, which stood for the lead" in page(manager.get(PAGE))


def test_heading_of_another_council_is_not_found(cast, manager):
    theirs = add_heading(
        council=cast.other_council, heading="Champion", field="lead", by=cast.stranger
    )
    assert manager.post(f"{PAGE}{theirs.pk}/remove/").status_code == 404
    assert manager.post(f"{PAGE}{2**70}/remove/").status_code == 404
    assert Synonym.objects.filter(pk=theirs.pk).exists()


def test_queries_do_not_grow_with_the_list(manager, added, django_assert_max_num_queries):
    added("Champion 0")
    manager.get(PAGE)
    with django_assert_max_num_queries(50) as one:
        manager.get(PAGE)
    for number in range(1, 10):
        added(f"Champion {number}")
    with django_assert_max_num_queries(len(one)):
        manager.get(PAGE)


def test_what_is_kept_is_a_meaning_of_a_column(added):
    assert (added().holds, field_called("lead")) == ("the lead", field_called(added("B").field))


def test_pages_of_files_lead_to_the_headings(manager):
    assert PAGE in page(manager.get("/ashdown/plan-files/"))
    assert PAGE in page(manager.get("/ashdown/organisation/"))
