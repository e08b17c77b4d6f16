"""No exempt word is left in the bytes of any public file, also where they are packed."""

import io
import re
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from actionplan.document import Action, Due, LastUpdate, Moment, Proposal, Revision, Step
from actionplan.redacting import FIELDS, redact
from actionplan.reporting.calendar import write_ics
from actionplan.reporting.rows import rows_of
from actionplan.reporting.writers import WRITERS
from tests.pdf_reading import Reading
from tests.reporting.plans import real_plan, report

SECRET = "Quillfeather"
DUE = Due(f"When {SECRET} signs", None)
WRITE = {kind: writer.write for kind, writer in WRITERS.items()} | {"ics": write_ics}


def secretive(action: Action) -> Action:
    """The action with a word in every text it has."""
    day = real_plan().as_at
    assert day
    return replace(
        action,
        title=f"{SECRET}: {action.title}",
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
    )


def marked(*fields: str):
    """The real plan, its first action secret and exempt."""
    plan = real_plan()
    theme = plan.themes[0]
    first = theme.recommendations[0]
    row = replace(secretive(first.actions[0]), exempt_paragraph="paragraph 3", exempt_fields=fields)
    first = replace(first, actions=(row, *first.actions[1:]))
    theme = replace(theme, recommendations=(first, *theme.recommendations[1:]))
    return replace(plan, themes=(theme, *plan.themes[1:]))


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


@pytest.mark.parametrize("kind", WRITE)
def test_private_file_has_the_words_and_the_public_one_does_not(kind):
    """The first half shows that the search can find them."""
    fields = () if kind in {"pdf", "docx"} else tuple(FIELDS)
    document = marked(*fields)
    if kind != "ics":  # a feed has dates, and this one has none
        assert says(WRITE[kind](report(document)))
    public = redact(document)
    made = WRITE[kind](report(public.document, note=public.sentence))
    assert not says(made)
    hidden = len(list(rows_of(document))) - len(list(rows_of(public.document)))
    assert hidden == (0 if fields else 1)


def test_every_mark_of_one_field_hides_that_field_in_data():
    """CSV and JSON hold every field there is, so what they do not hold no file holds."""
    everything = redact(marked(*FIELDS)).document
    for kind in ("csv", "json"):
        assert not says(WRITE[kind](report(everything)))
