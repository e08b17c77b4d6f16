"""Return forms as files: what writes each kind, and all posts' forms in one zip."""

import io
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from actionplan.reporting.report import ReportDocument
from actionplan.reporting.return_word import write_return_docx
from actionplan.reporting.return_workbook import write_return_xlsx
from actionplan.reporting.writers import EXCEL, WORD, plain_name

MADE = (2000, 1, 1, 0, 0, 0)  # equal forms make equal zips
LONGEST_POST = 60


@dataclass(frozen=True, slots=True)
class FormWriter:
    """One kind of form: the function that makes it, its media type and the end of its name."""

    write: Callable[[ReportDocument, str], bytes]
    content_type: str
    suffix: str

    def file_name(self, report: ReportDocument, post: str) -> str:
        """ "Return form, Head of Finance – position as at 30 June 2023.docx"."""
        named = replace(report, title=f"Return form, {post[:LONGEST_POST]}", is_draft=False)
        return f"{plain_name(named)}.{self.suffix}"


FORM_WRITERS = {
    "docx": FormWriter(write_return_docx, WORD, "docx"),
    "xlsx": FormWriter(write_return_xlsx, EXCEL, "xlsx"),
}


def zipped(writer: FormWriter, forms: Iterable[tuple[ReportDocument, str]]) -> bytes:
    """The forms of several posts as one zip; names that are alike are numbered."""
    out = io.BytesIO()
    taken: set[str] = set()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (report, post) in enumerate(forms, 1):
            name = writer.file_name(report, post)
            if name.casefold() in taken:
                name = f"{number} {name}"
            taken.add(name.casefold())
            archive.writestr(zipfile.ZipInfo(name, MADE), writer.write(report, post))
    return out.getvalue()
