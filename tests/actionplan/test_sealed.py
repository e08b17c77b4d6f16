"""The one text of a closed period: it comes back exactly, and every schema is read for ever."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from actionplan import document as doc
from actionplan.declared import Due, LastUpdate, Precision, Status
from actionplan.figures import figures_of
from actionplan.glossary import Term
from actionplan.key_lines import Rating
from actionplan.proofs.sealed import (
    BrokenSeal,
    Query,
    Sealed,
    as_reported,
    sealed_text,
    sha256_of,
    text_of,
    unsealed,
)

SAMPLES = Path(__file__).parent.parent / "data" / "seals"
DIGESTS = {
    1: "cd3702247cb44340fb23807b703f9cbaaf5c928c7cf920c6836a56aca80042fd",
    2: "5b601d9a0f4c220a29b5a2cb267eba99eee487cc22571b336ab712f643fb7761",
    3: "fa734554dd1eddadafd62f56feb157c34a7b2283d3340362f39a7daeaa1dd77d",
    4: "cc10058a5ec1a6b9c0013ed587d0ce14816b475bb5e355c502e228010afa7e68",
    5: "467b5cd3bd91ef86d8ddbcec24cc36ff41f1a0caccfed5de01bbb709507ed2e2",
}
MARCH = date(2023, 3, 31)
SPOKEN = LastUpdate(MARCH, MARCH, period="Q4 2022/23", post="Head of Law")
ACTIONS = (
    doc.Action("Review the constitution", "PR-1", rating="A", status=Status.IN_PROGRESS,
               due=Due("End of February", date(2023, 2, 28), Precision.MONTH),
               commentary="Begun: “two” workshops,\nspäte Worte 😀", accountable="Head of Law",
               last_update=SPOKEN),
    doc.Action("Train all councillors", "PR-2", rating="R",
               sub_actions=(doc.Action("Choose dates", "PR-3", status=Status.COMPLETE),),
               last_update=replace(SPOKEN, period="Q3 2022/23")),
)  # fmt: skip
QUERIES = (
    Query("past its date and green", "PR-1 is green and a month past its date.", "PR-1",
          (("due", "2023-02-28"), ("months", "1"))),
    Query("key", "The key has no definition of amber."),
)  # fmt: skip


def plan() -> doc.PlanDocument:
    one = doc.Recommendation("Decide in the open.", "1", actions=ACTIONS)
    loose = (doc.Action("Plant an orchard"),)
    themes = (doc.Theme("Governance", (one,)),)
    return doc.PlanDocument("Peer review", MARCH, key=KEY, themes=themes, loose_actions=loose)


KEY = (Rating("A", "Amber", "triangle", "amber"), Rating("R", "Red", "square", "red"))


def sealed() -> Sealed:
    heads = {"PR-1": "3 9f86d0", "PR-2": "1 60303a"}
    return replace(as_reported(plan(), MARCH, "Q4 2022/23"), queries=QUERIES, heads=heads)


def test_what_was_sealed_comes_back_exactly():
    text = text_of(sealed())
    assert unsealed(text, sha256_of(text)) == sealed()
    assert text_of(unsealed(text, sha256_of(text))) == text


def test_figures_are_locked_with_who_has_not_updated():
    figures = sealed().figures
    assert (figures.total, figures.complete, figures.open) == (4, 1, 3)
    assert (figures.past_date, figures.not_updated, figures.as_at) == (1, 2, MARCH)
    assert figures.by_rating == Counter({"A": 1, "R": 1, None: 2})
    assert [one.total for one in sealed().sections] == [3, 1]
    assert as_reported(plan(), MARCH).figures == figures_of(plan())


def test_any_other_byte_is_found():
    text = text_of(sealed())
    with pytest.raises(BrokenSeal, match="digest does not fit"):
        unsealed(text.replace("Begun", "Ended"), sha256_of(text))
    later = text.replace('"seal":5', '"seal":6')
    with pytest.raises(BrokenSeal, match="another version"):
        unsealed(later, sha256_of(later))


def test_a_document_alone_can_be_sealed():
    text = sealed_text(plan(), MARCH)
    found = unsealed(text, sha256_of(text))
    assert (found.document, found.queries, found.heads) == (plan(), (), {})


def test_the_first_schema_can_be_read_for_ever():
    found = unsealed(SAMPLES.joinpath("schema-1.json").read_text(encoding="utf-8"), DIGESTS[1])
    first, second = found.document.actions()
    assert (first.reference, first.rating, first.status) == ("PR-1", "A", Status.IN_PROGRESS)
    assert first.due == Due("End of June 2023", date(2023, 6, 30), Precision.MONTH)
    assert (first.commentary, first.extras) == (
        "Begun.\nTwo “workshops” held.",
        (("Cost", "£500"),),
    )
    assert second.title == "Plant an orchard"
    assert found.figures == figures_of(found.document)


def test_the_second_schema_can_be_read_for_ever():
    text = SAMPLES.joinpath("schema-2.json").read_text(encoding="utf-8")
    assert unsealed(text, DIGESTS[2]) == sealed()


def test_the_third_schema_says_how_queries_were_answered_and_can_be_read_for_ever():
    text = SAMPLES.joinpath("schema-3.json").read_text(encoding="utf-8")
    assert unsealed(text, DIGESTS[3]) == answered()


def test_the_fourth_schema_has_the_glossary_and_can_be_read_for_ever():
    text = SAMPLES.joinpath("schema-4.json").read_text(encoding="utf-8")
    assert unsealed(text, DIGESTS[4]) == explained()


def test_the_fifth_schema_knows_the_end_of_the_lines_and_can_be_read_for_ever():
    text = SAMPLES.joinpath("schema-5.json").read_text(encoding="utf-8")
    assert unsealed(text, DIGESTS[5]) == replace(explained(), lines="12 a3f5c1")


def explained() -> Sealed:
    terms = (Term("MTFS", "Medium Term Financial Strategy"), Term("Call-in", "", "A second look."))
    return replace(answered(), glossary=terms)


def answered() -> Sealed:
    given = replace(QUERIES[0], state="Asked again", reason="The clerk was ill.", note="Who acts?")
    return replace(sealed(), queries=(given, QUERIES[1]))
