"""Reported wording: edited beside the lead's words, which stay; what is printed; when it falls."""

import json
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import Action, Entry
from actionplan.public.exempt_marks import Mark
from actionplan.public.redacting import redact
from actionplan.queries.digests import to_tell
from actionplan.queries.document import plan_document
from actionplan.queries.history import timeline
from actionplan.queries.past_periods import sealed_document
from actionplan.queries.report import as_reported, period_report, plan_report
from actionplan.queries.wording import stands, version, with_wording
from actionplan.reporting.page import write_html
from actionplan.services.rewording import Wished, reword
from council import clock
from council.scope import scope_of
from tests import factories
from tests.actionplan.test_desk import HERE, text_of
from tests.closing import closed

READ = f"{HERE}read-through/"
OWN = "A working group meets monthly."
BETTER = "The working group has met every month since April.\n\nIt reports in September."


def standing(action):
    return with_wording(Action.objects.select_related("latest__carries", "plan")).get(pk=action.pk)


def worded(cast, action=None, words=BETTER):
    action = standing(action or cast.ahead)
    wished = {action.pk: Wished(words, version(action))}
    return reword(plan=cast.plan, wished=wished, by=cast.manager)


def hidden(page, name):
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found
    return found[1]


def sent(client, *actions, **changes):
    """The page's own hidden fields of some rows, with new words in their boxes."""
    page = client.get(READ).content.decode()
    data = {}
    for action in actions:
        for name in (f"seen-{action.pk}", f"shown-{action.pk}"):
            data[name] = hidden(page, name)
        data[f"words-{action.pk}"] = BETTER
    return data | changes


def of_document(cast, document):
    return next(one for one in document.actions() if one.reference == cast.ahead.reference)


# ---- what is recorded


def test_wording_stands_beside_the_words_and_the_action_stays_as_its_lead_left_it(cast):
    before = cast.ahead.latest
    assert worded(cast).saved == {cast.ahead.pk}
    action = standing(cast.ahead)
    assert action.latest == before
    assert action.latest.commentary == OWN
    assert stands(action) == BETTER
    last = action.entries.order_by("-number").first()
    assert (last.kind, last.by, last.carries) == ("reported wording", cast.manager, before)
    assert worded(cast).saved == frozenset()  # the same again


@pytest.mark.parametrize("words", ["", f"  {OWN} "])
def test_the_leads_own_words_or_none_take_it_back(cast, words):
    assert not worded(cast, words=words).saved  # nothing to take back
    worded(cast)
    assert worded(cast, words=words).saved
    assert stands(standing(cast.ahead)) == OWN
    assert of_document(cast, plan_document(cast.plan, clock.today())).reported is None
    assert timeline(standing(cast.ahead))[0].changes[0].after == "the lead’s own words again"


def test_other_words_of_the_lead_end_it_and_the_same_keep_it(cast):
    worded(cast)
    factories.entry(cast.ahead, by=cast.owner, no_change=True)
    assert stands(standing(cast.ahead)) == BETTER
    factories.entry(cast.ahead, by=cast.owner, commentary="It meets no more.")
    assert stands(standing(cast.ahead)) == "It meets no more."


def test_what_somebody_changed_meanwhile_is_left_and_named(cast):
    action = standing(cast.ahead)
    wished = {action.pk: Wished("Mine", version(action))}
    worded(cast)
    done = reword(plan=cast.plan, wished=wished, by=cast.manager)
    assert (done.saved, done.meanwhile) == (frozenset(), {action.pk})
    assert stands(standing(cast.ahead)) == BETTER


# ---- what is printed


def test_seal_keeps_both_and_what_is_made_from_it_has_the_wording_alone(cast):
    worded(cast)
    period = closed(cast)
    sealed = json.loads(period.seal.text)["document"]["plan"]
    kept = sealed["themes"][0]["recommendations"][0]["actions"][0]
    assert (kept["commentary"], kept["reported"]) == (OWN, BETTER)
    for document in (sealed_document(period.seal), period_report(period).document):
        assert of_document(cast, document).commentary == BETTER
        assert of_document(cast, document).is_edited
    page = write_html(period_report(period)).decode()
    assert "has met every month" in page
    assert "Wording edited by the plan manager" in page
    assert OWN not in page


def test_figures_and_the_file_that_comes_back_are_of_the_leads_words(cast):
    before = plan_document(cast.plan, clock.today())
    worded(cast)
    live = plan_report(cast.plan, clock.today())
    assert of_document(cast, live.document).commentary == OWN
    assert of_document(cast, as_reported(live).document).commentary == BETTER
    plain = replace(of_document(cast, live.document), reported=None)
    assert plain == of_document(cast, before)


def test_public_reads_the_wording_and_never_what_it_took_the_place_of(cast):
    worded(cast)
    document = plan_document(cast.plan, clock.today())
    shown = of_document(cast, redact(document).document)
    assert (shown.commentary, shown.is_edited) == (BETTER, True)
    mark = Mark("Paragraph 3", frozenset({"commentary"}))
    exempt = of_document(cast, redact(document, marks={cast.ahead.reference: mark}).document)
    assert (exempt.commentary, exempt.reported) == ("Exempt information", None)


# ---- the read-through


def test_all_open_rows_stand_there_and_all_are_saved_together(cast, manager):
    page = text_of(manager.get(READ))
    assert "5 open actions" in page
    for action in (cast.ahead, cast.late, cast.elsewhere, cast.unled, cast.undated):
        assert action.title in page
    assert cast.complete.title not in page
    data = sent(manager, cast.ahead, cast.late)
    data[f"words-{cast.late.pk}"] = "Two of five sessions held."  # as it was shown
    answer = manager.post(READ, data, follow=True)
    assert "1 wording is saved." in text_of(answer)
    assert "Edited by Sunita Patel, 30 June 2023" in text_of(answer)
    assert Entry.objects.filter(kind="reported wording").count() == 1


def test_one_row_is_saved_by_its_own_button_and_the_others_stay_as_typed(cast, manager):
    data = sent(manager, cast.ahead, cast.late, only=str(cast.ahead.pk))
    answer = manager.post(READ, data)
    assert "Saved" in text_of(answer)
    assert answer.content.decode().count("has met every month") == 2
    assert [one.action for one in Entry.objects.filter(kind="reported wording")] == [cast.ahead]


def test_a_row_changed_meanwhile_keeps_what_was_typed_beside_what_stands(cast, manager):
    data = sent(manager, cast.ahead, cast.late)
    factories.entry(cast.ahead, by=cast.owner, commentary="It meets no more.")
    answer = manager.post(READ, data)
    page = text_of(answer, 409)
    for words in ("PR-1: Somebody has changed this", "It meets no more.", "has met every month"):
        assert words in page
    assert stands(standing(cast.late)) == BETTER  # the other is saved
    names = (f"seen-{cast.ahead.pk}", f"shown-{cast.ahead.pk}")
    again = {name: hidden(answer.content.decode(), name) for name in names}
    manager.post(READ, again | {f"words-{cast.ahead.pk}": BETTER})
    assert stands(standing(cast.ahead)) == BETTER


def test_a_row_that_was_not_touched_is_no_conflict(cast, manager):
    data = sent(manager, cast.ahead, **{f"words-{cast.ahead.pk}": OWN})
    factories.entry(cast.ahead, by=cast.owner, commentary="It meets no more.")
    assert manager.post(READ, data).status_code == 302


def test_earlier_wording_is_shown_where_it_holds_no_more(cast, manager):
    worded(cast)
    factories.entry(cast.ahead, by=cast.owner, commentary="It meets no more.")
    page = text_of(manager.get(READ))
    assert "The wording of 30 June 2023 holds no more" in page
    assert "has met every month" in page


def test_endless_words_are_refused_and_kept(cast, manager):
    data = sent(manager, cast.ahead, **{f"words-{cast.ahead.pk}": "x" * 50_001})
    assert "At most 50,000 characters" in text_of(manager.post(READ, data), 422)


def test_lead_is_told_on_the_action_in_my_updates_and_by_e_mail_once(cast, logged_in):
    worded(cast)
    owner = logged_in(cast.owner)
    for address in (cast.ahead.get_absolute_url(), "/ashdown/my-updates/"):
        assert "Sunita Patel" in text_of(owner.get(address))
    told = [one for one in to_tell(scope_of(cast.owner, "ashdown")) if one.kind == "worded"]
    assert [one.number for one in told] == [1]
    assert told[0].lines[0].startswith("PR-1 Review the constitution: The working group has met")


def test_queries_do_not_grow_with_rows(cast, manager):
    def cost():
        manager.get(READ)
        with CaptureQueriesContext(connection) as found:
            manager.get(READ)
        return len(found)

    before = cost()
    for number in range(55):
        one = factories.action(cast.plan, f"Survey street {number}", accountable=cast.post)
        factories.entry(one, by=cast.owner, commentary=OWN)
        worded(cast, one) if number < 3 else None
    assert cost() == before <= 12
