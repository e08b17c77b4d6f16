"""Pages that ``test_every_page`` looks at, one module a part of the product.

Each module holds ``PAGES``, names and addresses that the plan manager opens, and may have
``prepare(cast)``, which makes what they need beside the cast and may return what stands in braces
in the addresses (``{"post": 12}`` for ``/ashdown/organisation/posts/{post}/``).
"""

import importlib
import pkgutil
from types import ModuleType

AREAS: dict[str, ModuleType] = {
    found.name: importlib.import_module(f"{__name__}.{found.name}")
    for found in pkgutil.iter_modules(__path__)
}
