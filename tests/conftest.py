"""What all tests stand on: a fixed day, a database of their own, and strict templates."""

import logging
import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client, TransactionTestCase, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from council import append_only
from council.models import Person
from scripts import office
from tests import factories, workers
from tests.standing import Standing
from tests.strict_templates import Strict

# The day every test speaks of, whenever it runs: the day of the demonstration.
TODAY = date(2023, 6, 30)
APPEND_ONLY = (
    "actionplan_change",
    "actionplan_correction",
    "actionplan_narrative",
    "actionplan_lineproof",
    "actionplan_period",
    "actionplan_seal",
    "actionplan_entry",
    "actionplan_redactedplace",
    "actionplan_redaction",
    "actionplan_reportfile",
    "actionplan_succession",
    "strategy_measurement",
)


COMMITTING_FIXTURES = {"transactional_db", "live_server"}
DATABASE_FIXTURES = COMMITTING_FIXTURES | {"db"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """A second engine need not see again what no engine takes part in."""
    parser.addoption(
        "--database-only",
        action="store_true",
        help="leave out tests that use no database, or ask of it what others ask too",
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--database-only"):
        chosen = [item for item in items if _asks_the_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
        items[:] = chosen
    for item in items:
        if _uses_the_database(item):
            _fixtures(item).insert(0, "ground")  # before what begins the test's own transaction
    items.sort(key=_place)


def _place(item: pytest.Item) -> tuple[bool, bool]:
    """Whole files go to one process each: no long one may be the last."""
    return not item.get_closest_marker("long"), not item.get_closest_marker("browser")


def _asks_the_database(item: pytest.Item) -> bool:
    elsewhere = item.get_closest_marker("browser") or item.get_closest_marker("any_engine")
    return _uses_the_database(item) and not elsewhere


def _uses_the_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(_fixtures(item)))


def _fixtures(item: pytest.Item) -> list[str]:
    return item.fixturenames if isinstance(item, pytest.Function) else []


def pytest_configure() -> None:
    """Settings that differ in tests, whatever this machine's .env says."""
    settings.GOLDEN_THREAD_TODAY = TODAY
    # A busy machine is slow, and that is no fault of the code: speed is for benchmarks/.
    hypothesis_settings.register_profile(
        "unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    hypothesis_settings.load_profile("unhurried")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    options: Any = settings.TEMPLATES[0]["OPTIONS"]
    options["string_if_invalid"] = Strict("%s")
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"private": memory}
    # Long work is done where it is asked for. Enabled rather than set: Django keeps its queues.
    at_once = {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}
    override_settings(TASKS={"default": at_once}).enable()
    # A refusal is an answer like others: nobody reads where in the code each was raised.
    logging.getLogger("django.request").addFilter(_without_trace)
    # Without this WhiteNoise reads all static files anew for every test client.
    settings.WHITENOISE_AUTOREFRESH = True


def _without_trace(record: logging.LogRecord) -> bool:
    if record.levelno < logging.ERROR:
        record.exc_info = None
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line for what could not be run because a program is missing."""
    skipped = [str(one.longrepr) for one in terminalreporter.stats.get("skipped", [])]
    for program, kind in (
        ("Chromium", "JOURNEYS IN A BROWSER"),
        ("LibreOffice", "TESTS WITH LIBREOFFICE"),
    ):
        count = sum(program in reason for reason in skipped)
        if count:
            words = f"{count} {kind} WERE NOT RUN: no {program} was found"
            terminalreporter.write_sep("!", words, red=True)


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], bytes]:
    """Opens a file in LibreOffice and saves it again. Without one: skipped, on CI a failure."""
    program = office.find()
    if program is None:
        report = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        report(office.HOW_TO_GET_IT)
    profile = tmp_path_factory.mktemp("profile")

    def save_again(content: bytes, kind: str, given: str = "") -> bytes:
        file = tmp_path_factory.mktemp("office") / f"file.{given or kind}"
        file.write_bytes(content)
        return office.saved_again(str(program), file, kind, profile).read_bytes()

    return save_again


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database for this process of this run, so that runs side by side do not meet.

    On SQLite a file (an in-memory database has no locking to find out about) in pytest's own
    temporary folder, which clears itself.
    """
    mine = settings.DATABASES["default"]
    if mine["ENGINE"] == "django.db.backends.sqlite3":
        mine["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    elif not request.config.getvalue("reuse_db"):
        run, worker = (request.getfixturevalue(name) for name in ("testrun_uid", "worker_id"))
        mine.setdefault("TEST", {})["NAME"] = f"test_{mine['NAME']}_{run[:8]}_{worker}"


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_triggers() -> Iterator[None]:
    """Let tests that really commit empty the append-only tables afterwards.

    Django empties a table by DELETE on SQLite and by TRUNCATE on PostgreSQL; our triggers refuse
    both. Only this flush takes them away, and it puts them back.
    """
    # Django's own hook, which its types leave out.
    flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def flush_without_triggers(case: TransactionTestCase) -> None:
        with connections["default"].schema_editor() as editor:
            for table in APPEND_ONLY:
                append_only.drop(editor, table)
        try:
            flush(case)
        finally:
            with connections["default"].schema_editor() as editor:
                for table in APPEND_ONLY:
                    append_only.create(editor, table)

    with mock.patch.object(TransactionTestCase, "_fixture_teardown", flush_without_triggers):
        yield


@pytest.fixture(scope="session")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Standing]:
    """What one process's tests stand on."""
    one = Standing()
    yield one
    with django_db_blocker.unblock():
        one.end()


@pytest.fixture
def ground(
    request: pytest.FixtureRequest, standing: Standing, django_db_blocker: DjangoDbBlocker
) -> factories.Cast | None:
    """Set up before all else that touches the database: the cast, or no rows at all."""
    with django_db_blocker.unblock():
        if _stands_on_the_cast(request):
            return standing.cast()
        standing.end()
    return None


def _stands_on_the_cast(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    really_commits = marker and marker.kwargs.get("transaction")
    if really_commits or COMMITTING_FIXTURES & set(request.fixturenames):
        return False
    return "cast" in request.fixturenames


@pytest.fixture
def cast(ground: factories.Cast | None, db: None) -> factories.Cast:
    """A council with a plan and everybody who matters to it, and a stranger."""
    return ground or factories.a_council_with_a_plan()


@pytest.fixture
def queue(settings: Any) -> None:
    """Long work waits in the database for a worker, as it does outside tests (workers.py)."""
    settings.TASKS = workers.REAL


@pytest.fixture
def files_on_disk(settings: Any, tmp_path: Path) -> None:
    """Private files lie in a folder, where a worker of its own finds them too."""
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {"OPTIONS": {"location": str(tmp_path)}}
    settings.STORAGES = settings.STORAGES | {"private": disk | options}


@pytest.fixture
def logged_in() -> Callable[[Person], Client]:
    """``logged_in(cast.owner)``: a client with that person's session."""

    def client_of(person: Person) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return client_of


@pytest.fixture
def manager(cast: factories.Cast, logged_in: Callable[[Person], Client]) -> Client:
    """A client with the session of the cast's plan manager."""
    return logged_in(cast.manager)
