"""How long the pages take on PostgreSQL under gunicorn, beside a bare Django view of the same rows.

    python -m benchmarks.pages [ACTIONS ...]

Makes a database of its own on the server of BENCHMARK_DATABASE_URL and drops it afterwards.
Product and floor are asked in turn, in the same run, by one client on the same machine, so that
whatever else the machine does slows both. Run it alone all the same. ``floor.py`` says what the
floor does. Needs Linux, and the assets of "make setup".
"""

import os
import secrets
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import uuid4

from benchmarks.client import Ask, Refused, Timing, send_all
from benchmarks.own_database import own_database
from benchmarks.servers import Server, serving

if TYPE_CHECKING:
    from actionplan.models import Action
    from benchmarks.grown_plans import Lot
    from council.models import Person

SIZES = (60, 600, 2_000)
AT_ONCE = (1, 4)
ENOUGH = 200  # requests of one measurement …
ENOUGH_SECONDS = 5.0  # … or, of slow pages, as many as fit; never less than one round
ROUND = 20
TOKEN = "a" * 32  # a CSRF token is right when the cookie says the same

HEADING = (
    f"{'page':<16}{'actions':>8}{'queries':>9}{'at once':>9}"
    f" |{'median ms':>10}{'p95 ms':>9}{'a second':>10}"
    f" |{'floor: ms':>10}{'p95 ms':>9}{'a second':>10} |{'ratio':>7}"
)


@dataclass(frozen=True, slots=True)
class Page:
    """Something that is measured: requests that ask the same of the product and of the floor."""

    name: str
    size: int
    ours: Callable[[], list[Ask]]
    floor: Callable[[], list[Ask]]
    at_once: Sequence[int] = AT_ONCE
    warms_up: bool = True


@dataclass(slots=True)
class Pair:
    """The timings of the product and of the floor."""

    ours: Timing = field(default_factory=Timing)
    floor: Timing = field(default_factory=Timing)

    @property
    def is_enough(self) -> bool:
        long = self.ours.together + self.floor.together > ENOUGH_SECONDS
        return long or len(self.ours.each) >= ENOUGH


def main(sizes: list[int]) -> None:
    """Print one table."""
    # So that the database is dropped also when somebody ends the run.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with own_database() as address:
        os.environ.update(environment(address))
        prepare()
        with (
            serving("council.wsgi", {}) as ours,
            serving("benchmarks.floor", {"DJANGO_SETTINGS_MODULE": ""}) as floor,
        ):
            measure(ours, floor, sizes)


def environment(address: str) -> dict[str, str]:
    """Settings of production, but without the proxy that speaks TLS."""
    return {
        "DATABASE_URL": address,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECURE_SSL_REDIRECT": "0",
        "BEHIND_TLS_PROXY": "0",
        "GOLDEN_THREAD_TODAY": "2023-06-30",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "council.settings",
    }


def prepare() -> None:
    """Tables in the database, and static files where production has them."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def measure(ours: Server, floor: Server, sizes: list[int]) -> None:
    """Fill the database and print a line for each page, size and number of requests at once."""
    from benchmarks.grown_plans import fill, session_of

    lead, lots = fill(sizes)
    headers = {"Cookie": f"sessionid={session_of(lead)}; csrftoken={TOKEN}"}
    print(HEADING)
    for page in screens(lots, headers):
        report(page, ours, floor, lead)
    print(memory_line("peak MB of a worker so far", ours, floor))
    for page in (*whole_plans(lots, headers), *files(lots, headers)):
        report(page, ours, floor, lead)
    print(memory_line("peak MB of a worker", ours, floor))


def report(page: Page, ours: Server, floor: Server, lead: "Person") -> None:
    """Measure one page and print its lines."""
    queries = queries_of(page.ours()[0], lead) if page.warms_up else "-"
    for at_once in page.at_once:
        try:
            pair = compared(page, ours.port, floor.port, at_once)
        except Refused as refused:
            print(f"{page.name:<16}{page.size:>8}{queries:>9}{at_once:>9} | {refused}", flush=True)
        else:
            print(line(page, queries, at_once, pair), flush=True)


def compared(page: Page, ours: int, floor: int, at_once: int) -> Pair:
    """Rounds of requests, in turn to the product and to the floor."""
    pair = Pair()
    if page.warms_up:
        send_all(ours, page.ours(), at_once, Timing())
        send_all(floor, page.floor(), at_once, Timing())
    while not pair.is_enough:
        send_all(ours, page.ours(), at_once, pair.ours)
        send_all(floor, page.floor(), at_once, pair.floor)
    return pair


# ---- what is asked


def screens(lots: "list[Lot]", headers: dict[str, str]) -> Iterator[Page]:
    """Plan page, update and dashboard, at each size."""
    for lot in lots:
        yield plan_page(lot, headers)
    for lot in lots:
        yield update(lot, headers)
    for lot in lots:
        yield dashboard(lot, headers)


def whole_plans(lots: "list[Lot]", headers: dict[str, str]) -> Iterator[Page]:
    """All rows on one page, as for printing, of the plans that are cut into pages."""
    for lot in lots:
        if lot.size > rows_of_page(lot):
            yield plan_page(lot, headers, whole=True)


def plan_page(lot: "Lot", headers: dict[str, str], *, whole: bool = False) -> Page:
    """The plan's page beside as many plain rows; the first page of a long plan, or all of it."""
    rows = lot.size if whole else rows_of_page(lot)
    ours = Ask(address(lot) + ("?show=all" if whole else ""), headers)
    floor = Ask(f"/plan/{lot.plan.pk}/{rows}/")
    name = f"all {rows} rows" if whole else f"plan, {rows} rows"
    number = max(1, ROUND * 60 // rows)
    return Page(name, lot.size, lambda: [ours] * number, lambda: [floor] * number)


def update(lot: "Lot", headers: dict[str, str]) -> Page:
    """An update from a row of the plan's page that is accepted each time."""
    return Page(
        "inline update",
        lot.size,
        lambda: [our_update(action, lot, headers) for action in some_actions(lot)],
        lambda: [floor_update(action) for action in some_actions(lot)],
    )


def dashboard(lot: "Lot", headers: dict[str, str]) -> Page:
    """The dashboard of a council with this one plan."""
    ours = Ask(f"/{lot.council.slug}/", headers)
    floor = Ask(f"/dashboard/{lot.plan.pk}/")
    return Page("dashboard", lot.size, lambda: [ours] * ROUND, lambda: [floor] * ROUND)


def files(lots: "list[Lot]", headers: dict[str, str]) -> Iterator[Page]:
    """The committee PDF; several at once only of the smallest plan."""
    for lot in lots:
        yield pdf(lot, headers, 1)
    yield pdf(lots[0], headers, max(AT_ONCE))


def pdf(lot: "Lot", headers: dict[str, str], at_once: int) -> Page:
    """The download beside the floor's own rows through the same library, plain."""
    ours = [Ask(f"{address(lot)}download/?format=pdf", headers)] * at_once
    floor = [Ask(f"/plan/{lot.plan.pk}/{lot.size}/pdf/")] * at_once
    return Page("PDF", lot.size, lambda: ours, lambda: floor, (at_once,), warms_up=False)


def address(lot: "Lot") -> str:
    return f"/{lot.council.slug}/plans/{lot.plan.slug}/"


def rows_of_page(lot: "Lot") -> int:
    """How many rows the plan's (first) page has."""
    from actionplan.queries.recommendation_pages import pages_of_recommendations

    actions = lot.plan.actions.all()
    return actions.filter(recommendation__in=pages_of_recommendations(actions)[0]).count()


def some_actions(lot: "Lot") -> "list[Action]":
    """Actions as they stand now, each for one update."""
    found = lot.plan.actions.exclude(latest=None).select_related("plan", "latest")
    return list(found[:ROUND])


def our_update(action: "Action", lot: "Lot", headers: dict[str, str]) -> Ask:
    """What htmx sends when somebody types new words into the row's form."""
    from actionplan.forms.update_words import as_fields
    from actionplan.position import position_of

    fields = as_fields(position_of(action)) | {
        "commentary": f"The group has met again: {uuid4()}.",
        "due_reason": "",
        "based_on": action.latest_id,
        "once": uuid4(),
        "next": address(lot),
    }
    htmx = {
        "Content-Type": "application/x-www-form-urlencoded",
        "HX-Request": "true",
        "HX-Target": f"action-{action.number}",
        "HX-Current-URL": f"http://127.0.0.1{address(lot)}",
        "X-CSRFToken": TOKEN,
    }
    path = f"{address(lot)}actions/{action.reference}/update/"
    return Ask(path, headers | htmx, urlencode(fields))


def floor_update(action: "Action") -> Ask:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    words = f"The group has met again: {uuid4()}."
    return Ask(f"/update/{action.pk}/", headers, urlencode({"commentary": words}))


def queries_of(ask: Ask, lead: "Person") -> int:
    """The number of SQL statements of one request, transactions and session included."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(lead)
    headers = {name: value for name, value in ask.headers.items() if name != "Cookie"}
    method = "GET" if ask.body is None else "POST"
    kind = headers.pop("Content-Type", "text/html")
    with CaptureQueriesContext(connection) as queries:
        client.generic(method, ask.path, ask.body or "", kind, headers=headers)
    return len(queries)


# ---- what is printed


def line(page: Page, queries: int | str, at_once: int, pair: Pair) -> str:
    ratio = pair.ours.median_ms / pair.floor.median_ms
    return (
        f"{page.name:<16}{page.size:>8}{queries:>9}{at_once:>9}"
        f" |{figures(pair.ours)} |{figures(pair.floor)} |{ratio:>7.2f}"
    )


def figures(timing: Timing) -> str:
    return f"{timing.median_ms:>10.1f}{timing.p95_ms:>9.1f}{timing.a_second:>10.1f}"


def memory_line(words: str, ours: Server, floor: Server) -> str:
    """The floor makes its PDFs in the worker itself; the product in a child process."""
    most, least = ours.peak_megabytes(), floor.peak_megabytes()
    return f"{words:<42} |{most:>10.0f}{'':>19} |{least:>10.0f}{'':>19} |{most / least:>7.2f}"


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or list(SIZES))
