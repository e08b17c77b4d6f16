"""The four strategies hold what their sources hold: as many of each, in the same words."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from strategy.exchange import dump, load
from strategy.indicator import Figure, Frequency, Good, Unit
from strategy.kinds import Place, Position, RelatedKind, StatementKind, Status
from tests.strategy.sources import FILES, strategy_of, text_of

OADBY_WIGSTON, WORCESTER, OXFORDSHIRE, DORSET = map(strategy_of, FILES)
ALL = (OADBY_WIGSTON, WORCESTER, OXFORDSHIRE, DORSET)


def kinds_of(document):
    return Counter(one.kind.value for one in document.statements)


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_in_the_form_that_is_written(name):
    assert dump(load(text_of(name))) == text_of(name)


@pytest.mark.parametrize("document", ALL, ids=lambda one: one.slug)
def test_nothing_is_invented(document):
    """No source names a measurement, the owner of an indicator, or who adopted the strategy."""
    assert not any(one.measurements or one.owner_post for one in document.indicators)
    assert not any(one.owner_post or one.review_due for one in document.related)
    assert (document.adopted_by, document.adopted_on, document.next_review) == ("", None, None)


class TestOadbyAndWigston:
    document = OADBY_WIGSTON

    def test_counts(self):
        assert len(self.document.principles) == 6
        assert kinds_of(self.document) == {"service characteristic": 4}
        areas = [len(self.document.outcomes_of_area(one.code)) for one in self.document.areas]
        assert areas == [8, 6, 5, 3, 6]
        assert len(self.document.outcomes) == 28
        assert len(self.document.footnotes) == 2
        assert not self.document.indicators

    def test_the_family_of_strategies(self):
        kinds = Counter(one.kind for one in self.document.related)
        assert kinds == {RelatedKind.BUSINESS_STRATEGY: 9, RelatedKind.VALUES_AND_BEHAVIOURS: 5}
        in_progress = [one.title for one in self.document.related if one.status_words == "WIP"]
        assert in_progress == ["Corporate Strategy"]
        below = [one for one in self.document.related if one.position is Position.BELOW]
        assert {one.kind for one in below} == {RelatedKind.BUSINESS_STRATEGY}

    def test_vision_purpose_and_term(self):
        assert self.document.vision.startswith("A more focussed council with an efficient support")
        assert self.document.corporate_vision == "Our Borough – The place to be"
        assert self.document.purpose.startswith("Provide a sustainable council by listening")
        assert self.document.term_end == date(2027, 6, 30)
        assert self.document.review_every is Frequency.ANNUALLY
        assert self.document.status is Status.DRAFT

    def test_leadership_speaks_to_officers_and_to_members(self):
        leadership = self.document.principles[1]
        assert [one.audience for one in leadership.strands] == ["officers", "members"]
        assert "including councillors.[^1]" in leadership.statement
        assert 'The Council\'s adopted "Buddying System"' in leadership.strands[1].text

    def test_words_that_a_page_break_parted_are_together(self):
        assert "across functions and services. With a confidence" in (
            self.document.principles[4].statement
        )

    def test_outcomes_are_verbatim(self):
        texts = {one.code: one.text for one in self.document.outcomes}
        assert (
            texts["O12"] == "See the bigger picture, do not get bogged down in operational detail."
        )
        assert texts["O25"] == "Drive value-for-money services."
        assert texts["O1"] == texts["O9"] == "Share the Council's values."


class TestWorcester:
    document = WORCESTER

    def test_counts(self):
        themes = self.document.principles
        assert len(themes) == 5
        statements = [len(self.document.outcomes_of_principle(one.code)) for one in themes]
        assert statements == [5, 2, 4, 6, 5]
        assert kinds_of(self.document) == {
            "achievement": 9,
            "ambition": 13,
            "early priority": 28,
            "behaviour": 25,
        }
        behaviours = self.document.statements_of(StatementKind.BEHAVIOUR)
        assert Counter(one.group for one in behaviours) == {
            "On my watch": 5,
            "Commitment is earned": 5,
            "Customers pay our wages": 5,
            "Try something new": 5,
            "Tough love": 5,
        }

    def test_levels_have_the_councils_names(self):
        assert self.document.labels.principle.plural == "themes"
        assert self.document.labels.outcome.plural == "statements"
        assert self.document.purpose_label == "Our mission"

    def test_suggested_indicators_have_no_target(self):
        suggested = [one for one in self.document.indicators if one.code != "K16"]
        assert len(suggested) == 15
        assert {one.target for one in suggested} == {None}
        assert {one.good for one in suggested} == {None}
        assert Counter(one.measures for one in suggested) == {
            ("T1",): 3,
            ("T2",): 3,
            ("T3",): 3,
            ("T4",): 4,
            ("T5",): 2,
        }

    def test_what_the_product_knows_is_computed(self):
        computed = {one.code: one.computed for one in self.document.indicators if one.computed}
        assert computed == {"K14": Figure.ACTIONS_ON_TRACK, "K15": Figure.INDICATORS_ON_TRACK}

    def test_spend_goes_from_21_to_under_19_million(self):
        spend = self.document.indicators[-1]
        assert (spend.unit, spend.good) == (Unit.POUNDS, Good.DOWN)
        assert (spend.baseline, spend.target) == (Decimal(21_000_000), Decimal(19_000_000))
        assert spend.target_words.startswith("under £19m per annum")
        assert spend.target_date == self.document.term_end == date(2020, 3, 31)

    def test_words_are_verbatim(self):
        assert self.document.vision == "Achieving excellence in everything that we do"
        assert self.document.purpose == "Delivering excellent public services for Worcester"
        texts = {one.code: one.text for one in self.document.statements}
        assert texts["AC5"] == "We have implemented Pay Matters."
        assert texts["B22"] == "I'll go that extra mile"
        assert texts["EP1"] == "Produce Excellence Strategy"


class TestOxfordshire:
    document = OXFORDSHIRE

    def test_eight_workstreams(self):
        assert len(self.document.principles) == 8
        assert self.document.labels.principle.singular == "workstream"
        assert self.document.principles[6].title == "Community self-help/ Big Society"

    def test_savings_and_managers(self):
        savings, managers = self.document.indicators
        assert (savings.unit, savings.target) == (Unit.POUNDS, Decimal(200_000_000))
        assert savings.target_date == date(2015, 12, 31)
        assert (managers.unit, managers.target) == (Unit.PERCENT, Decimal(25))
        assert managers.target_date is None

    def test_the_rhythm_is_monthly_and_quarterly(self):
        rhythms = [(one.frequency, one.body) for one in self.document.rhythms]
        assert rhythms == [
            (Frequency.MONTHLY, "Each Directorate's leadership team"),
            (Frequency.QUARTERLY, "Business Strategy Group"),
        ]

    def test_the_report_form_names_posts_and_no_person(self):
        assert self.document.presented_to == "Strategy and Partnerships Scrutiny Committee"
        assert self.document.presented_on == date(2011, 7, 21)
        assert "Alexandra" not in text_of(FILES[2])


class TestDorset:
    document = DORSET

    def test_counts(self):
        assert len(self.document.principles) == 9
        assert kinds_of(self.document) == {"organisational characteristic": 10, "implication": 7}
        papers = [one for one in self.document.related if one.kind is RelatedKind.BACKGROUND_PAPER]
        assert len(papers) == 3

    def test_a_shadow_body_owns_it(self):
        assert self.document.owner == "Shadow Executive Committee"
        assert self.document.status is Status.DRAFT

    def test_every_characteristic_principle_and_implication_is_related(self):
        ends = {code for one in self.document.relations for code in (one.from_code, one.to_code)}
        expected = [one.code for one in self.document.principles + self.document.statements]
        assert ends == set(expected)
        assert all(one.reason for one in self.document.relations)

    def test_relations_are_many_to_many(self):
        starts = Counter(one.from_code for one in self.document.relations)
        ends = Counter(one.to_code for one in self.document.relations)
        assert max(starts.values()) > 1
        assert max(ends.values()) > 1

    def test_words_are_verbatim(self):
        assert self.document.principles[5].statement.startswith("using existing and emerging")
        sixth = self.document.statements_of(StatementKind.IMPLICATION)[5]
        assert sixth.heading == "Technology"
        assert sixth.text.startswith("the future model is highly dependent on improved technology")
        assert self.document.sections_at(Place.PRINCIPLES)[0].text == ""
