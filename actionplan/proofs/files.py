"""Proving the kept files of reports: what is not as it was kept, each in a sentence."""

import hashlib
from collections.abc import Iterator

from django.db.models import QuerySet

from actionplan.models import RedactedPlace, ReportFile

PIECE = 1 << 20


def faults_of_files(files: QuerySet[ReportFile]) -> Iterator[str]:
    """Each file whose bytes are not those that were kept, or that is gone and nothing says why."""
    removed = RedactedPlace.objects.filter(table=ReportFile._meta.db_table)
    gone = set(removed.values_list("row", flat=True))
    for one in files.select_related("file_set__report").order_by("pk").iterator():
        taken_back = one.file_set.taken_back_at is not None
        if one.file and (fault := _fault(one)):
            yield f"“{one.file_name}” of the report “{one.file_set.report}” {fault}"
        elif not one.file and not taken_back and one.pk not in gone:
            yield f"“{one.file_name}” of the report “{one.file_set.report}” has lost its file."


def _fault(one: ReportFile) -> str:
    found = hashlib.sha256()
    try:
        with one.file.open("rb") as kept:
            while piece := kept.read(PIECE):
                found.update(piece)
    except OSError:
        return "is not where it was kept."
    return "" if found.hexdigest() == one.sha256 else "is not the file that was kept."
