"""A council's glossary: set up, known to advice, kept by closed periods and published pages."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.glossary import Term
from actionplan.models import GlossaryTerm
from actionplan.queries.advice import advice_for
from actionplan.queries.appendix import appendix_or_404
from actionplan.queries.covering import covering_of
from actionplan.queries.document import plan_document
from actionplan.queries.getters import action_or_404
from actionplan.queries.glossary import glossary_of
from actionplan.queries.past_periods import what_was_sealed
from actionplan.queries.report import plan_report
from actionplan.reporting.covering_word import write_covering
from actionplan.reporting.report import content_digest
from actionplan.reporting.shipped import shipped_form
from actionplan.services import glossary as service
from actionplan.services.glossary import add_term, change_term
from actionplan.services.reports import begin_report, save_text
from council import clock
from council.scope import scope_of
from council.versions import CannotEdit, newest
from tests import factories
from tests.closing import closed
from tests.reporting.test_written_out import words_of_word
from tests.sealing import a_closed_period

MARCH = date(2023, 3, 31)
PAGE = "/ashdown/organisation/glossary/"
MTFS = {"term": "MTFS", "in_full": "Medium Term Financial Strategy", "sentence": ""}
FULL = "Medium Term Financial Strategy (MTFS)"


@pytest.fixture
def mtfs(cast):
    made = GlossaryTerm(council=cast.council, **MTFS)
    add_term(term=made, by=cast.manager)
    return made


def page(answer):
    return answer.content.decode()


def test_a_term_is_added_listed_and_found_from_set_up(cast, manager):
    assert "The glossary is empty." in page(manager.get(PAGE))
    answer = manager.post(f"{PAGE}add/", MTFS | {"in_full": " Medium  Term Financial\tStrategy"},
                          follow=True)  # fmt: skip
    assert "The term is added." in page(answer)
    made = GlossaryTerm.objects.get()
    assert (made.council, made.value) == (cast.council, Term("MTFS", MTFS["in_full"]))
    assert made.history.get().history_user == cast.manager
    assert MTFS["in_full"] in page(answer)
    assert PAGE in page(manager.get("/ashdown/organisation/"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"term": ""}, "Give the term."),
        ({"term": "–"}, "A term has letters or figures."),
        ({"in_full": ""}, "Say what it stands for, or what it means."),
        ({"in_full": "mtfp"}, "something else than the term itself"),
        ({"in_full": "M" * 201}, "at most 200 characters"),
        ({"term": "Mtfs"}, "The glossary has “MTFS” already."),
    ],
)
def test_what_explains_nothing_is_refused_with_a_sentence(mtfs, manager, typed, said):
    answer = manager.post(f"{PAGE}add/", MTFS | {"term": "MTFP"} | typed)
    assert answer.status_code == 422
    assert said in page(answer)
    assert GlossaryTerm.objects.get() == mtfs


def test_a_term_is_changed_and_two_people_do_not_lose_each_others_words(mtfs, manager, cast):
    edit, seen = f"{PAGE}{mtfs.pk}/edit/", newest(mtfs)
    assert "The term is saved." in page(
        manager.post(edit, MTFS | {"sentence": "Mine.", "seen": seen}, follow=True)
    )
    answer = manager.post(edit, MTFS | {"sentence": "Theirs.", "seen": seen})
    assert answer.status_code == 409
    assert "Theirs." in page(answer)
    assert GlossaryTerm.objects.get().sentence == "Mine."


def test_a_term_is_taken_out_and_its_history_stays(mtfs, manager, cast):
    said = page(manager.post(f"{PAGE}{mtfs.pk}/remove/", {"seen": newest(mtfs)}, follow=True))
    assert "“MTFS” is no longer in the glossary." in said
    assert not GlossaryTerm.objects.exists()
    assert GlossaryTerm.history.filter(council=cast.council).count() == 2


def test_a_term_of_another_council_is_not_found_and_not_in_the_way(cast, mtfs, manager):
    theirs = GlossaryTerm(council=cast.other_council, **MTFS)
    add_term(term=theirs, by=cast.stranger)
    assert manager.get(f"{PAGE}{theirs.pk}/edit/").status_code == 404
    assert glossary_of(cast.council.pk) == (mtfs.value,)


def test_a_glossary_does_not_grow_without_end(cast, mtfs, monkeypatch):
    monkeypatch.setattr(service, "MOST", 1)
    with pytest.raises(CannotEdit, match="The glossary has 1 terms"):
        add_term(term=GlossaryTerm(council=cast.council, term="A", in_full="B"), by=cast.manager)


def test_the_public_page_writes_out_what_its_period_knew(cast, mtfs, client):
    type(cast.plan).objects.filter(pk=cast.plan.pk).update(is_public=True)
    now = plan_document(cast.plan, MARCH)
    rows = [replace(one, commentary="The MTFS <is> agreed.") for one in now.actions()]
    document = replace(now, themes=(), loose_actions=tuple(rows))
    period = a_closed_period(cast.plan, MARCH, cast.manager, document, glossary=(mtfs.value,))
    period.meetings.add(factories.meeting(cast.council, date(2023, 4, 18)))
    change_term(term=mtfs, values=MTFS | {"in_full": "X"}, seen=newest(mtfs), by=cast.manager)
    said = page(client.get("/public/ashdown/peer-review/"))
    assert said.count(f"The {FULL} &lt;is&gt; agreed.") == 1
    assert said.count("The MTFS &lt;is&gt; agreed.") == len(rows) - 1
    assert "<dt>MTFS</dt><dd>Medium Term Financial Strategy</dd>" in said


def test_advice_does_not_ask_to_spell_out_what_documents_write_out(cast, mtfs):
    words = "The MTFS and the PSPO."
    action = action_or_404(scope_of(cast.owner, "ashdown"), "peer-review", "PR-2", words)
    said = advice_for(action, words, cast.owner)
    assert said == ["Not everybody knows PSPO: spell it out once."]


def test_a_closed_period_keeps_the_glossary_and_its_report_says_the_same(cast, mtfs):
    def report(period):
        made = begin_report(
            meeting=factories.meeting(cast.council, clock.today()),
            title="Progress",
            form=shipped_form("district"),
            parts=[(cast.plan, period)],
            by=cast.clerk,
        )
        kinds = made.texts.model.Kind
        words = {"words": "To align the MTFS.", "seen": 0, "by": cast.clerk}
        save_text(report=made, kind=kinds.SECTION, code="purpose", **words)
        return made

    period = closed(cast)
    made = report(period)
    assert what_was_sealed(period.seal).glossary == (mtfs.value,)
    before = covering_of(made, clock.today()), appendix_or_404(made, 1, clock.today())
    assert FULL in words_of_word(write_covering(before[0]))
    values = MTFS | {"in_full": "Money To Find Soon"}
    change_term(term=mtfs, values=values, seen=newest(mtfs), by=cast.manager)
    after = covering_of(made, clock.today()), appendix_or_404(made, 1, clock.today())
    assert after == before
    assert content_digest(after[1]) == content_digest(before[1])
    live = plan_report(cast.plan, clock.today())
    assert [one.in_full for one in live.glossary] == ["Money To Find Soon"]
