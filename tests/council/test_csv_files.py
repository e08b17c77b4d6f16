"""Lists that come as CSV: whatever a spreadsheet saved is read, or refused with one sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from council.csv_files import carried, carry, read_csv, read_text, template
from council.csv_values import MOST_BYTES, Column, UnreadableCsv

COLUMNS = (
    Column("title", "Title", ("post",), required=True),
    Column("email", "Holder e-mail", ("e-mail (holder)",)),
)


def values(content: bytes | str) -> list[tuple[str, str]]:
    sent = content.encode() if isinstance(content, str) else content
    return [(row.values["title"], row.values["email"]) for row in read_csv(sent, COLUMNS).rows]


ONE = [("Head of Finance", "a@b.uk")]


@pytest.mark.parametrize(
    "content",
    [
        "Title,Holder e-mail\nHead of Finance,a@b.uk\n",
        "\ufeffTitle,Holder e-mail\r\nHead of Finance,a@b.uk\r\n",
        "title;holder email\rHead of Finance;a@b.uk",
        "HOLDER E-MAIL\tPost\na@b.uk\tHead of Finance\n",
        "sep=;\nTitle;Holder e-mail\nHead of Finance;a@b.uk\n",
        "Posts of the council,\n\nTitle,E-mail (Holder)\n Head  of Finance , a@b.uk\n,\n\n",
        "Title,email\nHead of Finance\x00,a@b.uk\x07\n",
        b"\xff\xfe" + "Title\temail\nHead of Finance\ta@b.uk\n".encode("utf-16-le"),
    ],
    ids=["plain", "mark", "semicolons", "tabs", "sep", "title above", "controls", "utf-16"],
)
def test_reads_what_spreadsheets_write(content):
    assert values(content) == ONE


def test_reads_windows_letters():
    assert values("Title\nCaf\xe9 – “lead”\n".encode("cp1252")) == [("Café – “lead”", "")]


def test_rows_know_their_line_and_more_cells_than_headings_are_a_fault():
    table = read_text('Title,email\n"Head\nof A",\n\nHead of B,,C\n', COLUMNS)
    assert [(row.line, row.values["title"], bool(row.fault)) for row in table.rows] == [
        (2, "Head of A", False),
        (5, "Head of B", True),
    ]


def test_what_nobody_knows_is_named():
    table = read_text("Title,Shoe size\nHead of A,9\n", COLUMNS)
    assert table.unknown == ("Shoe size",)
    assert table.has("title")
    assert not table.has("email")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n,\n", "empty"),
        (b"Title\n", "no rows"),
        (b"Name,Shoe\na,b\n", "heading “Title”"),
        (b"Title,Post\na,b\n", "both say “Title”"),
        (b'Title\nHead\n"Never closed\nB\nC\n', "line 3 cannot be read"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\x81\x8d\xff\x00", "not a text file"),
        (b"Title\n" + b"a\n" * 2001, "2,001 rows"),
        (b"Title" + b",x" * 200 + b"\na\n", "columns"),
        (b"a" * (MOST_BYTES + 1), "larger than"),
        (b"a" * MOST_BYTES, "line 1 cannot be read"),
    ],
)
def test_refuses_a_file_with_a_sentence(content, words):
    with pytest.raises(UnreadableCsv, match=words):
        read_csv(content, COLUMNS)


def test_template_is_read_again():
    assert values(template(COLUMNS, [("Head of Finance", "a@b.uk")])) == ONE


def test_carried_text_is_taken_for_its_purpose_only():
    signed = carry("Title\nA\n", "posts of ashdown")
    assert carried(signed, "posts of ashdown") == "Title\nA\n"
    for value, purpose in ((signed, "posts of brackwater"), (signed[:-1], "posts of ashdown")):
        with pytest.raises(UnreadableCsv, match="Nothing was changed"):
            carried(value, purpose)
    with pytest.raises(UnreadableCsv):
        carried("", "posts of ashdown")


@given(st.text(alphabet='Tile,;"\n\t\x00é=sp', max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        table = read_text(f"Title\n{text}", COLUMNS)
    except UnreadableCsv:
        return
    assert all(row.values["title"] or row.fault or row.values for row in table.rows)
