"""How long the committee PDF takes and how much memory, for plans of 60, 300 and 1,000 rows.

    python -m benchmarks.pdf_sizes [ROWS ...]

Each is made as the server makes it: cold, in a child process of its own. Run it alone.
"""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

from actionplan.document import PlanDocument, Theme
from actionplan.importing.read import read_plan
from actionplan.reporting.report import ReportDocument, to_bytes
from actionplan.reporting.rows import rows_of

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "fixtures" / "oadby-wigston" / "owbc-peer-review.docx"
SIZES = (60, 300, 1_000)
ROWS_EACH = 9
CHILD = (
    "import sys; from actionplan.reporting.pdf import render_report; "
    "sys.stdout.buffer.write(render_report(sys.stdin.buffer.read()))"
)


def main(sizes: list[int]) -> None:
    """Print one line a size."""
    plan = read_plan(SOURCE).document
    print(f"{'rows':>6} {'pages':>6} {'seconds':>8} {'peak MB':>8} {'kB':>6}")
    for rows in sizes:
        seconds, megabytes, content = measured(grown(plan, rows))
        print(f"{rows:6} {pages(content):6} {seconds:8.1f} {megabytes:8.0f} {len(content) >> 10:6}")


def grown(plan: PlanDocument, rows: int) -> PlanDocument:
    """A plan of ``rows`` of the plan's rows, nine under each recommendation."""
    actions = [row.action for row in rows_of(plan)]
    chosen = [replace(actions[n % len(actions)], reference=f"PR-{n + 1}") for n in range(rows)]
    wordings = list(plan.recommendations())
    places = range(0, rows, ROWS_EACH)
    recommendations = [
        replace(
            wordings[place % len(wordings)],
            number=str(place // ROWS_EACH + 1),
            actions=tuple(chosen[place : place + ROWS_EACH]),
        )
        for place in places
    ]
    return replace(plan, themes=(Theme("All of it", tuple(recommendations)),))


def measured(plan: PlanDocument) -> tuple[float, float, bytes]:
    """Wall-clock seconds, peak resident megabytes of the child, and the file."""
    payload = to_bytes(ReportDocument(plan, "A council"))
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    if child.stdin is None or child.stdout is None:
        raise RuntimeError("no pipes to the child")
    with child.stdin, child.stdout:
        child.stdin.write(payload)
        child.stdin.close()
        content = child.stdout.read()
    # The child's own peak: what getrusage says of all children counts this process's start too.
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024, content


def pages(content: bytes) -> int:
    """The number of pages of a PDF."""
    import io

    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
