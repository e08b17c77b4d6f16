"""Editing a strategy: who may, what is refused, what happens when two people edit at once."""

from dataclasses import replace

import pytest
from django.test import Client

from council.versions import newest
from strategy.models import Outcome, Principle, RelatedDocument, Strategy
from strategy.part_kinds import KINDS
from strategy.queries.document import strategy_document
from strategy.services.editing import next_code
from tests.strategies import SMALL, a_strategy

PAGE = "/ashdown/strategies/organisational-strategy/"
ADDRESSES = [
    "edit/", "edit/strategy/", "edit/links/", "edit/status/", "parts/principles/add/",
    "parts/principles/P1/edit/", "parts/principles/P1/remove/",
]  # fmt: skip


@pytest.fixture
def strategy(cast) -> Strategy:
    return a_strategy(cast.council)


def part(strategy: Strategy, kind: str, code: str):
    return KINDS[kind].model.objects.get(strategy=strategy, code=code)


def fields(client: Client, address: str) -> dict[str, str]:
    """The form as the page sends it back when nothing is changed."""
    form = client.get(address).context["form"]
    shown = {field.html_name: field.value() for field in form}
    dates = {
        name: f"{value:%d %B %Y}" for name, value in shown.items() if hasattr(value, "strftime")
    }
    return {name: "" if value is None else value for name, value in (shown | dates).items()}


# ---- who may


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_a_plan_manager_edits_and_others_are_told_who_may(cast, strategy, logged_in, address):
    answer = logged_in(cast.owner).get(f"{PAGE}{address}")
    assert answer.status_code == 403
    assert "You may not edit this council&#x27;s strategies" in answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_strategy_of_another_council_cannot_be_edited(cast, manager, address):
    a_strategy(cast.other_council)
    assert manager.get(f"{PAGE}{address}").status_code == 404
    if address != "edit/":
        assert manager.post(f"{PAGE}{address}").status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_form_can_be_opened(strategy, manager, address):
    assert manager.get(f"{PAGE}{address}").status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_added_and_edited(strategy, manager, kind):
    assert manager.get(f"{PAGE}parts/{kind}/add/").status_code == 200
    first = KINDS[kind].model.objects.filter(strategy=strategy).first()
    assert manager.get(f"{PAGE}parts/{kind}/{first.code}/edit/").status_code == 200


@pytest.mark.parametrize("address", ["parts/nothing/add/", "parts/principles/P9/edit/"])
def test_what_is_not_there_is_not_found(strategy, manager, address):
    assert manager.get(f"{PAGE}{address}").status_code == 404


# ---- saving


@pytest.mark.parametrize("address", ["edit/strategy/", "edit/links/", "parts/principles/P1/edit/"])
def test_form_sent_back_as_it_was_changes_nothing(strategy, manager, address):
    before, lines = strategy_document(strategy), Strategy.history.count()
    answer = manager.post(f"{PAGE}{address}", fields(manager, f"{PAGE}{address}"))
    assert answer.status_code == 302
    assert strategy_document(Strategy.objects.get()) == before
    assert Strategy.history.count() == lines


def test_principle_is_changed_and_its_history_signed(cast, strategy, manager):
    address = f"{PAGE}parts/principles/P1/edit/"
    strands = "officers:\nLead well.\nTwice.\nmembers:\nDecide."
    sent = fields(manager, address) | {"title": "Focus on outcomes", "strands": strands}
    assert manager.post(address, sent).status_code == 302
    changed = Principle.objects.get(code="P1")
    assert changed.title == "Focus on outcomes"
    assert changed.strands == [
        {"audience": "officers", "text": "Lead well.\nTwice."},
        {"audience": "members", "text": "Decide."},
    ]
    assert changed.history.first().history_user == cast.manager


def test_strategy_takes_days_as_people_write_them(strategy, manager):
    address = f"{PAGE}edit/strategy/"
    sent = fields(manager, address) | {"next_review": "1 May 2024", "term_end": "30/06/2028"}
    assert manager.post(address, sent).status_code == 302
    changed = Strategy.objects.get()
    assert (str(changed.next_review), str(changed.term_end)) == ("2024-05-01", "2028-06-30")


@pytest.mark.parametrize(
    ("address", "bad", "sentence"),
    [
        ("edit/strategy/", {"title": ""}, "This field is required"),
        ("edit/strategy/", {"next_review": "soon"}, "Give a day such as 30 June 2023."),
        ("edit/strategy/", {"term_start": "1 July 2027"}, "The term ends before it begins."),
        ("edit/strategy/", {"labels": "principle | theme"}, "Give three lines"),
        ("edit/strategy/", {"vision": "x" * 20_001}, "At most 20,000 characters"),
        ("edit/links/", {"relations": "C1 | P99 | why"}, "which is not in the strategy"),
        ("edit/links/", {"relations": "nonsense"}, "is not written as the hint says"),
        ("parts/principles/P1/edit/", {"strands": "no audience"}, "Begin with an audience"),
        ("parts/related/D1/edit/", {"link": "javascript:alert(1)"}, "Enter a valid URL"),
        ("parts/outcomes/O1/edit/", {"area": "999"}, "Select a valid choice"),
        ("parts/statements/add/", {"kind": "nonsense", "text": "x"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_and_kept(strategy, manager, address, bad, sentence):
    before = strategy_document(strategy)
    sent = fields(manager, f"{PAGE}{address}") | bad
    answer = manager.post(f"{PAGE}{address}", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert strategy_document(Strategy.objects.get()) == before


def test_area_of_another_council_cannot_be_chosen(cast, strategy, manager):
    theirs = a_strategy(cast.other_council)
    address = f"{PAGE}parts/outcomes/O1/edit/"
    sent = fields(manager, address) | {"area": str(theirs.areas.get().pk)}
    assert manager.post(address, sent).status_code == 422


# ---- adding, moving, removing


def test_part_is_added_at_the_end_with_a_code_of_its_own(strategy, manager):
    sent = {"title": "Courage", "statement": "We try.", "strands": ""}
    assert manager.post(f"{PAGE}parts/principles/add/", sent).status_code == 302
    assert [one.code for one in strategy.principles.all()] == ["P1", "P2", "P3"]


def test_code_of_a_removed_part_is_never_used_again(strategy, manager):
    address = f"{PAGE}parts/related/D2/remove/"
    seen = newest(part(strategy, "related", "D2"))
    assert manager.post(address, {"seen": seen}).status_code == 302
    assert not RelatedDocument.objects.filter(code="D2").exists()
    assert next_code(strategy, KINDS["related"]) == "D3"


@pytest.mark.parametrize(
    ("code", "direction", "order"),
    [
        ("P1", "down", ["P2", "P1"]),
        ("P2", "up", ["P2", "P1"]),
        ("P1", "up", ["P1", "P2"]),
        ("P2", "down", ["P1", "P2"]),
    ],
)
def test_part_moves_one_place(strategy, manager, code, direction, order):
    answer = manager.post(f"{PAGE}parts/principles/{code}/move/", {"direction": direction})
    assert answer.status_code == 302
    assert [one.code for one in strategy.principles.order_by("order")] == order


def test_part_moves_up_or_down_and_nowhere_else(strategy, manager):
    address = f"{PAGE}parts/principles/P1/move/"
    assert manager.post(address, {"direction": "sideways"}).status_code == 400
    assert manager.get(address).status_code == 405


@pytest.mark.parametrize(
    ("kind", "code", "sentence"),
    [
        ("principles", "P1", "1 outcome, 1 relation and 1 footnote lead to it"),
        ("areas", "A1", "1 outcome leads to it"),
        ("statements", "C1", "1 relation leads to it"),
    ],
)
def test_part_that_something_leads_to_is_not_removed(strategy, manager, kind, code, sentence):
    seen = newest(part(strategy, kind, code))
    answer = manager.post(f"{PAGE}parts/{kind}/{code}/remove/", {"seen": seen})
    assert answer.status_code == 409
    assert f"{code} cannot be removed: {sentence}" in answer.content.decode()
    assert part(strategy, kind, code)


def test_outcome_that_an_indicator_measures_is_not_removed(strategy, manager):
    outcome = Outcome.objects.get(code="O2")
    strategy.indicators.get().outcomes.add(outcome)
    answer = manager.post(f"{PAGE}parts/outcomes/O2/remove/", {"seen": newest(outcome)})
    assert "1 indicator leads to it" in answer.content.decode()


def test_part_changed_meanwhile_is_not_removed(strategy, manager):
    answer = manager.post(f"{PAGE}parts/rhythms/R1/remove/", {"seen": "999999"})
    assert answer.status_code == 409
    assert "changed meanwhile" in answer.content.decode()


# ---- two people at once


@pytest.mark.parametrize(
    ("address", "field"), [("edit/strategy/", "vision"), ("parts/principles/P1/edit/", "title")]
)
def test_two_people_cannot_lose_each_others_words(strategy, manager, address, field):
    first = fields(manager, f"{PAGE}{address}") | {field: "Theirs"}
    second = first | {field: "Mine"}
    assert manager.post(f"{PAGE}{address}", first).status_code == 302
    answer = manager.post(f"{PAGE}{address}", second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else saved this while you were typing" in page
    assert "Theirs" in page
    assert page.count("Mine") >= 2
    again = second | {"seen": answer.context["form"]["seen"].value()}
    assert manager.post(f"{PAGE}{address}", again).status_code == 302
    assert "Mine" in manager.get(PAGE).content.decode()


def test_both_versions_stand_under_the_name_of_their_field(strategy, manager):
    address = f"{PAGE}parts/related/D1/edit/"
    first = fields(manager, address) | {"review_due": "1 March 2024"}
    manager.post(address, first)
    answer = manager.post(address, first | {"review_due": "1 May 2024"})
    assert answer.context["form"].conflict == [("Review due", "1 March 2024", "1 May 2024")]


# ---- draft, adopted, superseded


def test_draft_is_adopted_then_superseded_with_who_and_when(cast, strategy, manager):
    address = f"{PAGE}edit/status/"
    sent = {
        "adopted_by": "Full Council",
        "adopted_on": "1 May 2023",
        "seen": str(newest(strategy)),
    }
    assert manager.post(address, sent).status_code == 302
    adopted = Strategy.objects.get()
    assert (adopted.status, adopted.status_set_by) == ("adopted", cast.manager)
    assert "Adopted by Full Council on 1 May 2023" in manager.get(PAGE).content.decode()
    assert manager.post(address, {"seen": str(newest(adopted))}).status_code == 302
    assert Strategy.objects.get().status == "superseded"
    assert "stays as it is" in manager.get(address).content.decode()


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"adopted_by": ""}, "This field is required"),
        ({"adopted_on": "1 May 2030"}, "has not come yet"),
        ({"seen": "999999"}, "changed this strategy meanwhile"),
    ],
)
def test_adoption_needs_who_and_when(strategy, manager, bad, sentence):
    seen = str(newest(strategy))
    sent = {"adopted_by": "Full Council", "adopted_on": "1 May 2023", "seen": seen} | bad
    answer = manager.post(f"{PAGE}edit/status/", sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Strategy.objects.get().status == "draft"


# ---- history


def test_history_says_who_changed_what_from_what_to_what(cast, strategy, manager, logged_in):
    address = f"{PAGE}parts/related/D1/edit/"
    sent = fields(manager, address) | {"review_due": "1 March 2024", "owner_post": cast.post.pk}
    manager.post(address, sent)
    page = logged_in(cast.reader).get(f"{PAGE}history/").content.decode()
    for words in (
        "Changed related document D1: People strategy", str(cast.manager), "31 January 2023",
        "1 March 2024", "Head of People", "Head of Law &amp; Democracy", "Added 2 workstreams",
    ):  # fmt: skip
        assert words in page


def test_history_keeps_what_was_removed(strategy, manager):
    seen = newest(part(strategy, "rhythms", "R1"))
    manager.post(f"{PAGE}parts/rhythms/R1/remove/", {"seen": seen})
    assert (
        "Removed rhythm R1: Progress is reported."
        in manager.get(f"{PAGE}history/").content.decode()
    )


def test_history_costs_as_many_queries_whatever_its_length(
    cast, strategy, manager, django_assert_max_num_queries
):
    a_strategy(cast.council, replace(SMALL, vision="Another", purpose="Another"))
    with django_assert_max_num_queries(16):
        manager.get(f"{PAGE}history/")
