"""Advice on the words of an update, with what is known about its plan and its council."""

import re

from django.db.models import Q

from actionplan.advice import advice_on, unexplained
from actionplan.models import Action, GlossaryTerm
from actionplan.queries.json_rows import JsonRows
from council.models import Membership, Person

# "Sam Lee", also "Mary de Vries": a capital, small words at most, another capital.
# It begins once a word, and a word of a name has an end: what is typed may be one long word.
MAYBE_NAMED = re.compile(r"(?<!\w)[^\W\d_a-z]\S{0,80}(?:\s+[a-z]{1,3}){0,2}\s+[^\W\d_a-z]\S")
WORKS = (
    Q(is_officer=True)
    | Q(is_slt=True)
    | Q(is_democratic_services=True)
    | Q(is_plan_manager=True)
    | Q(is_system_administrator=True)
)


def known_words(council: int, words: str) -> dict[str, JsonRows]:
    """What is known of a council, to be read beside the action of which ``words`` are said.

    Its terms only where there are initials to explain: its documents explain them. Its people only
    where two words in a row could be somebody's name. For a queryset of actions; no query of its
    own.
    """
    found = {}
    if unexplained(words):
        found["known_terms"] = JsonRows(GlossaryTerm.objects.filter(council=council), "term")
    if MAYBE_NAMED.search(words):
        works = Membership.objects.filter(WORKS, council=council)
        found["known_people"] = JsonRows(works.order_by(), "person__name")
    return found


def advice_for(action: Action, words: str, by: Person) -> list[str]:
    """What a reader would stumble over in what ``by`` says of an action.

    Readers are not among the people who are known: councillors hold public office, and are named
    (ADR 45). A first name alone, or an account without a name, says too little to be taken for a
    person. The action was read with ``known_words``.
    """
    names = [name for (name,) in getattr(action, "known_people", ()) if " " in name.strip()]
    terms = [term for (term,) in getattr(action, "known_terms", ())]
    return advice_on(words, guide=action.plan.words_guide, people=[str(by), *names], terms=terms)
