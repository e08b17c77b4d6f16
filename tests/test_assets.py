"""What browsers are given: nothing from elsewhere, nothing inline, and all of it there."""

import re
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "static" / "built"
# Print and e-mail carry their style with them: no browser of ours shows either.
ELSEWHERE = {"pdf", "email"}
PAGES = [
    path
    for path in sorted((ROOT / "templates").rglob("*.html"))
    if ELSEWHERE.isdisjoint(path.relative_to(ROOT / "templates").parts)
]


@pytest.fixture(scope="module")
def style_sheet():
    path = BUILT / "app.css"
    assert path.exists(), "Run 'make setup': the style sheet has not been built."
    return path.read_text()


def test_style_sheet_asks_nobody_else(style_sheet):
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", style_sheet)
    assert "@import" not in style_sheet


def test_every_file_of_the_style_sheet_is_there(style_sheet):
    files = set(re.findall(r"url\(\s*[\"']?([^\"')]+)", style_sheet))
    assert len(files) > 20
    for file in files - {name for name in files if name.startswith("data:")}:
        # an address from the root would not survive the names that production gives to files
        assert not file.startswith("/")
        assert (BUILT / file).exists(), file


@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("letters", ["latin", "latin-ext"])
def test_typeface_is_there_in_both_weights(letters, weight):
    name = f"atkinson-hyperlegible-next-{letters}-{weight}-normal.woff2"
    assert (BUILT / "fonts" / name).read_bytes().startswith(b"wOF2")


def test_typeface_is_the_first_of_the_style_sheet(style_sheet):
    families = re.findall(r"font-family:([^;}]+)", style_sheet)
    first = {family.split(",")[0].strip("\"' ") for family in families}
    assert "Atkinson Hyperlegible Next" in first
    assert "GDS Transport" not in style_sheet


def test_no_crown_and_no_crest(style_sheet):
    assert "crest" not in style_sheet
    assert "crown" not in style_sheet


def test_fonts_come_with_their_licences():
    licences = list((BUILT / "fonts").glob("*-LICENSE.txt"))
    assert len(licences) == 5
    assert all("SIL Open Font License" in path.read_text() for path in licences)


def test_script_of_govuk_points_to_no_map_that_is_missing():
    assert "sourceMappingURL" not in (BUILT / "govuk-frontend.js").read_text()


def test_building_again_does_nothing():
    done = subprocess.run(  # noqa: S603 - our own script
        [sys.executable, ROOT / "scripts" / "build_assets.py"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "assets: nothing to do\n", "")


def test_lock_file_names_no_registry():
    lock = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in lock
    assert '"integrity"' in lock


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_hold_no_inline_style_or_script(path):
    source = path.read_text()
    assert not re.search(r"<style\b", source)
    assert not re.search(r"\sstyle\s*=", source)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", source)
    assert not re.search(r"\shx-on", source)
    assert "javascript:" not in source
    for tag in re.findall(r"<script\b[^>]*>", source):
        assert " src=" in tag


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_templates_ask_nobody_else(path):
    assert not re.search(r"(src|href)=[\"'](https?:)?//", path.read_text())


@pytest.fixture(scope="module")
def gallery():
    return lxml.html.document_fromstring(
        render_to_string("council/gallery.html", request=RequestFactory().get("/"))
    )


def test_ids_of_the_gallery_are_unique(gallery):
    ids = gallery.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))


def test_what_the_gallery_refers_to_is_there(gallery):
    ids = set(gallery.xpath("//@id"))
    named = gallery.xpath("//@for | //@aria-describedby | //@aria-labelledby | //@aria-controls")
    links = [link[1:] for link in gallery.xpath("//a/@href") if link.startswith("#")]
    assert {word for value in named for word in value.split()} <= ids
    assert set(links) <= ids


def test_cards_name_their_cells(gallery):
    for table in gallery.xpath("//table[contains(@class, 'gt-table--cards')]"):
        assert len(table.xpath("./thead//th")) <= 7
        for cell in table.xpath("./tbody/tr/td[not(@colspan)][normalize-space()]"):
            assert cell.get("data-label") or "gt-board__do" in cell.get("class")


def test_page_of_last_resort_needs_nothing():
    assert "Something went wrong" in render_to_string("500.html")
