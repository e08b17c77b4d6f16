"""Which of a council's terms a committee report lists: those that occur in it. Pure."""

from collections.abc import Iterable, Iterator

from actionplan.glossary import texts_of, used_in
from actionplan.reporting.appendix import Appendix, Choice, alone
from actionplan.reporting.appendix_front import first_page, second_page
from actionplan.reporting.front import details_of
from actionplan.reporting.pieces import Grid, Part
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import rows_of


def glossary_grid(report: ReportDocument, parts: Iterable[Part]) -> Grid | None:
    """The terms that occur in a report with an appendix, and what they mean; None without any.

    ``parts`` are those of its last appendix that stand before it.
    """
    if not report.glossary:
        return None
    used = used_in(report.glossary, (*_printed(report), *texts_of(tuple(parts))))
    rows = tuple((one.term, one.meaning) for one in used)
    return Grid(f"Terms of {report.council}", ("Term", "Meaning"), rows, (2, 7)) if rows else None


def _printed(report: ReportDocument) -> Iterator[str]:
    """What the report prints before its last appendix: its first pages, its rows."""
    document, appendix = report.document, report.appendix or Appendix()
    yield from texts_of(tuple(details_of(report)))
    for page in (first_page, second_page):
        yield from texts_of(tuple(page(report, appendix)))
    choice = Choice(document, appendix)
    for theme in document.themes:
        if choice.shows(theme.title):
            for one in theme.recommendations:
                yield from (one.text, *one.leads, one.narrative.words if one.narrative else "")
    for row in rows_of(document):
        if choice.prints(row) or choice.is_earlier(row):
            yield from texts_of(alone(row.action))
    yield from (query.words for query in appendix.queries)
