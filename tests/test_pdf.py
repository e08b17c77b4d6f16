"""PDFs that a screen reader can read, of nothing but what is bundled, the same every time."""

import io
import logging
import socket

import pikepdf
import pydyf
import pytest

from council import pdf, pdf_bundle, pdf_fonts
from council.bounded import BoundedError
from tests.pdf_reading import Reading, unmarked

STYLE = """<style>
@page { size: A4 landscape; margin: 20mm;
  @top-left { content: "Running head" } @bottom-right { content: "Page " counter(page) } }
body { font-family: "Atkinson Hyperlegible Next", "Atkinson Hyperlegible Next Extended",
  "Noto Sans Hebrew", "Noto Sans Arabic", "Noto Emoji" }
table { table-layout: fixed; width: 100% }
</style>"""


def page(body: str, style: str = STYLE) -> str:
    head = f'<!doctype html><html lang="en-GB"><head><title>A title</title>{style}</head>'
    return f"{head}<body><h1>A title</h1>{body}</body></html>"


def table(rows: int, words: int = 30, *, long: int | None = None) -> str:
    """A table of ``rows``, which the ends of pages cut; row ``long`` is taller than a page."""
    body = "".join(
        f'<tr><th scope="row">Row {n}</th><td>First {n}</td>'
        f"<td>{'words ' * (words if n != long else 1500)}end {n}</td></tr>"
        for n in range(rows)
    )
    return (
        "<h2>Section</h2><table><caption>A caption</caption><thead><tr>"
        '<th scope="col">Name</th><th scope="col">First</th><th scope="col">Second</th></tr>'
        f"</thead><tbody>{body}</tbody></table>"
    )


@pytest.fixture(scope="module")
def cut() -> Reading:
    return Reading(pdf.render(page(table(40, long=3))))


# What the library gets wrong. When one of these fails, take its mend out of council/pdf_tags.py.


@pytest.fixture(scope="module")
def raw() -> Reading:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "finished", bytes)
        return Reading(pdf.render(page(table(40, long=3))))


def test_library_still_tags_a_cut_table_as_several(raw):
    assert len(raw.tables) > 1


def test_library_still_tags_a_cut_row_as_several(raw):
    names = [rows[0] for table in raw.tables for rows in raw.rows(table)]
    assert "" in names


def test_library_still_leaves_running_heads_outside_the_tree(raw):
    held = "".join(tag.words for tag in raw.tree.children)
    assert "Running head" in raw.page_words[0]
    assert "Running head" not in held
    assert "Running head" not in raw.artifacts[0]


def test_library_still_gives_header_cells_no_scope(raw):
    assert {cell.scope for cell in raw.tree.all("TH")} == {""}


def test_library_still_builds_the_page_references_for_every_tag():
    from council.pdf_engine import engine

    engine()
    document = pydyf.PDF()
    document.add_page(pydyf.Dictionary({"Type": "/Page"}))
    unmended = pydyf.PDF.page_references.fget.__closure__[0].cell_contents
    assert unmended(document) is not unmended(document)
    assert document.page_references is document.page_references
    assert document.page_references == unmended(document)
    document.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert document.page_references == unmended(document)


# What we make of it


def test_a_cut_table_is_one_table_with_one_header(cut):
    (only,) = cut.tables
    assert len(list(only.all("Caption"))) == 1
    assert len(list(only.all("THead"))) == 1
    assert len(cut.pdf.pages) > 2


def test_a_cut_row_is_one_row(cut):
    (only,) = cut.tables
    rows = cut.rows(only)
    assert [row[0] for row in rows] == [f"Row {n}" for n in range(40)]
    assert [row[1] for row in rows] == [f"First {n}" for n in range(40)]
    ends = [row[2].replace(" ", "") for row in rows]
    assert all(words.endswith(f"end{n}") for n, words in enumerate(ends))


def test_every_header_cell_says_what_it_heads(cut):
    (only,) = cut.tables
    (head,) = only.all("THead")
    assert {cell.scope for cell in head.all("TH")} == {"/Column"}
    (body,) = only.all("TBody")
    assert {cell.scope for cell in body.all("TH")} == {"/Row"}


def test_no_cell_points_at_an_id_that_is_gone(cut):
    for cell in cut.tree.all("TH", "TD"):
        assert "/ID" not in cell.element
        assert "/Headers" not in cell.element.get("/A", {})


def test_running_heads_and_repeated_headers_are_artifacts(cut):
    assert all("Running head" in words for words in cut.artifacts)
    assert "NameFirstSecond" not in cut.artifacts[0]
    assert all("NameFirstSecond" in words for words in cut.artifacts[1:-1])


def test_all_that_is_painted_is_tagged_or_an_artifact(cut):
    assert [unmarked(one) for one in cut.pdf.pages] == [[] for _ in cut.pdf.pages]


def test_every_parent_in_the_tree_is_the_true_one(cut):
    waiting = [cut.tree]
    while waiting:
        tag = waiting.pop()
        for child in tag.children:
            assert child.element.P.objgen == tag.element.objgen
        waiting.extend(tag.children)


def test_no_words_are_lost_on_the_way(cut):
    assert cut.tree.words.count("words") == 39 * 30 + 1500


# What the file says of itself


def test_file_claims_both_standards(cut):
    xmp = cut.pdf.Root.Metadata.read_bytes().decode()
    assert 'pdfaid:part="3"' in xmp
    assert 'pdfaid:conformance="A"' in xmp
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert xmp.count("<rdf:RDF") == 1
    assert "/OutputIntents" in cut.pdf.Root


def test_file_describes_the_property_that_pdf_a_does_not_know(cut):
    with cut.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        assert xmp["pdfuaid:part"] == "1"
    assert b"pdfaExtension:schemas" in cut.pdf.Root.Metadata.read_bytes()


def test_file_says_language_title_and_that_it_is_tagged(cut):
    root = cut.pdf.Root
    assert str(root.Lang) == "en-GB"
    assert str(cut.pdf.docinfo.Title) == "A title"
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.MarkInfo.Marked
    assert not pikepdf.open(io.BytesIO(cut.content)).check_pdf_syntax()


# The same bytes, in a child or not


def test_same_page_makes_the_same_bytes_in_a_child():
    html = page("<p>Ŵyth 😀 שלום</p>")
    assert pdf.html_to_pdf(html) == pdf.render(html)


def test_child_without_end_is_stopped(monkeypatch):
    monkeypatch.setattr(pdf, "SECONDS", 3)
    with pytest.raises(BoundedError):
        pdf.html_to_pdf(page(f"<p>{'word ' * 400_000}</p>"))


def test_deeply_nested_page_is_an_error_and_no_crash():
    with pytest.raises(BoundedError):
        pdf.html_to_pdf(page("<div>" * 3000))


# Fonts

BASIC = ("Atkinson Hyperlegible Next", "Atkinson Hyperlegible Next Bold")


def test_every_font_file_is_a_family_of_its_own():
    assert len(set(pdf_fonts.FAMILIES)) == len(pdf_fonts.SCRIPTS)


@pytest.mark.parametrize(
    ("words", "family"),
    [
        ("Ŵŵ Ŷŷ", "Atkinson-Hyperlegible-Next-Extended"),
        ("שלום", "Noto-Sans-Hebrew"),
        ("مرحبا", "Noto-Sans-Arabic"),
        ("😀", "Noto-Emoji"),
    ],
)
def test_letters_come_from_the_bundled_font_that_has_them(words, family):
    made = Reading(pdf.render(page(f"<p>{words}</p>")))
    assert family in made.fonts
    assert made.fonts <= {one.replace(" ", "-") for one in BASIC} | {family}
    assert words.replace(" ", "")[0] in made.tree.words


def test_fonts_are_embedded_and_their_letters_named(cut):
    for one in cut.pdf.pages:
        for font in one.obj.Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font


def test_text_that_no_font_can_draw_is_known():
    assert pdf_fonts.unsupported("Ŵ שלום 😀 漢\ue000") == {"漢", "\ue000"}


# Nothing from outside

HOSTILE = {
    "attachment": '<a rel="attachment" href="file:///etc/passwd">x</a>',
    "linked attachment": '<link rel="attachment" href="file:///etc/passwd">',
    "image": '<img alt="x" src="file:///etc/passwd">',
    "image over http": '<img alt="x" src="http://127.0.0.1:9/x.png">',
    "style sheet": '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">',
    "import": "<style>@import url(http://127.0.0.1:9/x.css)</style>",
    "font": "<style>@font-face{font-family:X;src:url(http://127.0.0.1:9/x)}</style>",
    "local font": "<style>@font-face{font-family:X;src:local(DejaVu Sans)}</style>",
    "background": '<p style="background:url(file:///etc/passwd)">x</p>',
    "list image": '<ul style="list-style-image:url(http://127.0.0.1:9/x)"><li>x</ul>',
    "content": '<style>p::before{content:url(http://127.0.0.1:9/x)}</style><p>x</p>',
    "object": '<object data="file:///etc/passwd" type="image/svg+xml"></object>',
    "embed": '<embed src="http://127.0.0.1:9/x.svg">',
    "svg image": '<svg width="9" height="9"><title>x</title>'
    '<image href="file:///etc/passwd" width="9" height="9"/></svg>',
    "svg use": '<svg width="9" height="9"><title>x</title><use href="http://127.0.0.1:9/x#y"/></svg>',
    "base": '<base href="http://127.0.0.1:9/"><img alt="x" src="x.png">',
    "data image": '<img alt="x" src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>">',
    "bundle outside": '<img alt="x" src="bundle:../../council/settings.py">',
}  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_nothing_outside_the_bundle_is_fetched(body, monkeypatch):
    given: list[str] = []
    real = pdf_bundle.bundled

    def counted(address: str) -> tuple[bytes, str]:
        answer = real(address)
        given.append(address)
        return answer

    def no_network(*_: object) -> None:
        raise AssertionError("went to the network")

    monkeypatch.setattr(pdf_bundle, "bundled", counted)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    made = Reading(pdf.render(page(f"<p>Unharmed</p>{body}")))
    assert "Unharmed" in made.tree.words
    assert set(given) <= set(pdf_bundle.bundle())
    assert b"root:" not in b"".join(o.read_bytes() for o in streams(made.pdf))
    assert "/EmbeddedFiles" not in made.pdf.Root.get("/Names", {})


def streams(document: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [one for one in document.objects if isinstance(one, pikepdf.Stream)]


def test_bundle_refuses_what_it_does_not_hold():
    with pytest.raises(pdf_bundle.NotInBundle):
        pdf_bundle.bundled("file:///etc/passwd")


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://www.local.gov.uk/", True),
        ("mailto:clerk@example.gov.uk", True),
        ("http://example.org/", False),
        ("javascript:alert(1)", False),
        (" JavaScript:alert(1)", False),
        ("file:///etc/passwd", False),
        ("bundle:report.css", False),
        ("ftp://example.org", False),
        ("data:text/html,x", False),
    ],
)
def test_only_web_and_mail_links_are_kept(address, kept):
    made = Reading(pdf.render(page(f'<p><a href="{address}">a link</a></p>')))
    links = [str(one.A.URI) for p in made.pdf.pages for one in p.obj.get("/Annots", [])]
    assert links == ([address.strip()] if kept else [])
    assert "a link" in made.tree.words


def test_library_has_nothing_to_complain_of(caplog):
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf.render(page(table(5)))
    assert caplog.messages == []
