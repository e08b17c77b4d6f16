"""Word files that we wrote, read by the headings of their tables, as far as they show the plan.

One is known by the stamp in it. Each cell is compared with what was written there; what nobody has
changed is as it went out, also what the file does not show.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from actionplan.document import PlanDocument
from actionplan.due import read_due
from actionplan.importing.archive import Archive
from actionplan.importing.grid import Paragraph, Source
from actionplan.importing.grid import Row as SourceLine
from actionplan.importing.notes import Note, Reading
from actionplan.importing.own_cells import OwnRow, flat, norm
from actionplan.importing.own_reading import reading_of
from actionplan.importing.own_returns import form_rows, returned
from actionplan.importing.own_sent import Sent, sent_rows
from actionplan.importing.package import load
from actionplan.importing.text import paragraph
from actionplan.reporting import columns as c
from actionplan.reporting.cells import Line
from actionplan.reporting.rows import Row
from actionplan.reporting.word_cells import (
    HEADINGS,
    PART_OF,
    REMARKS,
    STAMP_NAMESPACE,
    WORD_LEAD,
    cells_of,
    heading_of,
    lines_under,
)
from actionplan.stamped import StampKind, unpacked
from actionplan.words import NOT_RATED, STATUS_WORDS
from council.hostile import cleaned, readable

# What the columns say, by the headings of a workbook.
SAID = (
    c.REF,
    c.PART_OF,
    c.ACTION,
    c.STEPS,
    c.LEAD,
    c.DELIVERY,
    c.TIMESCALE,
    c.PRIORITY,
    c.RAG,
    c.DUE,
    c.STATUS,
    c.COMMENTARY,
)
STATUS_LINES = frozenset(STATUS_WORDS.values())
NOT_TAKEN = (
    "This is not what went out above the table of {}. Only the tables are taken back: change a "
    "recommendation in the product."
)


def word_stamp(archive: Archive) -> str:
    """The text of the stamp in a Word file, or nothing."""
    for name in archive.parts:
        if name.startswith("customXml/item") and "Props" not in name:
            root = load(archive, name)
            if root.tag == f"{{{STAMP_NAMESPACE}}}stamp":
                return root.text or ""
    return ""


def read_own_word(source: Source) -> Reading | None:
    """The plan in a Word file of ours, whose rows and stamp ``source`` has; None for another's."""
    stamp = unpacked(source.stamp) if source.stamp else None
    if stamp and stamp.kind is StampKind.RETURN:
        form = list(form_rows(source.rows))
        return returned(stamp, form, source.stamp) if form else None
    rows = list(own_rows(source.rows))
    if stamp is None or not rows:
        return None
    sent = sent_rows(stamp.document, lambda clean: partial(written, document=clean))
    placed = list(settled(rows, sent))
    notes = list(changed_lines(source.rows, stamp.document))
    return reading_of(sent, (SAID, placed), notes, source.stamp)


def own_rows(lines: Iterable[SourceLine]) -> Iterator[tuple[int, OwnRow]]:
    """The rows of our tables, each with the number of its table."""
    table, headings = 0, list[str]()
    for line in lines:
        said = [flat(cell.text) for cell in line.cells] if line.table else []
        if tuple(said[: len(HEADINGS)]) == HEADINGS:
            table, headings = line.table, said
        elif line.table and line.table == table and line.filled:
            cells = zip(headings, (cell.filled for cell in line.cells), strict=False)
            yield table, OwnRow(line.where, words_of(cells))


def written(row: Row, document: PlanDocument) -> dict[str, str]:
    """What a row said when it was written, as it would be read."""
    cells = cells_of(row, document)
    return words_of((heading, list(map(as_read, lines))) for heading, lines in cells.items())


def as_read(line: Line) -> Paragraph:
    """A line that we write, as a reader finds it."""
    return paragraph(line.words, bullet=line.kind == "bullet")


# Cells of the table, under the headings of a workbook, which says the same in more columns.


def words_of(cells: Iterable[tuple[str, Sequence[Paragraph]]]) -> dict[str, str]:
    """The words of a row by the headings of a workbook."""
    words: dict[str, str] = {}
    for heading, found in cells:
        lines = [one for one in found if one.text]
        parts = PARTED[heading](lines) if heading in PARTED else {heading: lines}
        words |= {name: norm("\n".join(one.text for one in its)) for name, its in parts.items()}
    return words


Lines = Sequence[Paragraph]


def reference(lines: Lines) -> dict[str, Lines]:
    """The reference, and of what the action is a part."""
    rest = [Paragraph(one.text.removeprefix(PART_OF)) for one in lines[1:]]
    return {c.REF: lines[:1], c.PART_OF: rest}


def action(lines: Lines) -> dict[str, Lines]:
    """The wording, and the steps, which are the items of a list; remarks are left out."""
    said = [one for one in lines if not one.text.startswith(REMARKS)]
    steps = [one for one in said if one.bullet]
    return {c.ACTION: [one for one in said if not one.bullet], c.STEPS: steps}


def leads(lines: Lines) -> dict[str, Lines]:
    """The accountable lead first, then who delivers."""
    return {c.LEAD: lines[:1], c.DELIVERY: lines[1:]}


def rating(lines: Lines) -> dict[str, Lines]:
    """The rating; "Not rated" is none."""
    return {c.RAG: [one for one in lines if one.text != NOT_RATED]}


def due(lines: Lines) -> dict[str, Lines]:
    """The due words, and the status where the last line is one."""
    stated = lines[-1:] if lines and lines[-1].text in STATUS_LINES else []
    return {c.DUE: lines[: len(lines) - len(stated)], c.STATUS: stated}


PARTED: Mapping[str, Callable[[Lines], dict[str, Lines]]] = {
    c.REF: reference,
    c.ACTION: action,
    WORD_LEAD: leads,
    c.RAG: rating,
    c.DUE: due,
}


# What a row means where it does not say it in so many words.


def settled(rows: Sequence[tuple[int, OwnRow]], sent: Sent) -> Iterator[OwnRow]:
    """The rows with their recommendation, if they are new, and with date and status set apart."""
    matched = sent.matched([row for _, row in rows])
    known = {id(row): sent.rows[place] for place, row in matched.items()}
    groups = {table: known[id(row)].group for table, row in rows if id(row) in known}
    given = list(sent.document.recommendations())
    for table, row in rows:
        went_out = known.get(id(row))
        group = groups.get(table)
        if went_out:
            yield replace(row, words={**row.words, **date_and_status(row, went_out.was)})
        elif group is not None:
            one = given[group]
            place = {c.NUMBER: norm(one.number or ""), c.RECOMMENDATION: norm(one.text)}
            yield replace(row, words={**place, **row.words})
        else:
            yield row


def date_and_status(row: OwnRow, was: Mapping[str, str]) -> dict[str, str]:
    """Who writes "Complete" over a date means the status; in a longer line it counts as well."""
    words, status = row.words.get(c.DUE, ""), row.words.get(c.STATUS, "")
    if not words and status and status != was.get(c.STATUS):
        return {c.DUE: was.get(c.DUE, "")}
    if words != was.get(c.DUE) and status in {"", was.get(c.STATUS)}:
        found = read_due(words).status
        return {c.STATUS: STATUS_WORDS[found]} if found else {}
    return {}


def changed_lines(lines: Sequence[SourceLine], document: PlanDocument) -> Iterator[Note]:
    """A note on each recommendation above whose table something else stands than went out."""
    said = {line.cells[0].flat for line in lines if not line.table}
    for place, one in enumerate(document.recommendations(), 1):
        for line in lines_under(cleaned(one, readable)):
            wanted = flat(" ".join(as_read(Line(words)).text for words in line.split("\n")))
            if wanted and wanted not in said:
                heading = heading_of(one, place)
                yield Note(heading, wanted, NOT_TAKEN.format(heading.lower()), True)
