"""Committees: their names, words and deadlines; their end; and what is refused."""

from datetime import date

import pytest
from django.test import Client

from council.deadlines import USUAL
from council.models import Committee
from tests import factories

PAGE = "/ashdown/meetings/committees/"
HUGE = 10**30


@pytest.fixture
def audit(cast) -> Committee:
    return Committee.objects.create(council=cast.council, name="Audit Committee")


@pytest.fixture
def clerk(cast, logged_in) -> Client:
    return logged_in(cast.clerk)


def typed(**changes: object) -> dict[str, object]:
    """The form as the page sends it with nothing but a name."""
    empty = {"name": "Audit Committee", "other_names": "", "governance_words": "", "seen": ""}
    rows = {"deadlines_name": ["", ""], "deadlines_days": ["", ""]}
    return empty | rows | {"deadlines_count": ["working", "working"]} | changes


def seen(row: Committee) -> int:
    return row.history.latest("history_id").history_id


def words(answer) -> str:
    return answer.content.decode()


# ---- adding and changing


def test_clerk_adds_a_committee_with_everything(cast, clerk):
    answer = clerk.post(
        f"{PAGE}add/",
        typed(
            name="Policy, Finance & Development Committee",
            other_names=" PFD \r\n\r\nPolicy and Finance",
            governance_words="Portfolio holder: Lead member\nCabinet: Policy Committee: main",
            deadlines_name=["Final draft", "", "Published"],
            deadlines_days=["7", "", "5"],
            deadlines_count=["working", "working", "clear"],
        ),
    )
    assert answer.status_code == 302
    made = Committee.objects.get(council=cast.council)
    assert made.names[1:] == ["PFD", "Policy and Finance"]
    assert made.governance_words == [
        ["Portfolio holder", "Lead member"],
        ["Cabinet", "Policy Committee: main"],
    ]
    assert made.deadlines == [
        {"name": "Final draft", "days": 7, "count": "working"},
        {"name": "Published", "days": 5, "count": "clear"},
    ]
    assert made.history.get().history_user == cast.clerk


def test_form_sent_back_as_it_was_changes_nothing(cast, clerk, audit):
    Committee.objects.filter(pk=audit.pk).update(
        deadlines=USUAL, governance_words=[["Chair", "Chairman"]], other_names="Audit\nA&S"
    )
    page = words(clerk.get(f"{PAGE}{audit.pk}/edit/"))
    assert "Chair: Chairman" in page
    assert 'value="Agenda published"' in page
    sent = typed(
        seen=seen(audit),
        other_names="Audit\r\nA&S",
        governance_words="Chair: Chairman",
        deadlines_name=[rule["name"] for rule in USUAL] + [""],
        deadlines_days=[str(rule["days"]) for rule in USUAL] + [""],
        deadlines_count=[rule["count"] for rule in USUAL] + ["working"],
    )
    assert clerk.post(f"{PAGE}{audit.pk}/edit/", sent).status_code == 302
    assert audit.history.count() == 1


def test_renamed_committee_keeps_its_history(cast, clerk, audit):
    sent = typed(name="Audit & Standards Committee", seen=seen(audit))
    assert clerk.post(f"{PAGE}{audit.pk}/edit/", sent).status_code == 302
    names = list(audit.history.values_list("name", flat=True))
    assert names == ["Audit & Standards Committee", "Audit Committee"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Give the committee’s name."),
        ({"name": "\x00"}, "Null characters"),
        ({"name": "\x01 \x02"}, "Give the committee’s name."),
        ({"name": "x" * 201}, "at most 200 characters"),
        ({"governance_words": "no colon here"}, "Give two words with a colon"),
        ({"governance_words": "a: b\nA: c"}, "only once"),
        ({"governance_words": f"{'x' * 101}: y"}, "no pair of words"),
        ({"deadlines_days": ["7", ""]}, "Each deadline needs a name"),
        ({"deadlines_name": ["Draft", ""], "deadlines_days": ["", ""]}, "from 0 to 120"),
        ({"deadlines_name": ["Draft", ""], "deadlines_days": ["121", ""]}, "from 0 to 120"),
        ({"deadlines_name": ["Draft", ""], "deadlines_days": ["-1", ""]}, "from 0 to 120"),
        ({"deadlines_name": ["Draft", ""], "deadlines_days": ["٣", ""]}, "from 0 to 120"),
        ({"deadlines_name": ["a", "A"], "deadlines_days": ["1", "2"]}, "a name of its own"),
        (
            {
                "deadlines_name": ["a", ""],
                "deadlines_days": ["1", ""],
                "deadlines_count": ["moons", ""],
            },
            "whether working or clear days",
        ),
        ({"other_names": "x\n" * 15_000}, "characters"),
    ],
)
def test_what_cannot_stand_is_refused_with_a_sentence(cast, clerk, changes, sentence):
    answer = clerk.post(f"{PAGE}add/", typed(**changes))
    assert answer.status_code == 422
    assert sentence in words(answer)
    assert not Committee.objects.filter(council=cast.council).exists()


def test_what_was_typed_comes_back_where_something_is_wrong(clerk, db):
    changes = {"deadlines_name": ["My draft", ""], "deadlines_days": ["lots", ""]}
    page = words(clerk.post(f"{PAGE}add/", typed(**changes)))
    assert 'value="My draft"' in page
    assert 'value="lots"' in page


@pytest.mark.parametrize("name", ["Audit Committee", "audit committee", "A&S"])
def test_a_name_that_another_committee_goes_by_is_refused(cast, clerk, audit, name):
    Committee.objects.filter(pk=audit.pk).update(other_names="A&S")
    answer = clerk.post(f"{PAGE}add/", typed(name="Another", other_names=name))
    assert answer.status_code == 422
    assert "is what Audit Committee is called already" in words(answer)


def test_same_name_in_another_council_is_no_matter(cast, clerk):
    Committee.objects.create(council=cast.other_council, name="Audit Committee")
    assert clerk.post(f"{PAGE}add/", typed()).status_code == 302


def test_two_people_at_once_see_both_versions(cast, clerk, audit):
    before = seen(audit)
    audit.other_names = "Theirs"
    audit.save()
    answer = clerk.post(f"{PAGE}{audit.pk}/edit/", typed(other_names="Mine", seen=before))
    assert answer.status_code == 409
    assert "Theirs" in words(answer)
    assert "Mine" in words(answer)
    audit.refresh_from_db()
    assert audit.other_names == "Theirs"


# ---- deadlines


def test_usual_deadlines_are_adopted_with_one_button(cast, clerk, audit):
    page = words(clerk.get(PAGE))
    assert "No deadlines set" in page
    assert "Use the usual ones" in page
    clerk.post(f"{PAGE}{audit.pk}/usual/", {"seen": seen(audit)})
    audit.refresh_from_db()
    assert audit.deadlines == USUAL
    assert "Use the usual ones" not in words(clerk.get(PAGE))


def test_deadlines_of_its_own_are_not_replaced(cast, clerk, audit):
    own = [{"name": "Draft", "days": 3, "count": "clear"}]
    audit.deadlines = own
    audit.save()
    answer = clerk.post(f"{PAGE}{audit.pk}/usual/", {"seen": seen(audit)}, follow=True)
    assert "deadlines of its own" in words(answer)
    audit.refresh_from_db()
    assert audit.deadlines == own


@pytest.mark.parametrize("stale", ["", "0", "x", "9" * 40, "-1"])
def test_usual_deadlines_want_the_newest_version(cast, clerk, audit, stale):
    answer = clerk.post(f"{PAGE}{audit.pk}/usual/", {"seen": stale}, follow=True)
    assert "Nothing of yours is saved" in words(answer)
    audit.refresh_from_db()
    assert audit.deadlines == []


# ---- ending and removing


def test_ended_committee_is_marked_and_takes_no_new_meetings(cast, clerk, audit):
    sent = {"ended_on": "1 May 2023", "seen": seen(audit)}
    assert clerk.post(f"{PAGE}{audit.pk}/end/", sent).status_code == 302
    assert "Ended on 1 May 2023" in words(clerk.get(PAGE))
    assert "Audit Committee" not in words(clerk.get("/ashdown/meetings/add/"))


def test_committee_that_will_end_still_meets(cast, clerk, audit):
    clerk.post(f"{PAGE}{audit.pk}/end/", {"ended_on": "1 May 2024", "seen": seen(audit)})
    assert "Ends on 1 May 2024" in words(clerk.get(PAGE))
    assert "Audit Committee" in words(clerk.get("/ashdown/meetings/add/"))


def test_committee_without_meetings_is_removed(cast, clerk, audit):
    assert clerk.post(f"{PAGE}{audit.pk}/remove/", {"seen": seen(audit)}).status_code == 302
    assert not Committee.objects.filter(pk=audit.pk).exists()
    assert Committee.history.filter(id=audit.pk).count() == 2


def test_committee_with_meetings_is_not_removed_and_the_page_says_why(cast, clerk, audit):
    factories.meeting(cast.council, date(2023, 9, 5), "Audit Committee")
    answer = clerk.post(f"{PAGE}{audit.pk}/remove/", {"seen": seen(audit)})
    assert answer.status_code == 409
    assert "This committee stays" in words(answer)
    assert Committee.objects.filter(pk=audit.pk).exists()


# ---- whose they are


@pytest.mark.parametrize("page", ["edit", "end", "remove", "usual"])
@pytest.mark.parametrize("pk", ["theirs", HUGE, 0, 999_999])
def test_committee_that_is_not_ours_is_not_found(cast, clerk, page, pk):
    theirs = Committee.objects.create(council=cast.other_council, name="Planning")
    number = theirs.pk if pk == "theirs" else pk
    assert clerk.post(f"{PAGE}{number}/{page}/", typed()).status_code == 404
    theirs.refresh_from_db()
    assert theirs.name == "Planning"


def test_reader_sees_the_list_and_no_way_to_change_it(cast, logged_in, audit):
    page = words(logged_in(cast.reader).get(PAGE))
    assert "Audit Committee" in page
    assert "Add a committee" not in page
    assert "Use the usual ones" not in page


def test_list_without_committees_says_so(clerk, db):
    assert "This council has no committees yet." in words(clerk.get(PAGE))


def test_words_of_people_are_never_html(cast, clerk, audit):
    audit.name = "<script>alert(1)</script>"
    audit.other_names = "<b>x</b>"
    audit.save()
    page = words(clerk.get(PAGE))
    assert "<script>alert" not in page
    assert "<b>x" not in page


def test_list_asks_the_database_as_often_for_many_as_for_few(
    cast, clerk, audit, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(8) as few:
        clerk.get(PAGE)
    for number in range(12):
        factories.meeting(cast.council, date(2023, 9, 5), f"Committee {number}")
    with django_assert_num_queries(len(few)):
        clerk.get(PAGE)
