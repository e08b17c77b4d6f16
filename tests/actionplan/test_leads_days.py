"""Any sequence of changes keeps the rules of leads on every day, and the register tells all."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.leading.days import Days, Rota, joined, without
from actionplan.models import Action, Change, Lead
from actionplan.services.leads import LeadChange, relead, set_leads
from actionplan.services.register import Why
from council.versions import CannotEdit
from tests import factories

TODAY = date(2023, 6, 30)
WHY = Why("Agreed with the directors")
FIRST = TODAY - timedelta(days=8)
WATCHED = [FIRST + timedelta(days=number) for number in range(30)]
POSTS = ("Head of Finance", "Head of Housing", "Head of Planning")


# ---- arithmetic on days

a_day = st.integers(0, 20).map(lambda number: TODAY + timedelta(days=number))
a_span = st.one_of(
    st.lists(a_day, min_size=2, max_size=2).map(lambda pair: Days(min(pair), max(pair))),
    a_day.map(lambda first: Days(first=first)),
    a_day.map(lambda last: Days(last=last)),
    st.just(Days()),
)
DAYS = [TODAY + timedelta(days=number) for number in range(-1, 23)]


def on(spans):
    return {day for day in DAYS for span in spans if span.first <= day <= span.last}


@given(st.lists(a_span, max_size=5))
def test_joined_spans_have_the_same_days_and_gaps_between_them(spans):
    made = joined(spans)
    assert on(made) == on(spans)
    for one, other in pairwise(made):
        assert one.last + timedelta(days=1) < other.first


@given(st.lists(a_span, max_size=5), a_span)
def test_what_is_cut_out_is_gone_and_nothing_else(spans, cut):
    assert on(without(spans, cut)) == on(spans) - on([cut])


def test_who_becomes_accountable_takes_the_place_of_whoever_was_for_those_days():
    rota = Rota([(("accountable", 1), Days(), 1)])
    july = Days(date(2023, 7, 1), date(2023, 7, 31))
    rota.lead("accountable", 2, july)
    assert rota.days["accountable", 2] == [july]
    assert rota.days["accountable", 1] == [Days(last=TODAY), Days(first=date(2023, 8, 1))]


# ---- any sequence of changes

an_index = st.integers(0, len(POSTS) - 1)
some = st.lists(an_index, max_size=2, unique=True)
a_start = st.integers(0, 15).map(lambda number: FIRST + timedelta(days=number))
a_change = st.one_of(
    st.fixed_dictionaries({"accountable": st.lists(an_index, max_size=1), "day": a_start}),
    st.fixed_dictionaries({"delivery": some, "day": a_start}),
    st.fixed_dictionaries({"add": some, "remove": some, "day": a_start}),
    st.fixed_dictionaries(
        {"accountable": st.lists(an_index, max_size=1), "delivery": some, "day": a_start}
    ),
    st.fixed_dictionaries({"old": an_index, "new": an_index, "day": a_start}),
)


def who_leads(action):
    """Kinds and posts of every watched day, in order."""
    rows = sorted(action.leads.all(), key=lambda row: (row.kind, row.order))
    return {day: [(r.kind, r.post_id) for r in rows if r.holds_on(day)] for day in WATCHED}


@pytest.mark.django_db
class TestAnySequence:
    @settings(max_examples=25, deadline=None)
    @given(st.lists(a_change, min_size=1, max_size=6))
    def test_keeps_the_rules_on_every_day(self, changes):
        with transaction.atomic():
            self._play(changes)
            transaction.set_rollback(True)

    def _play(self, changes):
        council = factories.council()
        by = factories.member(council)
        self.posts = [factories.post(council, title) for title in POSTS]
        action = factories.action(factories.plan(council), accountable=self.posts[0])
        for change in changes:
            self._one(action, by, change)

    def _one(self, action: Action, by, change):
        before, lines = who_leads(action), action.plan.changes.count()
        refusal = self._do(action, by, change)
        after = who_leads(action)
        if refusal:
            assert "or a later one" in refusal
            assert after == before
            return
        for day, leads in after.items():
            assert sum(kind == "accountable" for kind, _ in leads) <= 1, day
            assert len({post for _, post in leads}) == len(leads), day
            assert day >= change["day"] or set(leads) == set(before[day]), "the past has changed"
        new = Change.objects.filter(plan=action.plan)[: action.plan.changes.count() - lines]
        assert len(new) == (after != before)
        assert all(line.action == action and line.details for line in new)
        assert all(line.effective_on == change["day"] for line in new)
        self._as_asked(change, after)

    def _do(self, action, by, change):
        """Make the change; the sentence with which it is refused, or ""."""
        try:
            self._change(action, by, change)
        except CannotEdit as error:
            return str(error)
        return ""

    def _change(self, action, by, change):
        day = change["day"]
        if "old" in change:
            leads = action.leads.filter(post=self.posts[change["old"]])
            relead(leads=leads, new=self.posts[change["new"]], by=by, why=WHY, day=day)
            return
        chosen = {
            name: [self.posts[index] for index in change[name]]
            for name in ("accountable", "delivery", "add", "remove")
            if name in change
        }
        add, remove = chosen.pop("add", ()), chosen.pop("remove", ())
        change = LeadChange(action, chosen, add, remove)
        set_leads(plan=action.plan, changes=[change], by=by, why=WHY, day=day)

    def _as_asked(self, change, after):
        """From the day on for ever it is as it was asked for."""
        for day in (day for day in WATCHED if day >= change["day"]):
            for kind, post in [
                ("accountable", self.posts[index].pk) for index in change.get("accountable", [])
            ]:
                assert (kind, post) in after[day]
            if change.get("accountable") == []:
                assert not [kind for kind, _ in after[day] if kind == "accountable"]
            if "old" in change and change["old"] != change["new"]:
                assert self.posts[change["old"]].pk not in {post for _, post in after[day]}


def test_words_of_a_lead_say_its_days():
    ended = Lead(until=TODAY - timedelta(days=1))
    to_come = Lead(since=TODAY + timedelta(days=1))
    lasting = Lead(since=TODAY, until=TODAY)
    assert [lead.holds_on(TODAY) for lead in (ended, to_come, lasting)] == [False, False, True]
