"""No exempt word is left in the bytes of any public file, also where they are packed."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pikepdf
import pytest

from actionplan.declared import Due, LastUpdate, Moment, Proposal, Response, Revision, Status, Step
from actionplan.document import Action, Narrative
from actionplan.public.redacting import FIELDS, redact
from actionplan.reporting.calendar import write_ics
from actionplan.reporting.rows import rows_of
from actionplan.reporting.writers import WRITERS
from actionplan.wording import worded
from tests.pdf_reading import Reading
from tests.reporting.plans import real_plan, report

SECRET = "Quillfeather"
DUE = Due(f"When {SECRET} signs", date(2023, 9, 30))
WRITE = {kind: writer.write for kind, writer in WRITERS.items()} | {"ics": write_ics}


def secretive(action: Action) -> Action:
    """The action with a word in every text it has."""
    day = real_plan().as_at
    assert day
    return replace(
        action,
        title=f"{SECRET}: {action.title}",
        status=Status.IN_PROGRESS,
        steps=(Step(f"Ask {SECRET}"),),
        due=DUE,
        first_due=DUE,
        revisions=(Revision(DUE, DUE, SECRET, SECRET),),
        completed=Moment(day),
        commentary=f"{SECRET} answered",
        accountable=f"{SECRET} Manager",
        delivery=(f"{SECRET} Officer",),
        last_update=LastUpdate(day, day, None, f"{SECRET} Manager"),
        extras=((f"{SECRET}", SECRET),),
        proposed=Proposal(DUE, SECRET, day, f"{SECRET} Manager"),
        reported=f"What {SECRET} answered, in other words",
    )


def marked(*fields: str):
    """The real plan, its first action secret and exempt, with what was said of it beside."""
    plan = real_plan()
    theme = plan.themes[0]
    first = theme.recommendations[0]
    row = replace(secretive(first.actions[0]), exempt_paragraph="paragraph 3", exempt_fields=fields)
    said = Narrative(f"We wait for {SECRET}.", "A", "Chief Executive")
    first = replace(
        first,
        actions=(row, *first.actions[1:]),
        narrative=said,
        response=Response.PARTLY,
        response_reason=f"Not before {SECRET} signs",
    )
    theme = replace(theme, recommendations=(first, *theme.recommendations[1:]))
    return replace(plan, themes=(theme, *plan.themes[1:]), narrative=said)


def unpacked(content: bytes) -> bytes:
    """The bytes as they are, and every part of them that was packed."""
    parts = [content]
    if content[:4] == b"%PDF":
        parts += pdf_parts(content)
    elif content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts += [file.read(name) for name in file.namelist()]
    return b"\n".join(parts)


def pdf_parts(content: bytes) -> list[bytes]:
    """Streams, strings and the text that is painted."""
    parts = [page.encode() for page in Reading(content).page_words]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Stream):
                parts.append(one.read_bytes())
            parts += [str(word).encode() for word in strings(one)]
    return parts


def strings(value: object, depth: int = 0):
    """Every string of an object that stands in it directly."""
    if isinstance(value, pikepdf.String):
        yield value
    elif depth < 4 and isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        for _, one in value.items():
            yield from strings(one, depth + 1)
    elif depth < 4 and isinstance(value, pikepdf.Array):
        for one in list(value):
            yield from strings(one, depth + 1)


def says(content: bytes) -> bool:
    squeezed = re.sub(rb"[\s\x00]", b"", unpacked(content)).lower()
    return SECRET.lower().encode() in squeezed


@pytest.mark.parametrize("fields", [(), tuple(FIELDS)], ids=["whole row", "every field"])
@pytest.mark.parametrize("kind", WRITE)
def test_private_file_has_the_words_and_the_public_one_does_not(kind, fields):
    """The first half shows that the search can find them."""
    document = marked(*fields)
    assert says(WRITE[kind](report(document)))
    public = redact(document)
    made = WRITE[kind](report(public.document, note=public.sentence))
    assert not says(made)
    hidden = len(list(rows_of(document))) - len(list(rows_of(public.document)))
    assert hidden == (0 if fields else 1)


@pytest.mark.parametrize("beside", ["narrative", "response_reason", "reported"])
@pytest.mark.parametrize("kind", ["html", "docx", "json", "xlsx"])
def test_what_is_said_beside_a_row_is_found_by_itself(kind, beside):
    """Each of them alone is in the private file and, however little is marked, in no public one."""
    document = only(beside)
    assert says(WRITE[kind](report(document if kind == "json" else worded(document))))
    assert not says(WRITE[kind](report(redact(document).document)))


def only(beside: str):
    """The plan with the word in one place: beside a row of which the commentary is exempt."""
    plan = real_plan()
    first = plan.themes[0].recommendations[0]
    row = replace(first.actions[0], exempt_paragraph="paragraph 3", exempt_fields=("commentary",))
    if beside == "reported":
        row = replace(row, reported=f"{SECRET} answered")
    elif beside == "narrative":
        first = replace(first, narrative=Narrative(SECRET, "A"))
    else:
        first = replace(first, response=Response.DECLINED, response_reason=SECRET)
    first = replace(first, actions=(row, *first.actions[1:]))
    theme = replace(plan.themes[0], recommendations=(first, *plan.themes[0].recommendations[1:]))
    return replace(plan, themes=(theme, *plan.themes[1:]))


def test_every_mark_of_one_field_hides_that_field_in_data():
    """CSV and JSON hold every field there is, so what they do not hold no file holds."""
    everything = redact(marked(*FIELDS)).document
    for kind in ("csv", "json"):
        assert not says(WRITE[kind](report(everything)))
