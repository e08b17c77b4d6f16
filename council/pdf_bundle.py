"""What a document may fetch: our own style sheets and fonts by fixed names, and nothing else."""

from functools import cache
from pathlib import Path
from typing import Any

STATIC = Path(__file__).resolve().parent.parent / "static"
SCHEME = "bundle:"
ALLOWED_LINKS = ("https:", "mailto:")


class NotInBundle(ValueError):
    """A document asked for a file that is not ours."""


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
def fetcher() -> Any:
    """The library's fetcher, put in the place of its own: it knows the bundle and no protocol."""
    from council.pdf_engine import engine

    urls = engine().urls

    class BundleFetcher(urls.URLFetcher):  # type: ignore[misc,name-defined,unused-ignore]
        def fetch(self, url: str, headers: object = None) -> Any:
            content, media_type = bundled(url)
            return urls.URLFetcherResponse(url, content, {"Content-Type": media_type})

    return BundleFetcher(allowed_protocols=())


def keep_safe_links(root: Any) -> None:
    """Drop every address but places in the document, web pages over https, and e-mail."""
    for element in root.iter():
        for name in [name for name in element.attrib if name.endswith("href")]:
            if not is_safe(element, element.attrib[name].strip()):
                del element.attrib[name]


def is_safe(element: Any, address: str) -> bool:
    """Whether an element may have this address; only links to style sheets may be ours."""
    if element.tag == "link":
        return element.get("rel") == "stylesheet" and address.startswith(SCHEME)
    attaches = "attachment" in element.get("rel", "").lower()
    return address.startswith(("#", *ALLOWED_LINKS)) and not attaches
