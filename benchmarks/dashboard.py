"""How long the dashboard takes on PostgreSQL as a plan grows, and after somebody has updated it.

    python -m benchmarks.dashboard [ACTIONS ...]

Makes a database of its own for each size on the server of BENCHMARK_DATABASE_URL and drops it
afterwards. The whole request is timed within this process, by Django's own client, without a
network: what differs between two sizes is then what the product does. Run it alone.
"""

import os
import signal
import subprocess
import sys
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.own_database import own_database
from benchmarks.pages import environment, prepare

if TYPE_CHECKING:
    from django.test import Client

    from benchmarks.grown_plans import Lot
    from council.models import Person

SIZES = (60, 2_000, 20_000)
TIMES = 15
HEADING = f"{'actions':>8}{'queries':>9}{'again, ms':>11}{'after an update, ms':>21}{'queries':>9}"


def main(arguments: list[str]) -> None:
    """Print one table; each line comes from a process of its own, as settings are read once."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the database is dropped
    if arguments[:1] == ["--line"]:
        one_size(int(arguments[1]))
        return
    print(HEADING, flush=True)
    for size in arguments or map(str, SIZES):
        again = [sys.executable, "-m", "benchmarks.dashboard", "--line", size]
        subprocess.run(again, check=True)


def one_size(size: int) -> None:
    with own_database() as address:
        os.environ.update(environment(address))
        prepare()
        from benchmarks.grown_plans import fill

        lead, (lot,) = fill([size])
        print(line(lead, lot), flush=True)


def line(lead: "Person", lot: "Lot") -> str:
    """Medians of ``TIMES`` requests: one after the other, and each after an update."""
    from django.test import Client

    client, page = Client(SERVER_NAME="127.0.0.1"), f"/{lot.council.slug}/"
    client.force_login(lead)
    for _ in range(3):  # templates, connections
        client.get(page)
    again = median(timed(client, page) for _ in range(TIMES))
    fresh = []
    for _ in range(TIMES):
        update(lot, lead)
        fresh.append(timed(client, page))
    seen = queries(client, page)
    update(lot, lead)
    first = queries(client, page)
    return f"{lot.size:>8,}{seen:>9}{again:>11.0f}{median(fresh):>21.0f}{first:>9}"


def timed(client: "Client", page: str) -> float:
    """Milliseconds of one request."""
    begun = perf_counter()
    answer = client.get(page)
    assert answer.status_code == 200, answer.status_code  # noqa: S101 - nothing else is measured
    return (perf_counter() - begun) * 1000


def queries(client: "Client", page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(page)
    return len(asked)


def update(lot: "Lot", lead: "Person") -> None:
    """Say the same again of the plan's first action."""
    from uuid import uuid4

    from actionplan.models import Action
    from actionplan.position import position_of
    from actionplan.services.updates import record_update

    action = Action.objects.select_related("plan", "latest").filter(plan=lot.plan)[0]
    record_update(
        action=action,
        position=position_of(action),
        by=lead,
        once=uuid4(),
        based_on=action.latest_id,
        no_change=True,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
