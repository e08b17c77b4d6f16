"""A PostgreSQL database that is made for one run and dropped at its end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

USUAL_SERVER = "postgres://postgres@127.0.0.1:5432/postgres"


@contextmanager
def own_database() -> Iterator[str]:
    """The address of a new, empty database on the server of BENCHMARK_DATABASE_URL.

    The database named there is only where we knock. A name that is taken already is an error:
    no other database is ever written to or dropped.
    """
    server = os.environ.get("BENCHMARK_DATABASE_URL", USUAL_SERVER)
    name = f"golden_thread_benchmark_{os.getpid()}"
    _execute(server, "CREATE DATABASE {}", name)
    try:
        yield urlsplit(server)._replace(path=f"/{name}").geturl()
    finally:
        _execute(server, "DROP DATABASE {} WITH (FORCE)", name)


def _execute(server: str, statement: str, name: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
