"""The council itself: who may change it, what is refused, and what the history says."""

import pytest
from django.test import Client
from django.urls import reverse

from council.models import Council, Role
from tests import factories

NAMES = ("name", "short_name", "seen", "ask_before", "ask_again", "escalate_after")
COLOURS = ("brand_background", "brand_text", "brand_accent")


@pytest.fixture
def administrator(cast, logged_in) -> Client:
    return logged_in(factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR))


def page(cast, name: str = "council_edit") -> str:
    return reverse(f"people:{name}", args=[cast.council.slug])


def fields(client: Client, cast) -> dict[str, str]:
    """The form as the page sends it back when nothing is changed."""
    form = client.get(page(cast)).context["form"]
    shown = {name: str(form[name].value()) for name in NAMES}
    for name in COLOURS:
        shown |= colour(name, form[name].value())
    return shown


def colour(name: str, typed: str, picked: str = "", shown: str = "") -> dict[str, str]:
    """What one colour sends: typed, picked, and as it was shown."""
    return {name: typed, f"{name}_picked": picked or typed, f"{name}_shown": shown or typed}


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_administrator_changes_names_and_colours(cast, administrator):
    sent = fields(administrator, cast) | {"name": " Ashdown \n Council ", "short_name": "Ashdown"}
    sent |= colour("brand_background", "#004D40")
    assert administrator.post(page(cast), sent).status_code == 302
    council = Council.objects.get(pk=cast.council.pk)
    assert (council.name, council.brand_background) == ("Ashdown Council", "#004d40")
    assert council.history.first().history_user.name == "Ken Osei"


def test_form_sent_back_as_it_was_changes_nothing(cast, administrator):
    before = Council.history.count()
    assert administrator.post(page(cast), fields(administrator, cast)).status_code == 302
    assert Council.history.count() == before


@pytest.mark.parametrize(
    ("typed", "picked", "kept"),
    [
        ("#1d3557", "#004d40", "#004d40"),
        ("#402000", "#1d3557", "#402000"),
        ("#402000", "#004d40", "#402000"),
    ],
)
def test_colour_is_what_was_typed_or_else_what_was_picked(cast, administrator, typed, picked, kept):
    sent = fields(administrator, cast) | colour("brand_background", typed, picked, "#1d3557")
    assert administrator.post(page(cast), sent).status_code == 302
    assert Council.objects.get(pk=cast.council.pk).brand_background == kept


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        ({"name": ""}, "Write the council’s name."),
        ({"name": "\x01"}, "Write the council’s name."),
        ({"name": "x" * 201}, "At most 200 characters"),
        ({"short_name": "x" * 61}, "At most 60 characters"),
        ({"name": "\x00"}, "Null characters"),
        (colour("brand_text", "#1d3558"), "Its contrast with the background is 1.0; 4.5 is needed"),
        (colour("brand_text", "red"), "Give a colour as # and six digits"),
        (colour("brand_text", "#12345g"), "Give a colour as # and six digits"),
        (colour("brand_text", "#ffffff\n"), ""),
        (colour("brand_text", "x" * 5000), "at most 20 characters"),
        (colour("brand_text", "\x00"), "Null characters"),
        ({"brand_text": "", "brand_text_picked": "", "brand_text_shown": ""}, "Give a colour"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(cast, administrator, bad, sentence):
    before = Council.history.count()
    answer = administrator.post(page(cast), fields(administrator, cast) | bad)
    assert answer.status_code == (422 if sentence else 302)
    assert not sentence or sentence in words_of(answer)
    assert Council.history.count() == before


def test_address_of_the_council_stays(cast, administrator):
    sent = fields(administrator, cast) | {"slug": "elsewhere", "name": "New"}
    administrator.post(page(cast), sent)
    assert Council.objects.get(pk=cast.council.pk).slug == "ashdown"


def test_two_people_cannot_lose_each_others_words(cast, administrator):
    first = fields(administrator, cast) | {"name": "Theirs"}
    second = first | {"name": "Mine"}
    assert administrator.post(page(cast), first).status_code == 302
    answer = administrator.post(page(cast), second)
    assert answer.status_code == 409
    assert answer.context["form"].conflict == [("Name", "Theirs", "Mine")]
    again = second | {"seen": answer.context["form"]["seen"].value()}
    assert administrator.post(page(cast), again).status_code == 302
    assert Council.objects.get(pk=cast.council.pk).name == "Mine"


def test_history_says_who_changed_what(cast, administrator):
    administrator.post(page(cast), fields(administrator, cast) | {"name": "Ashdown <Council>"})
    found = words_of(administrator.get(page(cast, "council_history")))
    assert "Ken Osei, " in found
    assert "Name: from “Ashdown Borough Council” to “Ashdown &lt;Council&gt;”." in found


@pytest.mark.parametrize("name", ["council_edit", "council_history"])
def test_only_a_system_administrator_may(cast, logged_in, name):
    answer = logged_in(cast.manager).get(page(cast, name))
    assert answer.status_code == 403
    assert "that is for the system administrator" in words_of(answer)


def test_council_of_others_is_not_found(cast, administrator):
    address = reverse("people:council_edit", args=[cast.other_council.slug])
    assert administrator.get(address).status_code == 404
    assert administrator.post(address, fields(administrator, cast)).status_code == 404
