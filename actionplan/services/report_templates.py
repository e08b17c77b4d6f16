"""A council's own form of report, and its Word template: checked before it is kept."""

import hashlib
from dataclasses import replace

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from actionplan.models import ReportTemplate
from actionplan.queries.report import brand_of
from actionplan.reporting.house_word import write_in_template
from actionplan.reporting.sample_report import sample_report
from actionplan.reporting.template import TemplateForm, form_data
from actionplan.reporting.template_check import check_word_template
from council.bounded import BoundedError, ChildRefused
from council.file_types import NotTaken
from council.models import Committee, Council, Person
from council.uploads import harmless_name
from council.versions import CannotEdit, sign

TOO_MUCH = "This file could not be filled in. Save it anew from Word, or take something out of it."


@transaction.atomic
def add_template(
    *,
    council: Council,
    committee: Committee | None,
    name: str,
    form: TemplateForm,
    by: Person,
    content: bytes = b"",
    file_name: str = "",
) -> ReportTemplate:
    """Keep a form under a name of its own, with a Word template if there is ``content``.

    Raises CannotEdit with one sentence for a name that is taken and for a file that is not.
    """
    row = ReportTemplate(
        council=council, committee=committee, name=name, data=form_data(replace(form, title=name))
    )
    if content:
        _attach(row, content, file_name)
    sign(row, by)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CannotEdit(f"There is a form called {name} already.") from error
    return row


def tried(form: TemplateForm, council: Council, content: bytes) -> bytes:
    """A sample report in a Word template. Raises the errors of ``council.bounded``."""
    return write_in_template(sample_report(form, council.name, brand_of(council)), content)


def _attach(row: ReportTemplate, content: bytes, file_name: str) -> None:
    try:
        row.placeholders = list(check_word_template(content, row.form))
        tried(row.form, row.council, content)
    except NotTaken as refused:
        raise CannotEdit(str(refused)) from refused
    except ChildRefused as refused:
        raise CannotEdit(f"The file {refused}.") from refused
    except BoundedError as error:
        raise CannotEdit(TOO_MUCH) from error
    row.file_name = harmless_name(file_name)
    row.sha256 = hashlib.sha256(content).hexdigest()
    row.file.save("template.docx", ContentFile(content), save=False)
