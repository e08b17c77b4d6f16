"""HTML in, an accessible PDF out: PDF/UA-1 and PDF/A-3a in one file, the same bytes every time.

``html_to_pdf`` is for the server: the work is done in a bounded child process. ``render`` is
that work itself, for functions that run in such a child already. Nothing is fetched but files of
the bundle: our own style sheets and fonts.
"""

import gc
import io
import warnings
from typing import TYPE_CHECKING, Any

from council.bounded import run_bounded

if TYPE_CHECKING:
    from pikepdf import Pdf

SECONDS = 120
MEGABYTES = 1536
TAGGED = "pdf/a-3a"


def html_to_pdf(html: str) -> bytes:
    """A whole HTML page as PDF, made in a child process within time and memory limits.

    Raises the errors of ``run_bounded``.
    """
    return in_child("council.pdf:render_bytes", html.encode("utf-8", "replace"))


def in_child(target: str, payload: bytes) -> bytes:
    """Run a function that calls ``render`` in a child with the limits for documents."""
    return run_bounded(target, payload, seconds=SECONDS, megabytes=MEGABYTES)


def render_bytes(payload: bytes) -> bytes:
    """``render`` for UTF-8 bytes: what the child of ``html_to_pdf`` runs."""
    return render(payload.decode("utf-8"))


def render(html: str) -> bytes:
    """A whole HTML page (with lang, title, and a caption in each table) as PDF."""
    return finished(painted(laid_out(html)))


def laid_out(html: str) -> Any:
    """The page on its sheets, as the library's document."""
    from council.pdf_bundle import SCHEME, fetcher, keep_safe_links
    from council.pdf_engine import engine, fonts_of
    from council.pdf_fonts import faces_for

    page = engine().HTML(string=html, url_fetcher=fetcher(), base_url=SCHEME)
    keep_safe_links(page.etree_element)
    fonts, css = fonts_of(faces_for(html))
    return page.render(font_config=fonts, stylesheets=[css], pdf_variant=TAGGED)


def painted(document: Any, variant: str = TAGGED) -> bytes:
    """A document as the library writes it."""
    with warnings.catch_warnings():
        # The library leaves the closing of its colour profile to chance.
        warnings.simplefilter("ignore", ResourceWarning)
        made: bytes = document.write_pdf(pdf_variant=variant)
        del document
        gc.collect()  # pages and boxes refer to each other, and are no longer needed
    return made


def finished(made: bytes) -> bytes:
    """The PDF with its tags mended and both standards claimed."""
    import pikepdf

    from council.pdf_metadata import claim_universal_access
    from council.pdf_tags import mend

    with pikepdf.open(io.BytesIO(made)) as pdf:
        mend(pdf)
        claim_universal_access(pdf)
        return saved(pdf)


def with_tags_mended(made: bytes) -> bytes:
    """The PDF with its tags mended, to be bound with others."""
    import pikepdf

    from council.pdf_tags import mend

    with pikepdf.open(io.BytesIO(made)) as pdf:
        mend(pdf)
        return saved(pdf)


def saved(pdf: "Pdf") -> bytes:
    """A PDF as bytes, the same each time."""
    import pikepdf

    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
