"""The forms of report that the product brings: data, beside this file."""

import tomllib
from functools import cache
from pathlib import Path

from actionplan.reporting.template import TemplateForm, form_from

SHIPPED = ("district", "scrutiny", "position")


@cache
def shipped_form(name: str) -> TemplateForm:
    """The form called ``name``, one of SHIPPED."""
    if name not in SHIPPED:
        raise ValueError(f"There is no form called {name!r}.")
    return form_from(tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8")))
