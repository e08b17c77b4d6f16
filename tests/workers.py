"""The real queue in tests: the database behind it, and workers that are processes of their own.

    def test_long_work_is_done(transactional_db, queue):
        result = long_work.add.enqueue(40, 2)
        workers.work_off()
        result.refresh()

What a worker is to do must lie in a module that it can import, such as tests/long_work.py.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

from scripts.steps import ROOT

COMMAND = [sys.executable, "manage.py", "db_worker", "--no-reload", "--no-startup-delay"]
REAL = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def environment() -> dict[str, str]:
    """What another process needs to work on the tests' database, and in their folder of files."""
    private: Any = settings.STORAGES["private"]
    files = private.get("OPTIONS", {}).get("location")
    where = {"PRIVATE_FILES": str(files)} if files else {}
    return {"DATABASE_URL": database_url(), "DEBUG": "1", "SECRET_KEY": "x"} | where


def database_url() -> str:
    """The address of the database that this test uses."""
    one = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{one['NAME']}"
    person = f"{one['USER']}:{one['PASSWORD']}" if one["PASSWORD"] else one["USER"]
    return f"postgres://{person}@{one['HOST']}:{one['PORT'] or 5432}/{one['NAME']}"


@contextmanager
def working(*options: str) -> Iterator["subprocess.Popen[str]"]:
    """A worker, which is killed at the end if it still runs."""
    with subprocess.Popen(  # noqa: S603 - our own command
        [*COMMAND, *options],
        cwd=ROOT,
        env={**os.environ, **environment()},
        stderr=subprocess.PIPE,
        text=True,
    ) as worker:
        try:
            yield worker
        finally:
            worker.kill()


def work_off() -> str:
    """Do all that waits in the queue; what the worker logged."""
    with working("--batch") as worker:
        _, told = worker.communicate(timeout=120)
    assert worker.returncode == 0, told
    return told
