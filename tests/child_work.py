"""What the child processes of tests/long_work.py do. No Django here: a child has no settings."""

import time

from council.progress import report

NEW_NAME = "Ashdown and Vale"


def in_steps(payload: bytes) -> bytes:
    for row in range(301):
        report(row, 300)
    return NEW_NAME.encode()


def without_end(payload: bytes) -> bytes:
    report(120, 300)
    time.sleep(60)
    return b""
