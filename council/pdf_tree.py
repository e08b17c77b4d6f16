"""The tree of tags in a PDF: reading it, and moving its elements about."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Object


def role(element: Object) -> str:
    """The element's type without its slash: "Table", "TR"."""
    return str(element.S)[1:]


def parts(element: Object) -> list[Object]:
    """What hangs under an element: elements, marked-content ids, references to objects."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def children(element: Object, *roles: str) -> list[Object]:
    """The elements right under an element, of some roles or of any."""
    found = (kid for kid in parts(element) if isinstance(kid, Dictionary) and "/S" in kid)
    return [kid for kid in found if not roles or role(kid) in roles]


def elements(root: Object) -> Iterator[Object]:
    """Every element under ``root`` in reading order, without recursion."""
    waiting = children(root)[::-1]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(children(element)[::-1])


def is_empty(element: Object) -> bool:
    """Whether nothing at all is drawn for an element."""
    family = [element, *elements(element)]
    return not any(len(parts(one)) > len(children(one)) for one in family)


def adopt(parent: Object, found: list[Object]) -> None:
    """Hang elements under ``parent``, last."""
    for element in found:
        element.P = parent
    parent.K = Array([*parts(parent), *found])


def remove(element: Object) -> None:
    """Take an element out of the tree, and those above it that are left with nothing."""
    parent = element.P
    if role(parent) == "Document" or len(parts(parent)) > 1:
        parent.K = Array([kid for kid in parts(parent) if not same(kid, element)])
    else:
        remove(parent)


def same(one: object, other: Object) -> bool:
    """Whether two things of a file are one object."""
    return isinstance(one, Object) and one.objgen == other.objgen


def clear(element: Object, key: str) -> None:
    """Drop a property of an element, if it has it."""
    if key in element:
        del element[key]
