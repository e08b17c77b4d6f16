"""Pages of plans that come as files."""

from pathlib import Path

from actionplan.services.reading import keep_file
from actionplan.services.review import apply_review
from actionplan.services.undo_import import undo_import
from council import clock
from council.services.work import begin
from tests.importing.making import word_plan

REAL = Path(__file__).parents[2] / "data" / "owbc-peer-review" / "owbc-peer-review.docx"
# A known action that is rated otherwise, one under another lead, and one that is new.
DIFFERENT = [
    ["Action", "Lead", "By when", "RAG", "Update"],
    ["Review the constitution", "Head of Law & Democracy", "30 September 2023", "A", "Late."],
    ["Close the budget gap", "Chief Executive", "As above", "R", ""],
    ["Plant an orchard", "Head of Parks", "Spring 2024", "G", "Trees are ordered."],
]
PAGES = {
    "send": "/ashdown/plan-files/send/",
    "list": "/ashdown/plan-files/",
    "found": "/ashdown/plan-files/{read}/found/",
    "rows to decide on": "/ashdown/plan-files/{read}/",
    "every row": "/ashdown/plan-files/{read}/?show=all",
    "last step": "/ashdown/plan-files/{read}/bring-in/",
    "removal": "/ashdown/plan-files/{read}/discard/",
    "receipt": "/ashdown/plan-files/{brought_in}/receipt/",
    "set-up list": "/ashdown/plans/{made}/set-up/doubts/",
    "set-up list, empty": "/ashdown/plans/peer-review/set-up/doubts/",
    "undoing": "/ashdown/plan-files/{brought_in}/undo/",
    "receipt of what is undone": "/ashdown/plan-files/{undone}/receipt/",
    "differences from the plan": "/ashdown/plan-files/{differs}/?show=all",
    "not in the file": "/ashdown/plan-files/{differs}/?show=missing",
    "being read": "/ashdown/plan-files/{waiting}/",
    "could not be read": "/ashdown/plan-files/{unreadable}/",
}


def prepare(cast):
    """The real plan in each state of its review, and a file that differs from the cast's plan."""
    read, kept, undone = (keep(cast, REAL.read_bytes()) for _ in range(3))
    for file in (undone, kept):
        apply_review(file=file, by=cast.manager, seen_version=file.version)
        if file is undone:
            undo_import(file=file, by=cast.manager, reason="The wrong file")
    differs = keep(cast, word_plan(DIFFERENT), plan=cast.plan)
    differs.choices["covers"] = "whole"
    differs.save()
    waiting, unreadable = keep(cast, word_plan(DIFFERENT)), keep(cast, word_plan(DIFFERENT))
    unreadable.state, unreadable.refusal = "unreadable", "plan.docx is empty."
    unreadable.save()
    wait(waiting)
    files = {"read": read, "brought_in": kept, "undone": undone, "differs": differs}
    files |= {"waiting": waiting, "unreadable": unreadable}
    kept.refresh_from_db()
    assert kept.plan is not None
    return {name: file.pk for name, file in files.items()} | {"made": kept.plan.slug}


def keep(cast, content, plan=None):
    return keep_file(
        council=cast.council, content=content, name="plan.docx", by=cast.manager, plan=plan
    )


def wait(file):
    """As a large file stands while it is read."""
    file.work = begin(council=file.council, seconds=600, by=file.sent_by)
    file.work.started_at, file.work.done, file.work.total = clock.machine_time(), 120, 300
    file.work.save()
    file.state = "waiting"
    file.save()
