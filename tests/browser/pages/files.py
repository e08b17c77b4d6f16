"""Pages of plans that come as files."""

from pathlib import Path

from actionplan.services.files import bring_in, keep_file

REAL = Path(__file__).parents[2] / "data" / "owbc-peer-review" / "owbc-peer-review.docx"
PAGES = {
    "send": "/ashdown/plan-files/send/",
    "list": "/ashdown/plan-files/",
    "understood": "/ashdown/plan-files/{read}/",
    "brought in": "/ashdown/plan-files/{brought_in}/",
}


def prepare(cast):
    """The real plan twice: looked at, and brought in."""
    content = REAL.read_bytes()
    read, kept = (
        keep_file(council=cast.council, content=content, name="plan.docx", by=cast.manager)
        for _ in range(2)
    )
    bring_in(file=kept, plan=None, title="Peer challenge", as_at=None, draft=False, by=cast.manager)
    return {"read": read.pk, "brought_in": kept.pk}
