"""make benchmark: run every script of benchmarks/, one after the other.

python -m scripts.benchmark [NAME...]
"""

import sys

from scripts.steps import ROOT, Stopped, main_of, run, say


def benchmark() -> None:
    """Those that are named, else all; raises Stopped after the last if one failed."""
    chosen = sys.argv[1:] or all_names()
    failed = [name for name in chosen if not measured(name)]
    if failed:
        raise Stopped(f"Failed: {', '.join(failed)}.")


def all_names() -> list[str]:
    """Every benchmark that can be run, in alphabetical order."""
    paths = sorted((ROOT / "benchmarks").glob("[a-z]*.py"))
    return [path.stem for path in paths if '__name__ == "__main__"' in path.read_text()]


def measured(name: str) -> bool:
    """Run one; whether it succeeded."""
    say(f"\n== {name}")
    return run([sys.executable, "-m", f"benchmarks.{name}"])


if __name__ == "__main__":
    sys.exit(main_of(benchmark))
