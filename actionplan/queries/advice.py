"""Advice on the words of an update, with what is known about its plan and its council."""

import re

from django.db.models import Q

from actionplan.advice import advice_on, unexplained
from actionplan.models import Action
from actionplan.queries.glossary import glossary_of
from council.models import Membership, Person

# "Sam Lee", also "Mary de Vries": a capital, small words at most, another capital.
MAYBE_NAMED = re.compile(r"[^\W\d_a-z]\S*(?:\s+[a-z]{1,3}){0,2}\s+[^\W\d_a-z]\S")
WORKS = (
    Q(is_officer=True)
    | Q(is_slt=True)
    | Q(is_democratic_services=True)
    | Q(is_plan_manager=True)
    | Q(is_system_administrator=True)
)


def advice_for(action: Action, words: str, by: Person) -> list[str]:
    """What a reader would stumble over in what ``by`` says of an action.

    The council's terms are known: its documents explain them. They are asked for, in one query,
    only where there are initials to explain; its people only where two words in a row could be
    somebody's name.
    """
    council = action.plan.council_id
    terms = [one.term for one in glossary_of(council)] if unexplained(words) else []
    return advice_on(
        words, guide=action.plan.words_guide, people=_people(council, words, by), terms=terms
    )


def _people(council: int, words: str, by: Person) -> list[str]:
    """Names in full of whoever writes and of all who work, or worked, for the council.

    Readers are left out: councillors hold public office, and are named (ADR 45). A first name
    alone, or an account without a name, says too little to be taken for a person.
    """
    if not MAYBE_NAMED.search(words):
        return [str(by)]
    known = Membership.objects.filter(WORKS, council=council).values_list("person__name", flat=True)
    return [str(by), *(name for name in known.order_by() if " " in name.strip())]
