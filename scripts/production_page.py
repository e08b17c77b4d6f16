"""Ask for the log-in page under the settings of a server, and for every file that it names.

For .ci/run, after collectstatic: with DEBUG off a file that is not in the manifest is an error.
"""

import os
import re
import sys

import django

from scripts.steps import Stopped, main_of, say


def ask_for_page() -> None:
    """Raise Stopped unless the page and its files are served."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "council.settings")
    django.setup()
    page = fetch("/account/login/").decode()
    files = sorted(set(re.findall(r'"(/static/[^"]+)"', page)))
    if not files:
        raise Stopped("The log-in page names no static file.")
    for file in files:
        fetch(file)
    say(f"the log-in page and its {len(files)} files are served")


def fetch(path: str) -> bytes:
    """What a browser gets at ``path``; raises Stopped unless it is there."""
    from django.conf import settings
    from django.test import Client

    host = settings.ALLOWED_HOSTS[0]
    response = Client(headers={"host": host}).get(path, secure=True)
    if response.status_code != 200:
        raise Stopped(f"{path} answers {response.status_code}.")
    return response.getvalue()


if __name__ == "__main__":
    sys.exit(main_of(ask_for_page))
