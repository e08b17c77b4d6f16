"""The PDF library, started the way we need it: our fonts only, and one slow spot mended.

Importing it takes a second and reads the fonts' configuration, so it happens in ``engine`` and
not when this module is imported.
"""

import os
import warnings
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from council.pdf_fonts import Face

FONT_CONFIGURATION = Path(__file__).resolve().parent.parent / "static" / "pdf" / "fonts.conf"


@cache
def engine() -> ModuleType:
    """WeasyPrint, blind to the fonts of the machine."""
    os.environ["FONTCONFIG_FILE"] = os.fspath(FONT_CONFIGURATION)
    with warnings.catch_warnings():
        # It misses the machine's fonts, which is what we want.
        warnings.filterwarnings("ignore", message="No fonts configured")
        import weasyprint
    remember_page_references()
    found: ModuleType = weasyprint
    return found


@cache
def fonts_of(faces: tuple[Face, ...]) -> tuple[Any, Any]:
    """The library's configuration with these faces, and the style sheet that names them.

    It unpacks the files, which takes half a second: once for all the parts of a document.
    """
    from council.pdf_bundle import fetcher

    weasyprint = engine()
    fonts = weasyprint.text.fonts.FontConfiguration()
    rules = "\n".join(face.rule for face in faces)
    return fonts, weasyprint.CSS(string=rules, font_config=fonts, url_fetcher=fetcher())


def remember_page_references() -> None:
    """Make pydyf build the list of all pages' references once, not once for each tag.

    As it comes, writing a tagged file takes tags times pages: minutes for a thousand pages.
    """
    import pydyf

    build = pydyf.PDF.page_references.fget

    def remembered(pdf: Any) -> tuple[bytes, ...]:
        pages = len(pdf.pages["Kids"])
        if getattr(pdf, "_references_of", None) != pages:
            pdf._references_of, pdf._references = pages, build(pdf)
        references: tuple[bytes, ...] = pdf._references
        return references

    pydyf.PDF.page_references = property(remembered)
