"""What is asked of a file of figures: its tags, its captions, and charts beside their tables."""

from itertools import pairwise

from tests.pdf_reading import Reading, Tag, unmarked


def is_fit_for_a_screen_reader(reading: Reading) -> None:
    """What is asked of a committee's report, and that no caption says its heading again."""
    assert [unmarked(one) for one in reading.pdf.pages] == [[]] * len(reading.pdf.pages)
    levels = [int(one.type[1]) for one in reading.tree.all("H1", "H2", "H3")]
    assert levels[0] == levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    headings = {one.words.strip() for one in reading.tree.all("H2", "H3")}
    for table in reading.tables:
        [caption] = table.all("Caption")
        assert caption.words.strip()
        assert caption.words.strip() not in headings
        assert all(one.scope in {"/Column", "/Row"} and one.words for one in table.all("TH"))
    for figure in reading.tree.all("Figure"):
        assert "The table holds every figure" in str(figure.element.Alt)
    assert reading.bookmarks


def charts_under_their_headings(reading: Reading) -> list[str]:
    """The headings under which a chart stands on the same page."""
    found = []
    heading: Tag | None = None
    for one in reading.tree.all("H2", "Figure"):
        if one.type == "H2":
            heading = one
        elif heading and heading.element.Pg.objgen == one.element.Pg.objgen:
            found.append(heading.words.strip())
    return found
