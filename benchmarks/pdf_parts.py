"""A long report as PDF: drawn whole, in parts, with one changed action, and once more unchanged.

    python -m benchmarks.pdf_parts [ROWS ...]

The cache of drawn parts is one in memory, empty at the start of each size. Run it alone.
"""

import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from django.conf import settings

if not settings.configured:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    caches = {"default": memory | {"OPTIONS": {"MAX_ENTRIES": 1_000}}}
    settings.configure(CACHES=caches, BASE_DIR=Path(__file__).resolve().parent.parent)

from django.core.cache import cache

from actionplan.document import PlanDocument
from actionplan.importing.read import read_plan
from actionplan.reporting.pdf import render_report
from actionplan.reporting.pdf_in_parts import write_in_parts
from actionplan.reporting.report import ReportDocument, to_bytes
from benchmarks.pdf_sizes import SOURCE, grown, pages
from council.pdf import in_child

SIZES = (300, 1_000)


def main(sizes: list[int]) -> None:
    """Print one line a size."""
    plan = read_plan(SOURCE).document
    names = ("rows", "whole s", "parts s", "pages", "kB", "changed s", "again s", "peak MB")
    print(" ".join(f"{name:>9}" for name in names))
    for rows in sizes:
        cache.clear()
        report = ReportDocument(grown(plan, rows), "A council")
        parts, made = timed(write_in_parts, report)
        again, _ = timed(write_in_parts, report)
        other = replace(report, document=with_one_changed(report.document))
        changed, _ = timed(write_in_parts, other)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        whole, _ = timed(whole_of, report)
        line = (rows, f"{whole:.1f}", f"{parts:.1f}", pages(made), len(made) >> 10,
                f"{changed:.1f}", f"{again:.1f}", peak)  # fmt: skip
        print(" ".join(f"{one:>9}" for one in line), flush=True)


def whole_of(report: ReportDocument) -> bytes:
    """The report drawn whole."""
    target = f"{render_report.__module__}:{render_report.__name__}"
    return in_child(target, to_bytes(report))


def timed(work: Callable[[ReportDocument], bytes], report: ReportDocument) -> tuple[float, bytes]:
    """Wall-clock seconds, and what was made."""
    started = time.perf_counter()
    made = work(report)
    return time.perf_counter() - started, made


def with_one_changed(plan: PlanDocument) -> PlanDocument:
    """The plan with other words in one action of its middle."""
    (theme,) = plan.themes
    middle = len(theme.recommendations) // 2
    one = theme.recommendations[middle]
    action = replace(one.actions[0], commentary="Agreed by the committee in July.")
    other = replace(one, actions=(action, *one.actions[1:]))
    before, after = theme.recommendations[:middle], theme.recommendations[middle + 1 :]
    return replace(plan, themes=(replace(theme, recommendations=(*before, other, *after)),))


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
