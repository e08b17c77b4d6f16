"""How gunicorn serves the demonstration: small, quiet, and telling the address once it is up."""

import os
from typing import Any

workers = 2
threads = 4
loglevel = "warning"
graceful_timeout = 5


def when_ready(server: Any) -> None:
    """Said last, when the address works."""
    address = f"http://localhost:{os.environ['PORT']}"
    print(f"\nGolden Thread is at {address} (Ctrl-C stops it)", flush=True)
