"""A plan as data: CSV that Excel opens right, and JSON that can be read back exactly."""

import csv
import io
import json
from typing import Any

from actionplan.figures import Figures, figures_of
from actionplan.formula_text import harmless
from actionplan.interchange import to_json
from actionplan.reporting.column_values import as_text
from actionplan.reporting.columns import listed_columns
from actionplan.reporting.listed import with_queries
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.rows import rows_of
from actionplan.words import position
from council.hostile import cleaned, readable


def write_csv(report: ReportDocument) -> bytes:
    """One row an action, headings first: UTF-8 with the mark by which Excel knows it.

    Dates are ISO 8601; a completion of which only the month is known is said as one. Text that a
    spreadsheet would take for a formula starts with an apostrophe.
    """
    document = cleaned(with_queries(report).document, readable)
    columns = listed_columns(document)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([harmless(column.heading) for column in columns])
    for row in rows_of(document):
        writer.writerow([harmless(as_text(column.of(row))) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def write_json(report: ReportDocument) -> bytes:
    """The report's words, the plan's figures, and under "document" what ``from_json`` reads."""
    report = cleaned(with_queries(report), readable)
    figures = figures_of(report.document)
    data = {
        "council": report.council,
        "title": report.heading,
        "draft": report.is_draft,
        "produced_from": report.produced_from,
        "position": position(figures),
        "not_shown": report.note,
        "figures": figures_as_data(figures),
        "document": to_json(report.document),
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode("utf-8") + b"\n"


def figures_as_data(figures: Figures) -> dict[str, Any]:
    """The figures of a plan as JSON values. ``as_at`` is the day that they speak of."""
    return {
        "as_at": figures.as_at.isoformat() if figures.as_at else None,
        "total": figures.total,
        "complete": figures.complete,
        "open": figures.open,
        "past_date": figures.past_date,
        "no_date": figures.no_date,
        "dated_ahead": figures.dated_ahead,
        "kept_out": figures.kept_out,
        "by_rating": {letter or "not rated": n for letter, n in figures.by_rating.items()},
        "by_status": {status or "not stated": n for status, n in figures.by_status.items()},
    }
