"""The report as PDF and as Word, beside LibreOffice converting that Word file to PDF.

    python -m benchmarks.reports [ROWS ...]

The PDF is made cold, as the server makes it, with nothing kept; so is LibreOffice's, which starts
anew for each, with its own usual settings: no tags are asked of it and no data is attached. Run it
alone.
"""

import sys
import tempfile
import time
from pathlib import Path

from actionplan.importing.read import read_plan
from actionplan.reporting.pdf import write_pdf
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.word import write_docx
from benchmarks.pdf_parts import timed
from benchmarks.pdf_sizes import SOURCE, grown, pages
from scripts import office

SIZES = (60, 1_000)


def main(sizes: list[int]) -> None:
    """Print one line a size; LibreOffice's columns are "-" where it is not installed."""
    plan, program = read_plan(SOURCE).document, office.find()
    names = ("rows", "PDF s", "pages", "Word s", "Office s", "pages")
    print(" ".join(f"{name:>8}" for name in names))
    for rows in sizes:
        report = ReportDocument(grown(plan, rows), "A council")
        seconds, made = timed(write_pdf, report)
        worded, word = timed(write_docx, report)
        theirs = converted(program, word) if program else ("-", "-")
        line = (rows, f"{seconds:.1f}", pages(made), f"{worded:.2f}", *theirs)
        print(" ".join(f"{one:>8}" for one in line), flush=True)


def converted(program: str, word: bytes) -> tuple[str, str]:
    """Seconds and pages of LibreOffice's PDF of a Word file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.docx"
        file.write_bytes(word)
        started = time.perf_counter()
        made = office.saved_again(program, file, "pdf", Path(folder) / "profile")
        seconds = time.perf_counter() - started
        return f"{seconds:.1f}", str(pages(made.read_bytes()))


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or list(SIZES))
