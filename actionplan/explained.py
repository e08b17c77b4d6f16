"""A council's glossary, for what is printed below this package: see ``strategy.explaining``."""

from actionplan.queries.glossary import glossary_of
from actionplan.reporting.written_out import html_written_out
from council.hostile import cleaned, printable
from council.models import Council


def explain(council: Council, page: str) -> str:
    """The page with the first use of each term of the council's in full: one query."""
    return html_written_out(page, cleaned(glossary_of(council.pk), printable))
