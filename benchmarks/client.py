"""A plain client: sends requests over kept connections and keeps the time of each."""

import http.client
import time
from collections import deque
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import median

TIMEOUT = 300


class Refused(Exception):
    """An answer other than 200."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request; a body makes it a POST of a form."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None


@dataclass(slots=True)
class Timing:
    """What requests took: the seconds of each, and of all together by the clock."""

    each: list[float] = field(default_factory=list)
    together: float = 0.0

    @property
    def median_ms(self) -> float:
        return 1000 * median(self.each)

    @property
    def p95_ms(self) -> float:
        ordered = sorted(self.each)
        return 1000 * ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]

    @property
    def a_second(self) -> float:
        return len(self.each) / self.together


def send_all(port: int, asks: Iterable[Ask], at_once: int, timing: Timing) -> None:
    """Send every request over ``at_once`` connections; raises Refused unless each gets 200."""
    waiting = deque(asks)
    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        for seconds in pool.map(lambda _: _send(port, waiting), range(at_once)):
            timing.each.extend(seconds)
    timing.together += time.perf_counter() - started


def _send(port: int, waiting: deque[Ask]) -> list[float]:
    """Take requests until none is left; the seconds of each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    seconds = []
    while waiting:
        try:
            ask = waiting.popleft()
        except IndexError:  # another thread took the last
            break
        seconds.append(_one(connection, ask))
    connection.close()
    return seconds


def _one(connection: http.client.HTTPConnection, ask: Ask) -> float:
    started = time.perf_counter()
    method = "GET" if ask.body is None else "POST"
    connection.request(method, ask.path, ask.body, ask.headers)
    response = connection.getresponse()
    content = response.read()
    seconds = time.perf_counter() - started
    if response.status != 200:
        what = content[:200].decode("utf-8", "replace").strip().split("\n")[0]
        raise Refused(f"answered {response.status} after {seconds:.0f} seconds: {what}")
    return seconds
