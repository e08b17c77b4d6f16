"""Pages of plans that come as files."""

from pathlib import Path

from actionplan.services.reading import keep_file
from actionplan.services.review import apply_review

REAL = Path(__file__).parents[2] / "data" / "owbc-peer-review" / "owbc-peer-review.docx"
PAGES = {
    "send": "/ashdown/plan-files/send/",
    "list": "/ashdown/plan-files/",
    "found": "/ashdown/plan-files/{read}/found/",
    "rows to decide on": "/ashdown/plan-files/{read}/",
    "every row": "/ashdown/plan-files/{read}/?show=all",
    "last step": "/ashdown/plan-files/{read}/bring-in/",
    "removal": "/ashdown/plan-files/{read}/discard/",
    "receipt": "/ashdown/plan-files/{brought_in}/receipt/",
}


def prepare(cast):
    """The real plan twice: looked at, and brought in."""
    content = REAL.read_bytes()
    read, kept = (
        keep_file(council=cast.council, content=content, name="plan.docx", by=cast.manager)
        for _ in range(2)
    )
    apply_review(file=kept, by=cast.manager, seen_version=kept.version)
    return {"read": read.pk, "brought_in": kept.pk}
