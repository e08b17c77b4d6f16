"""Real files broken at random places: each is read or refused, and nothing else ever happens."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.importing.child import packed, read
from actionplan.importing.content import check_first_bytes
from actionplan.importing.notes import Choices, UnreadableFile
from actionplan.importing.read import read_plan
from council.bounded_child import Refused
from tests.importing.hostile.sheets import strings
from tests.importing.making import EXCEL, WORD, repacked

STRINGS = strings(2, b"Head of Leisure")  # has a list of words, which the real workbook has not
SOURCES = {"word": WORD.read_bytes(), "excel": EXCEL.read_bytes(), "strings": STRINGS}
PARTS = {
    "word": ["word/document.xml", "word/styles.xml", "_rels/.rels", "word/footer1.xml"],
    "excel": ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"],
    "strings": ["xl/sharedStrings.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"],
}
ONE = st.sampled_from(sorted(SOURCES))
SEEDS = st.integers(0, 2**32)
# What breaks programs more often than bytes at random.
NASTY = [
    b"",
    b"\0",
    b"-1",
    b"99999999999",
    b"&",
    b"<",
    b">",
    b'"',
    b"&#0;",
    b"\xff",
    b"1e999",
    b"x",
]


def chance_of(seed):
    """The same chances for the same seed, so that what broke can be broken again."""
    return random.Random(seed)  # noqa: S311 - nothing secret hangs on it


def read_or_refused(content):
    """Whether a file was read; anything but a refusal fails."""
    try:
        check_first_bytes(content)
        read(packed(content, Choices()))
    except Refused:
        return False
    return True


@settings(max_examples=60)
@given(ONE, SEEDS)
def test_truncated_file(one, seed):
    content = SOURCES[one]
    assert not read_or_refused(content[: chance_of(seed).randrange(len(content) - 22)])


@settings(max_examples=80)
@given(ONE, SEEDS, st.integers(1, 30))
def test_file_with_bits_turned_over(one, seed, times):
    content, chance = bytearray(SOURCES[one]), chance_of(seed)
    for _ in range(times):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    read_or_refused(bytes(content))


def broken(part, chance, times):
    """A part with pieces of it changed, lost, doubled or moved."""
    for _ in range(times):
        at = chance.randrange(len(part))
        piece = part[at : at + chance.choice([1, 1, 4, 60, 900])]
        instead = chance.choice([*NASTY, piece * 2, bytes([chance.randrange(256)])])
        part = part[:at] + instead + part[at + len(piece) :]
    return part


@settings(max_examples=120, deadline=None)
@given(ONE, SEEDS, st.integers(1, 3))
def test_part_that_is_broken_within_a_sound_file(one, seed, times):
    chance = chance_of(seed)
    name = chance.choice(PARTS[one])
    change = {name: lambda part: broken(part, chance, times)}
    read_or_refused(repacked(SOURCES[one], replace=change))


def attributes_changed(part, chance):
    """A part with the values of some attributes changed to what nobody expects."""
    pieces = part.split(b'"')
    for _ in range(3):
        at = chance.randrange(len(pieces) // 2) * 2 + 1
        pieces[at] = chance.choice(NASTY).replace(b'"', b"").replace(b"<", b"")
    return b'"'.join(pieces)


@settings(max_examples=120, deadline=None)
@given(ONE, SEEDS)
def test_part_with_attributes_of_nonsense(one, seed):
    chance = chance_of(seed)
    name = chance.choice(PARTS[one])
    change = {name: lambda part: attributes_changed(part, chance)}
    read_or_refused(repacked(SOURCES[one], replace=change))


@pytest.mark.parametrize("one", sorted(SOURCES))
def test_file_that_lacks_a_part(one):
    for name in zipfile.ZipFile(io.BytesIO(SOURCES[one])).namelist():
        read_or_refused(repacked(SOURCES[one], drop=[name]))


def test_what_breaks_in_the_child_is_a_sentence_too(tmp_path):
    path = tmp_path / "half.docx"
    path.write_bytes(SOURCES["word"][:30_000])
    with pytest.raises(UnreadableFile, match=r"^half\.docx is damaged or incomplete; .*\.$"):
        read_plan(path)
