"""Who answers queries and questions, and who asks. The action asked for is led by the holder."""

from typing import Any
from uuid import uuid4

from actionplan.models import Entry
from actionplan.services.answering import ask_question, reply
from actionplan.services.speaking import Speaker
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
queries:action_queries      GET      302    200    200    200  200   200     200      404
queries:action_queries      POST     302    405    405    405  405   405     405      404
queries:query_answer        GET      302    403    200    403  403   403     200      404
queries:query_answer        POST     302    403    422    403  403   403     422      404
queries:question_ask        GET      302    403    403    403  200   403     403      404
queries:question_ask        POST     302    403    403    403  422   403     403      404
queries:question_reply      GET      302    403    200    403  403   403     200      404
queries:question_reply      POST     302    403    422    403  403   403     422      404
queries:answer_judge        GET      302    403    403    403  200   403     403      404
queries:answer_judge        POST     302    403    403    403  422   403     403      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A question that was asked; of one that is judged, its reply."""
    if name == "queries:query_answer":
        return {"code": "no-rating"}
    if name not in {"queries:question_reply", "queries:answer_judge"}:
        return {}
    slt, words = Speaker(cast.slt), "What is missing?"
    entry = ask_question(action=cast.undated, words=words, once=uuid4(), speaker=slt)
    if name == "queries:answer_judge":
        entry = _reply(cast, entry)
    return {"entry": entry.pk}


def _reply(cast: Cast, question: Entry) -> Entry:
    said, holder = "The depots.", Speaker(cast.owner)
    return reply(action=cast.undated, seen=question.pk, words=said, speaker=holder)
