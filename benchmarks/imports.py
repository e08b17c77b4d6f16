"""How long a plan's file takes from being sent to the review of its rows, and how much memory.

    python -m benchmarks.imports [ROWS]

The real Word file of 60 rows, a workbook of ROWS (2,000) as a council may have it, and our own
export of as many rows on its way back. Served as an installation would: PostgreSQL, gunicorn, and a
worker for what is not read at once. What we aim at: 2 seconds for the first, 10 for the others,
300 MB for each process. Makes a database of its own and drops it. Run it alone. Needs Linux, and
the assets of "make setup".
"""

import http.client
import io
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from actionplan.document import PlanDocument
from benchmarks.client import TIMEOUT, Refused
from benchmarks.own_database import own_database
from benchmarks.pages import TOKEN, environment, prepare
from benchmarks.pdf_sizes import SOURCE, grown
from benchmarks.servers import ROOT, Server, serving

if TYPE_CHECKING:
    from actionplan.models import Plan

ROWS = 2_000
TIMES = 5
POLL_SECONDS = 0.05
WORKER = ("manage.py", "db_worker", "--interval", "0.2", "--no-reload", "--no-startup-delay")
HEADINGS = ("Recommendation", "Action", "Lead", "Timescale", "Target date", "RAG", "Update")
LINE = "{:<24}{:>7}{:>7} |{:>10}{:>10} |{:>10}{:>10}{:>10}"
HEADING = LINE.format(
    "file", "rows", "kB", "read, s", "child MB", "screen, s", "server MB", "worker MB"
)


@dataclass(frozen=True, slots=True)
class File:
    """A file that is sent in: what it is, its name, how many rows it has, its bytes."""

    what: str
    name: str
    rows: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Who sends files to whom: the server and the worker, the council, and the sender's session."""

    server: Server
    worker: int
    council: str
    cookie: str


def main(rows: int) -> None:
    """Print one table."""
    # So that the database is dropped also when somebody ends the run.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with own_database() as address, tempfile.TemporaryDirectory() as folder:
        os.environ.update(environment(address) | {"PRIVATE_FILES": folder})
        prepare()
        council, cookie, files = filled(rows)
        with serving("council.wsgi", {}) as server, working() as worker:
            measure(Place(server, worker, council, cookie), files)


def filled(rows: int) -> tuple[str, str, list[File]]:
    """The council's address, the cookie of its plan manager, and the files."""
    from actionplan.importing.read import read_plan
    from benchmarks.grown_plans import fill, session_of
    from council.models import Membership

    lead, (lot,) = fill([rows])
    Membership.objects.filter(person=lead).update(is_plan_manager=True)
    cookie = f"sessionid={session_of(lead)}; csrftoken={TOKEN}"
    files = [
        File("Word, the real plan", "plan.docx", 60, SOURCE.read_bytes()),
        File("Excel, a council's", "plan.xlsx", rows, workbook(read_plan(SOURCE).document, rows)),
        File("Excel, our own, back", "back.xlsx", rows, own_workbook(lot.plan)),
    ]
    return lot.council.slug, cookie, files


def workbook(plan: PlanDocument, rows: int) -> bytes:
    """The real plan's rows over and over as one sheet, under headings that councils use."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Action plan")
    sheet.append(HEADINGS)
    for recommendation in grown(plan, rows).recommendations():
        for n, one in enumerate(recommendation.actions, start=1):
            words = f"{recommendation.number} {recommendation.text}"
            title = f"{one.title} ({recommendation.number}.{n})"
            lead = "Head of Finance"
            sheet.append(
                (words, title, lead, one.timescale, one.due.words, one.rating, one.commentary)
            )
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def own_workbook(plan: "Plan") -> bytes:
    """The product's own export of a plan, made for editing."""
    from actionplan.queries.report import plan_report
    from actionplan.queries.returning import returnable
    from actionplan.reporting.writers import WRITERS
    from council import clock

    return WRITERS["xlsx"].write(returnable(plan_report(plan, clock.today()), plan))


@contextmanager
def working() -> Iterator[int]:
    """The worker beside the server; its process id."""
    with subprocess.Popen([sys.executable, *WORKER], cwd=ROOT, stderr=subprocess.DEVNULL) as worker:
        try:
            yield worker.pid
        finally:
            worker.terminate()


# ---- what is measured


def measure(place: Place, files: list[File]) -> None:
    """A line for each file: the best of some times, since whatever disturbs only adds."""
    print(HEADING)
    for file in files:
        seconds, megabytes = alone(file)
        screen = min(to_review(place, file) for _ in range(TIMES))
        peaks = f"{place.server.peak_megabytes():.0f}", f"{peak(place.worker):.0f}"
        size = len(file.content) >> 10
        figures = f"{seconds:.2f}", f"{megabytes:.0f}", f"{screen:.2f}", *peaks
        print(LINE.format(file.what, file.rows, size, *figures), flush=True)


def alone(file: File) -> tuple[float, float]:
    """Seconds of a reading in its child process, start of Python included, and the child's peak."""
    from actionplan.importing import limits
    from council.bounded import run_bounded

    best = megabytes = 0.0
    for _ in range(TIMES):
        started = time.perf_counter()
        answer = run_bounded(
            "benchmarks.imports:read",
            file.content,
            seconds=limits.SECONDS,
            megabytes=limits.MEGABYTES,
        )
        seconds = time.perf_counter() - started
        best, megabytes = min(best or seconds, seconds), max(megabytes, float(answer))
    return best, megabytes


def read(content: bytes) -> bytes:
    """In a child: read a file; the most megabytes that took."""
    from actionplan.importing.child import packed
    from actionplan.importing.child import read as read_packed
    from actionplan.importing.notes import Choices

    read_packed(packed(content, Choices()))
    return f"{peak(os.getpid()):.0f}".encode()


def peak(pid: int) -> float:
    """The most megabytes that a process has held."""
    status = Path(f"/proc/{pid}/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else 0.0


def to_review(place: Place, file: File) -> float:
    """Seconds from sending a file to its review with every row, as a person would see them."""
    started = time.perf_counter()
    send(place, file)
    address = wait_for(place)
    ask(place, f"{address}?show=all")
    return time.perf_counter() - started


def send(place: Place, file: File) -> None:
    """Send a file in as a form does."""
    mark = uuid4().hex
    fields = {"plan": "", "csrfmiddlewaretoken": TOKEN}
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    parts.append(
        f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n"
    )
    body = "".join(parts).encode() + file.content + f"\r\n--{mark}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    ask(place, f"/{place.council}/plan-files/send/", body, kind)


def wait_for(place: Place) -> str:
    """Wait until the newest file is read; the address of its review."""
    from actionplan.models import PlanFile

    while (newest := PlanFile.objects.latest("pk")).is_waiting:
        time.sleep(POLL_SECONDS)
    if not newest.is_under_review:
        raise Refused(newest.refusal)
    return f"/{place.council}/plan-files/{newest.pk}/"


def ask(
    place: Place, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> None:
    """One request; raises Refused unless a page comes, or for what is sent its address."""
    method, wanted = ("GET", 200) if body is None else ("POST", 302)
    connection = http.client.HTTPConnection("127.0.0.1", place.server.port, timeout=TIMEOUT)
    connection.request(method, path, body, {"Cookie": place.cookie} | (headers or {}))
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    if answer.status != wanted:
        raise Refused(f"{path} answered {answer.status}: {content[:200]!r}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)
