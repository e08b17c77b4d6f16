"""The inline update: what is saved, what is refused, and that nobody's words are lost.

One room, because every test here speaks to one address with what one form sends.
"""

import re
import uuid
from datetime import date
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.declared import Due, Precision, Status
from actionplan.forms.update_words import as_fields
from actionplan.models import Action, Entry
from actionplan.position import position_of
from council.models import PostHolding
from tests import factories
from tests.factories import Cast

HTMX = {"HTTP_HX_REQUEST": "true"}


def address(action: Action, name: str = "action_update") -> str:
    return reverse(f"actionplan:{name}", args=action.address)


def board(cast: Cast) -> str:
    return reverse("actionplan:plan_detail", args=[cast.council.slug, cast.plan.slug])


def typed(action: Action, **changes: object) -> dict[str, object]:
    """What the browser sends when only ``changes`` were typed."""
    action.refresh_from_db()
    fields: dict[str, object] = dict(as_fields(position_of(action)))
    fields |= {
        "due_reason": "",
        "commentary": "",
        "based_on": action.latest_id or "",
        "once": str(uuid.uuid4()),
    }
    return fields | changes


def inline(action: Action) -> dict[str, Any]:
    council, plan, _ = action.address
    page = f"http://testserver/{council}/plans/{plan}/"
    target = {"HTTP_HX_TARGET": f"action-{action.number}", "HTTP_HX_CURRENT_URL": page}
    return HTMX | target


@pytest.fixture
def owner(cast: Cast, logged_in) -> Client:
    return logged_in(cast.owner)


def test_saves_without_scripts_and_goes_back_to_the_row(cast, owner):
    answer = owner.post(address(cast.ahead), typed(cast.ahead, rating="A", commentary="Delayed."))
    assert answer.status_code == 302
    assert answer["Location"] == f"{board(cast)}#action-{cast.ahead.number}"
    cast.ahead.refresh_from_db()
    latest = cast.ahead.latest
    assert (latest.rating, latest.commentary, latest.number) == ("A", "Delayed.", 2)
    assert (latest.by, latest.post, latest.as_at) == (cast.owner, cast.post, date(2023, 6, 30))
    assert latest.period == cast.plan.periods.get()


def test_htmx_result_equals_a_fresh_page(cast, owner):
    answer = owner.post(
        address(cast.ahead),
        typed(cast.ahead, rating="R", commentary="Stuck."),
        **inline(cast.ahead),
    )
    fresh = owner.get(board(cast)).content.decode()
    swapped = answer.content.decode()
    assert answer.status_code == 200
    for part in (rf'<tr [^>]*id="action-{cast.ahead.number}".*?</tr>', *summaries(cast)):
        assert plain(first(part, swapped)) == plain(first(part, fresh))


def summaries(cast: Cast) -> list[str]:
    recommendation = cast.governance.anchor
    return [
        r'<section [^>]*id="plan-summary".*?</section>',
        rf'<div [^>]*id="summary-{recommendation}".*?</div>',
    ]


def first(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.DOTALL)
    assert found, pattern
    return found[0]


def plain(markup: str) -> str:
    """Markup less what only says that it has just been swapped in."""
    for mark in (' hx-swap-oob="true"', " gt-row--saved", " data-focus"):
        markup = markup.replace(mark, "")
    markup = re.sub(r' data-announce="[^"]*"', "", markup)
    return re.sub(r"\s+", " ", markup)


def test_commentary_left_empty_keeps_the_last_words(cast, owner):
    owner.post(address(cast.ahead), typed(cast.ahead, rating="A"))
    cast.ahead.refresh_from_db()
    assert cast.ahead.latest.commentary == "A working group meets monthly."


def test_moving_the_date_needs_a_reason(cast, owner):
    answer = owner.post(address(cast.ahead), typed(cast.ahead, due="31 December 2023"))
    assert answer.status_code == 422
    assert "The due date moves: say why." in answer.content.decode()
    assert cast.ahead.entries.count() == 1


def test_first_agreed_date_stays_when_the_date_moves(cast, owner):
    reason = "Waits for the boundary review."
    owner.post(address(cast.ahead), typed(cast.ahead, due="December 2023", due_reason=reason))
    cast.ahead.refresh_from_db()
    latest = cast.ahead.latest
    assert latest.due == Due("December 2023", date(2023, 12, 31), Precision.MONTH)
    assert latest.due_reason == reason
    assert cast.ahead.first_due_date == date(2023, 9, 30)
    assert "First agreed: 30 September 2023" in owner.get(board(cast)).content.decode()


@pytest.mark.parametrize("words", ["31 February 2023", "soon", "2023-13-01", "1/1/1823"])
def test_a_date_that_is_no_date_is_refused(cast, owner, words):
    answer = owner.post(address(cast.ahead), typed(cast.ahead, due=words, due_reason="x"))
    assert answer.status_code == 422
    assert "gives no date" in answer.content.decode()
    assert cast.ahead.entries.count() == 1


def test_a_rating_that_the_key_does_not_have_is_refused(cast, owner):
    answer = owner.post(address(cast.ahead), typed(cast.ahead, rating="P"))
    assert answer.status_code == 422
    assert cast.ahead.entries.count() == 1


def test_commentary_over_the_limit_is_refused_and_kept_in_the_form(cast, owner):
    words = "x" * 100_000
    answer = owner.post(address(cast.ahead), typed(cast.ahead, commentary=words))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "may have 50,000 characters; this has 100,000" in page
    assert words in page
    assert cast.ahead.entries.count() == 1


def test_commentary_of_the_limit_is_saved(cast, owner):
    owner.post(address(cast.ahead), typed(cast.ahead, commentary="é" * 50_000))
    cast.ahead.refresh_from_db()
    assert len(cast.ahead.latest.commentary) == 50_000


@pytest.mark.parametrize("name", ["late"])
def test_no_change_asks_for_a_sentence_when_amber_or_past_its_date(cast, owner, name):
    action = getattr(cast, name)
    answer = owner.post(address(action), typed(action, no_change="1"))
    assert answer.status_code == 422
    assert "say in a sentence why" in answer.content.decode()
    assert action.entries.count() == 1


def test_no_change_beside_a_change_asks_which_is_meant(cast, owner):
    answer = owner.post(address(cast.ahead), typed(cast.ahead, no_change="1", rating="R"))
    assert answer.status_code == 422
    assert "You changed RAG and chose" in answer.content.decode()
    assert cast.ahead.entries.count() == 1


def test_no_change_stores_no_reason_for_a_date(cast, owner):
    for reason in ("Because.", "x" * 2_001, "\x00"):
        sent = typed(cast.ahead, no_change="1", due_reason=reason)
        assert owner.post(address(cast.ahead), sent).status_code == 302
        cast.ahead.refresh_from_db()
        assert cast.ahead.latest.due_reason == ""


def test_no_change_of_a_green_action_in_date_needs_no_words(cast, owner):
    answer = owner.post(address(cast.ahead), typed(cast.ahead, no_change="1"))
    assert answer.status_code == 302
    cast.ahead.refresh_from_db()
    latest = cast.ahead.latest
    assert latest.no_change
    assert latest.rating == "G"
    assert latest.commentary == "A working group meets monthly."


def test_complete_action_is_never_asked_about_its_date(cast, owner):
    answer = owner.post(address(cast.complete), typed(cast.complete, no_change="1"))
    assert answer.status_code == 302


def test_saving_nothing_is_refused(cast, owner):
    answer = owner.post(address(cast.ahead), typed(cast.ahead))
    assert answer.status_code == 422
    assert "Nothing was changed" in answer.content.decode()


def test_completion_date_wants_a_completed_status_and_the_past(cast, owner):
    early = typed(cast.ahead, completed="12 June 2023")
    assert "set the status to complete" in owner.post(address(cast.ahead), early).content.decode()
    future = typed(cast.ahead, status="complete", completed="12 June 2024")
    assert "lies in the future" in owner.post(address(cast.ahead), future).content.decode()
    right = typed(cast.ahead, status="complete", completed="June 2023")
    assert owner.post(address(cast.ahead), right).status_code == 302
    cast.ahead.refresh_from_db()
    assert cast.ahead.latest.completed_on == date(2023, 6, 30)


@pytest.mark.parametrize(
    ("words", "status"),
    [("30 June 2023", 302), ("1 July 2023", 422), ("July 2023", 422), ("2023", 302)],
)
def test_a_completion_day_is_not_in_the_future_by_a_day(cast, owner, words, status):
    sent = typed(cast.ahead, status="complete", completed=words)
    assert owner.post(address(cast.ahead), sent).status_code == status


@pytest.mark.parametrize("left", ["December 2022", ""])
def test_reopening_takes_the_completion_date_away(cast, owner, left):
    why = "The forward plan is out of date again."
    sent = typed(cast.complete, status="in progress", completed=left, commentary=why)
    assert owner.post(address(cast.complete), sent).status_code == 302
    cast.complete.refresh_from_db()
    assert cast.complete.latest.completed_on is None
    assert cast.complete.latest.status == Status.IN_PROGRESS


# ---- two people at once, double clicks, ended sessions


def test_second_of_two_people_sees_both_versions_and_decides(cast, owner, logged_in):
    mine = typed(cast.ahead, rating="A", commentary="Mine: waiting for the auditors.")
    manager = logged_in(cast.manager)
    theirs = typed(cast.ahead, rating="R", commentary="Theirs: stopped.")
    manager.post(address(cast.ahead), theirs | {"on_behalf_source": "e-mail, 12 June"})

    answer = owner.post(address(cast.ahead), mine, **inline(cast.ahead))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs: stopped." in page
    assert page.count("Mine: waiting for the auditors.") == 2  # shown, and still in the box
    assert cast.ahead.entries.count() == 2

    again = mine | {name: hidden(page, name) for name in ("based_on", "once")}
    assert owner.post(address(cast.ahead), again).status_code == 302
    cast.ahead.refresh_from_db()
    assert cast.ahead.latest.commentary == "Mine: waiting for the auditors."
    assert cast.ahead.entries.count() == 3


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    tag = first(rf'<input type="hidden" name="{name}"[^>]*>', page)
    return first(r'value="([^"]*)"', tag)[7:-1]


@pytest.mark.parametrize("name", ["ahead", "late"])
def test_a_used_one_time_id_with_a_fresh_base_is_a_conflict(cast, owner, name):
    sent = typed(cast.ahead, rating="A")
    owner.post(address(cast.ahead), sent)
    action = getattr(cast, name)
    again = typed(action, rating="R", once=sent["once"], commentary="Again.")
    assert owner.post(address(action), again).status_code == 409


def test_due_words_of_several_lines_stay_when_only_words_are_typed(cast, owner):
    due = Due("Complete\nFebruary 2023 – Full Council", date(2023, 2, 28), Precision.MONTH)
    factories.entry(cast.ahead, due=due)
    for sent_as in ("\r\n", " ", ""):
        words = due.words.replace("\n", sent_as)
        sent = typed(cast.ahead, due=words, commentary=f"Only words{sent_as}.")
        assert owner.post(address(cast.ahead), sent).status_code == 302
        cast.ahead.refresh_from_db()
        assert cast.ahead.latest.due == due


def test_a_path_too_long_to_be_kept_is_not_an_error(cast, owner):
    form = owner.get(address(cast.ahead)).content.decode()
    sent = {"kept_for": hidden(form, "kept_for")}
    assert Client().post(f"/ashdown/{'x' * 600}/", sent).status_code in {302, 404}


def test_a_charset_that_a_request_names_is_ignored(cast, owner):
    answer = owner.get(
        board(cast) + "?q=%5Cud800", headers={"content-type": "text/plain; charset=unicode_escape"}
    )
    assert answer.status_code == 200


def test_double_click_saves_once(cast, owner):
    sent = typed(cast.ahead, rating="A")
    answers = [owner.post(address(cast.ahead), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert cast.ahead.entries.count() == 2


def test_back_button_with_other_words_is_a_conflict_not_a_loss(cast, owner):
    sent = typed(cast.ahead, rating="A", commentary="First try.")
    owner.post(address(cast.ahead), sent)
    answer = owner.post(address(cast.ahead), sent | {"commentary": "Second thoughts."})
    assert answer.status_code == 409
    assert "Second thoughts." in answer.content.decode()
    assert cast.ahead.entries.count() == 2


def test_same_id_from_another_person_is_not_the_same_update(cast, owner, logged_in):
    sent = typed(cast.ahead, rating="A")
    owner.post(address(cast.ahead), sent)
    other = sent | {"on_behalf_source": "telephone"}
    answer = logged_in(cast.manager).post(address(cast.ahead), other)
    assert answer.status_code == 409
    assert cast.ahead.entries.count() == 2


def test_what_was_not_touched_follows_the_other_person(cast, owner, logged_in):
    mine = typed(cast.ahead, commentary="Only new words from me.")
    moved = typed(cast.ahead, due="31 December 2023", due_reason="Boundary review", rating="A")
    source = {"on_behalf_source": "e-mail, 12 June"}
    logged_in(cast.manager).post(address(cast.ahead), moved | source)
    page = owner.post(address(cast.ahead), mine).content.decode()
    assert "31 December 2023</textarea>" in page
    assert '<option value="A" selected>' in page


def test_ended_session_keeps_the_typed_form_for_the_same_person_only(cast, owner, logged_in):
    form = owner.get(address(cast.ahead)).content.decode()
    sent = typed(cast.ahead, rating="A", commentary="Long thought about.")
    sent["kept_for"] = hidden(form, "kept_for")
    stranger = Client()
    answer = stranger.post(address(cast.ahead), sent)
    assert answer.status_code == 302
    back = re.search(r"next=([^&]*)", answer["Location"])
    assert back is not None
    page = unquote(back[1])
    assert "Long thought about." in owner.get(page).content.decode()
    assert "Long thought about." not in logged_in(cast.manager).get(page).content.decode()
    assert cast.ahead.entries.count() == 1


def test_ended_session_of_an_inline_form_is_told_in_place(cast):
    answer = Client().post(address(cast.ahead), typed(cast.ahead), **inline(cast.ahead))
    assert answer.status_code == 401
    assert "Log in again" in answer.content.decode()


def test_forged_note_keeps_nothing(cast):
    sent = typed(cast.ahead, rating="A") | {"kept_for": "1:forged:note"}
    answer = Client().post(address(cast.ahead), sent)
    assert "kept" not in answer["Location"]


# ---- who may


def test_officer_cannot_update_another_posts_action(cast, logged_in):
    answer = logged_in(cast.colleague).post(address(cast.ahead), typed(cast.ahead, rating="R"))
    assert answer.status_code == 403
    assert "Head of Law &amp; Democracy" in answer.content.decode()
    assert cast.ahead.entries.count() == 1


def test_deputy_may_update(cast, logged_in):
    PostHolding.objects.create(post=cast.post, person=cast.colleague, kind="deputy")
    answer = logged_in(cast.colleague).post(address(cast.ahead), typed(cast.ahead, rating="R"))
    assert answer.status_code == 302


@pytest.mark.parametrize(
    "holding", [{"until": date(2023, 6, 29)}, {"since": date(2023, 7, 1)}], ids=["past", "future"]
)
def test_former_and_future_holders_may_not(cast, logged_in, holding):
    PostHolding.objects.create(post=cast.post, person=cast.colleague, **holding)
    answer = logged_in(cast.colleague).post(address(cast.ahead), typed(cast.ahead, rating="R"))
    assert answer.status_code == 403


def test_manager_records_on_behalf_and_names_the_source(cast, logged_in):
    manager = logged_in(cast.manager)
    without = manager.post(address(cast.ahead), typed(cast.ahead, rating="R"))
    assert without.status_code == 422
    assert "Say where the lead said so" in without.content.decode()
    source = "e-mail, 12 June"
    manager.post(address(cast.ahead), typed(cast.ahead, rating="R", on_behalf_source=source))
    cast.ahead.refresh_from_db()
    assert (cast.ahead.latest.by, cast.ahead.latest.on_behalf_source) == (cast.manager, source)


def test_own_accountable_post_shuts_the_recommendations_leads_out(cast, owner):
    answer = owner.post(address(cast.elsewhere), typed(cast.elsewhere, rating="G"))
    assert answer.status_code == 403


def test_action_without_lead_says_whom_to_ask(cast, owner):
    answer = owner.get(address(cast.unled))
    assert answer.status_code == 403
    assert "Ask the plan manager to name one" in answer.content.decode()


def test_a_request_without_csrf_token_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.owner)
    answer = client.post(address(cast.ahead), typed(cast.ahead, rating="A"))
    assert answer.status_code == 403
    assert cast.ahead.entries.count() == 1


def test_another_councils_action_is_not_found(cast, owner):
    for name in ("action_update", "action_detail", "action_row"):
        assert owner.get(address(cast.other_action, name)).status_code == 404
    crossed = address(cast.other_action).replace(cast.other_council.slug, cast.council.slug)
    other_number = crossed.replace(cast.other_action.reference, "PR-99")
    assert owner.get(other_number).status_code == 404
    posted = owner.post(address(cast.other_action), typed(cast.other_action, rating="R"))
    assert posted.status_code == 404


@pytest.mark.parametrize(
    "reference", ["PR-0", "PR-01", "PR-", "PR", "XX-1", "PR-99999999999", "PR-١"]
)
def test_what_is_no_reference_is_not_found(cast, owner, reference):
    good = address(cast.ahead)
    assert owner.get(good.replace("PR-1/", f"{reference}/")).status_code == 404


@pytest.mark.parametrize("field", ["based_on", "once"])
@pytest.mark.parametrize("value", ["", "9" * 30, "x", "-1", "\x00"])
def test_tampered_hidden_fields_never_break_the_server(cast, owner, field, value):
    answer = owner.post(address(cast.ahead), typed(cast.ahead, rating="A") | {field: value})
    assert answer.status_code in {409, 422}
    assert cast.ahead.entries.count() == 1


def test_what_was_typed_is_never_html(cast, owner):
    words = "<script>alert(1)</script><b>bold</b>"
    owner.post(address(cast.ahead), typed(cast.ahead, commentary=words))
    for page in (board(cast), address(cast.ahead, "action_detail"), address(cast.ahead)):
        markup = owner.get(page).content.decode()
        assert "<script>alert" not in markup
        assert "&lt;script&gt;alert(1)" in markup


def test_the_next_address_stays_on_this_site(cast, owner):
    sent = typed(cast.ahead, rating="A") | {"next": "https://evil.example/"}
    assert owner.post(address(cast.ahead), sent)["Location"].startswith("/ashdown/")


def test_the_row_that_left_the_filter_stays_and_says_so(cast, owner):
    current = {"HTTP_HX_CURRENT_URL": f"http://testserver{board(cast)}?rating=G"}
    headers = inline(cast.ahead) | current
    answer = owner.post(address(cast.ahead), typed(cast.ahead, rating="R"), **headers)
    assert "No longer matches the filter" in answer.content.decode()


def test_inline_update_takes_at_most_ten_queries(cast, owner):
    """Beginning and ending the transaction are two of them."""
    assert connection.features.supports_json_field  # found out once a process, by a query
    sent = typed(cast.ahead, rating="A", commentary="On its way.")
    url, headers = address(cast.ahead), inline(cast.ahead)
    with CaptureQueriesContext(connection) as queries:
        answer = owner.post(url, sent, **headers)
    assert answer.status_code == 200
    assert len(queries) <= 10, "\n".join(one["sql"][:150] for one in queries)


def test_an_update_is_one_entry_and_moves_latest(cast, owner):
    before = Entry.objects.count()
    owner.post(address(cast.unled), typed(cast.unled, rating="A"))
    assert Entry.objects.count() == before
    owner.post(address(cast.undated), typed(cast.undated, rating="A"))
    cast.undated.refresh_from_db()
    assert Entry.objects.count() == before + 1
    assert cast.undated.latest.number == 2
