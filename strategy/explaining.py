"""The council's terms, explained where a strategy is printed.

A council's glossary is kept above this package, which does not import it. So whoever has it gives
a function when the program starts (``provide``, in an ``AppConfig.ready``), as with
``strategy.computing``.
"""

from collections.abc import Callable
from functools import reduce

from council.models import Council

type Explain = Callable[[Council, str], str]

_explains: dict[str, Explain] = {}


def provide(name: str, explain: Explain) -> None:
    """Have ``explain`` write terms out from now on; the same name again takes its former place."""
    _explains[name] = explain


def explained(council: Council, page: str) -> str:
    """A page of ours, every word of which is escaped, with the council's terms written out."""
    return reduce(lambda said, explain: explain(council, said), _explains.values(), page)
