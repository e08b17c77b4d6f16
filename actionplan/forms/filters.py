"""The filters of the plan page, as they stand in its address."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from actionplan.declared import Status
from actionplan.forms.parts_shown import PARTS, part_condition, part_in_words
from actionplan.models import Lead, Plan
from actionplan.models.action import ActionQuerySet
from actionplan.needs import ASKED_FOR, IN_WORDS, Need
from actionplan.queries.about_actions import answered_to, asks_its_lead
from actionplan.queries.cells import Ground
from actionplan.queries.conditions import (
    due_in_force,
    held_posts,
    is_done,
    is_open,
    led_by,
    referred_to,
)
from actionplan.queries.promises import completed_from
from actionplan.queries.questions import is_asked_a_question
from actionplan.rules.answers import State
from actionplan.words import NOT_RATED, NOT_STATED, status_words
from council import clock
from council.models import Post
from council.scope import Scope

NONE = "none"
# What stands in the data of every step and is no word of it.
STEP_DATA = ("words", "state", "null", "open", "done")
ANSWERED = {"answered": State.ANSWERED, "accepted": State.ACCEPTED}
SMALL = "govuk-checkboxes--small"
SORTS = {
    "": "Plan order",
    "due": "Due date, earliest first",
    "rating": "RAG, worst first",
    "updated": "Last update, oldest first",
}


class FilterForm(forms.Form):
    """Rating, status, overdue, mine, post, words, a need, a part of the plan; and the order.

    All may be left out. A part (a recommendation, a theme, a service area, the post that answers)
    is chosen on the dashboard by a figure that opens its rows, and stays while others are chosen.
    """

    q = forms.CharField(label="Words", required=False, max_length=200)
    rating = forms.MultipleChoiceField(
        label="RAG", required=False, widget=forms.CheckboxSelectMultiple(attrs={"class": SMALL})
    )
    status = forms.ChoiceField(required=False)
    post = forms.ModelChoiceField(
        Post.objects.none(), label="Lead", required=False, empty_label="Any lead"
    )
    due = forms.ChoiceField(
        label="Due",
        required=False,
        choices=[
            ("", "Any due date"),
            ("past", "Past its date"),
            ("none", "Open without a date"),
            ("ahead", "Open and dated ahead"),
        ],
    )
    need = forms.ChoiceField(
        label="Needs attention", required=False, choices=[("", "Anything"), *IN_WORDS.items()]
    )
    mine = forms.BooleanField(label="Led by my posts", required=False)
    no_lead = forms.BooleanField(label="Without a lead", required=False)
    silent = forms.BooleanField(label="Open, no update this period", required=False)
    queried = forms.ChoiceField(
        label="Queries",
        required=False,
        choices=[
            ("", "With or without a query"),
            ("on", "With a query to its lead"),
            ("unanswered", "Query not answered, or asked again"),
            ("answered", "Query answered, not accepted yet"),
            ("accepted", "Answer accepted"),
            ("question", "Question from SLT, not answered"),
        ],
    )
    counted = forms.BooleanField(label="Counted in totals", required=False)
    sort = forms.ChoiceField(label="Order", required=False, choices=list(SORTS.items()))

    recommendation = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)
    theme = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)
    area = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)
    answers = forms.CharField(required=False, max_length=9, widget=forms.HiddenInput)
    promise = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    week = forms.CharField(required=False, max_length=10, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, plan: Plan, scope: Scope) -> None:
        super().__init__(data, auto_id="filter_%s")
        self.plan = plan
        self.scope = scope
        ratings = [(rating.letter, rating.word) for rating in plan.ratings]
        statuses = [(status.value, status_words(status)) for status in Status]
        self.fields["rating"].choices = [*ratings, (NONE, NOT_RATED)]  # type: ignore[attr-defined]
        self.fields["status"].choices = [  # type: ignore[attr-defined]
            ("", "Any status"),
            ("open", "Open"),
            ("done", "Complete or business as usual"),
            *statuses,
            (NONE, NOT_STATED),
        ]
        if not plan.asks_confidence:
            self.fields["need"].choices = [  # type: ignore[attr-defined]
                ("", "Anything"),
                *((need, words) for need, words in IN_WORDS.items() if need not in ASKED_FOR),
            ]
        self.fields["post"].queryset = posts_of(plan)  # type: ignore[attr-defined]

    @property
    def ticks(self) -> list[forms.BoundField]:
        """The filters that are ticked or not."""
        return [self[name] for name in ("mine", "no_lead", "silent", "counted")]

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set and make sense; others are as if left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def is_filtering(self) -> bool:
        """Whether anything but the order is chosen."""
        return bool(set(self.chosen) - {"sort"})

    @property
    def parts(self) -> list[forms.BoundField]:
        """The parts of the plan that are chosen, to be sent again with other filters."""
        return [self[name] for name in PARTS if name in self.chosen]

    @property
    def parts_in_words(self) -> list[str]:
        """The same as a person reads them: a query for each."""
        chosen = ((name, self.chosen[name]) for name in PARTS if name in self.chosen)
        return [part_in_words(self.plan, *one) for one in chosen]

    @property
    def order(self) -> str:
        """The order: a key of SORTS."""
        return self.chosen.get("sort", "")

    def apply(self, actions: ActionQuerySet) -> ActionQuerySet:
        """The actions that match every filter."""
        conditions: dict[str, Callable[[Any], Q]] = {
            "q": self._words,
            "rating": self._rating,
            "status": self._status,
            "post": lambda post: led_by(Q(post=post), self.scope.today),
            "due": self._due,
            "mine": lambda _: led_by(Q(post__in=held_posts(self.scope)), self.scope.today),
            "no_lead": lambda _: ~led_by(Q(), self.scope.today),
            "silent": lambda _: is_open() & self._no_update(),
            "queried": self._queried,
            "counted": lambda _: Q(counts_in_totals=True),
            "need": lambda need: Ground([self.plan], self.scope.today).rows(Need(need)),
        }
        for part in PARTS:
            conditions[part] = self._part(part)
        actions = actions.alias(due_in_force=due_in_force(), completed_from=completed_from())
        for name, value in self.chosen.items():
            if name in conditions:
                actions = actions.filter(conditions[name](value))
        return actions

    def _part(self, part: str) -> Callable[[str], Q]:
        return lambda value: part_condition(part, value, self.scope.today)

    def _words(self, words: str) -> Q:
        """Every word somewhere in the action's own words, its commentary or its reference."""
        condition = Q()
        for word in words.split():
            here = Q(title__icontains=word) | Q(latest__commentary__icontains=word)
            here |= Q(recommendation__wording__icontains=word)
            if not any(word.casefold() in key for key in STEP_DATA):
                here |= Q(steps__icontains=word)
            prefix, _, number = word.rpartition("-")
            if number.isdecimal() and number.isascii() and len(number) < 10:
                here |= referred_to(prefix.upper(), int(number))
            condition &= here
        return condition

    def _rating(self, letters: list[str]) -> Q:
        condition = Q(latest__rating__in=[letter for letter in letters if letter != NONE])
        if NONE in letters:
            condition |= Q(latest=None) | Q(latest__rating="")
        return condition

    def _status(self, status: str) -> Q:
        if status == "open":
            return is_open()
        if status == "done":
            return is_done()
        if status == NONE:
            return Q(latest=None) | Q(latest__status="")
        return Q(latest__status=status)

    def _due(self, when: str) -> Q:
        if when == "none":
            return is_open() & Q(due_in_force=None)
        if when == "past":
            return is_open() & Q(due_in_force__lt=self.scope.today)
        return is_open() & Q(due_in_force__gte=self.scope.today)

    def _queried(self, how: str) -> Q:
        today = self.scope.today
        if how == "question":
            return is_asked_a_question()
        if how in ANSWERED:
            return answered_to(today, ANSWERED[how])
        return asks_its_lead(today, unanswered=how == "unanswered")

    def _no_update(self) -> Q:
        period = getattr(self.plan, "open_period_id", None)
        return Q(latest=None) | Q(latest__period=None) | ~Q(latest__period=period)


def posts_of(plan: Plan) -> QuerySet[Post]:
    """The posts that lead anything in the plan, by title."""
    leads = Lead.objects.on(clock.today()).filter(post=OuterRef("pk"))
    leads = leads.filter(Q(action__plan=plan) | Q(recommendation__plan=plan))
    return Post.objects.filter(Exists(leads), council=plan.council_id)
