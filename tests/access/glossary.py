"""Who may see and change a council's glossary."""

from typing import Any

from actionplan.models import GlossaryTerm
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
glossary:term_list          GET      302    403    403    403  403   403     200      404
glossary:term_list          POST     302    405    405    405  405   405     405      404
glossary:term_add           GET      302    403    403    403  403   403     200      404
glossary:term_add           POST     302    403    403    403  403   403     422      404
glossary:term_edit          GET      302    403    403    403  403   403     200      404
glossary:term_edit          POST     302    403    403    403  403   403     422      404
glossary:term_remove        GET      302    403    403    403  403   403     200      404
glossary:term_remove        POST     302    403    403    403  403   403     409      404
"""


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A term of the council."""
    if name not in {"glossary:term_edit", "glossary:term_remove"}:
        return {}
    made, _ = GlossaryTerm.objects.get_or_create(
        council=cast.council, term="SLT", defaults={"in_full": "Senior Leadership Team"}
    )
    return {"term": made.pk}
