"""Circles among actions that depend on each other. Pure."""

from collections.abc import Hashable, Iterable, Mapping


def circle[Node: Hashable](
    needs: Mapping[Node, Iterable[Node]], first: Node
) -> tuple[Node, ...] | None:
    """A way from ``first`` back to itself, both ends named; None where there is none.

    ``needs`` says for each node which others it depends on.
    """
    ways: list[tuple[Node, ...]] = [(first,)]
    known: set[Node] = set()
    while ways:
        way = ways.pop(0)
        for node in needs.get(way[-1], ()):
            if node == first:
                return (*way, first)
            if node not in known:
                known.add(node)
                ways.append((*way, node))
    return None
