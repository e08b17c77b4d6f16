"""A heading whose brackets matter: "RAG (previous)" is never this period's rating."""

import pytest

from actionplan.importing.heading_names import named
from actionplan.importing.synonyms import Field


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("RAG (previous)", Field.OTHER_RATING),
        ("BRAG (last quarter)", Field.OTHER_RATING),
        ("RAG (current)", Field.RATING),
        ("RAG (see key)", Field.RATING),
        ("Owner(s)", Field.LEAD),
    ],
)
def test_brackets_that_make_a_name_of_their_own_count(heading: str, field: Field) -> None:
    scores = named(heading)
    assert max(scores, key=lambda one: scores[one]) is field
