"""Lines of the access table, one module a set of addresses (named as its namespace).

Each module holds ``TABLE``, in the columns of ``tests/test_access.py``, and ``parts(cast, name)``:
what the parameters of its addresses are, for the address of that name.
"""

import importlib
import pkgutil
from types import ModuleType

AREAS: dict[str, ModuleType] = {
    found.name: importlib.import_module(f"{__name__}.{found.name}")
    for found in pkgutil.iter_modules(__path__)
}
