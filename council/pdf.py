"""HTML in, an accessible PDF out: PDF/UA-1 and PDF/A-3a in one file, the same bytes every time.

``html_to_pdf`` is for the server: the work is done in a bounded child process. ``render`` is
that work itself, for functions that run in such a child already. Nothing is fetched but files of
the bundle: our own style sheets and fonts.
"""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from council.bounded import run_bounded

STATIC = Path(__file__).resolve().parent.parent / "static"
SECONDS = 120
MEGABYTES = 1536
SCHEME = "bundle:"
ALLOWED_LINKS = ("https:", "mailto:")


class NotInBundle(ValueError):  # noqa: N818 - reads as what happened
    """A document asked for a file that is not ours."""


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
    from council import pdf_fonts
    from council.pdf_engine import engine

    weasyprint = engine()
    fetcher = bundle_fetcher()()
    page = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url=SCHEME)
    keep_safe_links(page.etree_element)
    fonts = weasyprint.text.fonts.FontConfiguration()
    rules = "\n".join(face.rule for face in pdf_fonts.faces_for(html))
    css = weasyprint.CSS(string=rules, font_config=fonts, url_fetcher=fetcher)
    made = page.write_pdf(font_config=fonts, stylesheets=[css], pdf_variant="pdf/a-3a")
    return finished(made)


def finished(made: bytes) -> bytes:
    """The PDF with its tags mended and both standards claimed."""
    import pikepdf

    from council.pdf_metadata import claim_universal_access
    from council.pdf_tags import mend

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        mend(pdf)
        claim_universal_access(pdf)
        mode = pikepdf.ObjectStreamMode.generate
        pdf.save(out, deterministic_id=True, object_stream_mode=mode, recompress_flate=False)
    return out.getvalue()


def keep_safe_links(root: Any) -> None:
    """Drop every address but places in the document, web pages over https, and e-mail."""
    for element in root.iter():
        for name in [name for name in element.attrib if name.endswith("href")]:
            address = element.attrib[name].strip()
            ours = element.tag == "link" and address.startswith(SCHEME)
            if not (ours or address.startswith(("#", *ALLOWED_LINKS))):
                del element.attrib[name]


def bundled(address: str) -> tuple[bytes, str]:
    """The content and media type of a bundled file; raises NotInBundle for all else."""
    found = bundle().get(address)
    if found is None:
        raise NotInBundle(address)
    path, media_type = found
    return path.read_bytes(), media_type


@cache
def bundle() -> dict[str, tuple[Path, str]]:
    """All that a document can fetch, by its address: "bundle:report.css"."""
    sheets = {f"{SCHEME}{path.name}": (path, "text/css") for path in STATIC.glob("pdf/*.css")}
    fonts = STATIC.glob("built/fonts/*.woff2")
    return sheets | {f"{SCHEME}fonts/{path.name}": (path, "font/woff2") for path in fonts}


@cache
def bundle_fetcher() -> Callable[[], Any]:
    """The class of fetchers that know the bundle and nothing else."""
    from council.pdf_engine import engine

    urls = engine().urls

    class BundleFetcher(urls.URLFetcher):  # type: ignore[misc,name-defined]
        def __init__(self) -> None:
            super().__init__(allowed_protocols=())

        def fetch(self, url: str, headers: object = None) -> Any:
            content, media_type = bundled(url)
            return urls.URLFetcherResponse(url, content, {"Content-Type": media_type})

    return BundleFetcher
