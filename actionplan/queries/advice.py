"""Advice on the words of an update, with what is known about its plan and its council."""

from actionplan.advice import advice_on, unexplained
from actionplan.models import Action
from actionplan.queries.glossary import glossary_of
from council.models import Person


def advice_for(action: Action, words: str, by: Person) -> list[str]:
    """What a reader would stumble over in what ``by`` says of an action.

    The council's terms are known: its documents explain them. They are asked for, in one query,
    only where there are initials to explain.
    """
    council = action.plan.council_id
    terms = [one.term for one in glossary_of(council)] if unexplained(words) else []
    return advice_on(words, guide=action.plan.words_guide, people=[str(by)], terms=terms)
