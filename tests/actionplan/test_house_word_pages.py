"""A council's own Word template on its pages: sent, looked at, and what a report is made in."""

import io
from datetime import date

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplan.models import FileSet, Report, ReportTemplate
from actionplan.reporting.sample_report import sample_template
from actionplan.reporting.shipped import shipped_form
from actionplan.services.report_files import _to_make
from actionplan.services.reports import begin_report
from tests import factories

FORMS = "/ashdown/meetings/reports/forms/"


def words_of(content: bytes) -> list[str]:
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def sent(client, content: bytes):
    file = SimpleUploadedFile("House.docx", content)
    return client.post(
        f"{FORMS}add/", {"name": "House form", "base": "district", "rows": "open", "file": file}
    )


@pytest.fixture
def house() -> bytes:
    made = docx.Document(io.BytesIO(sample_template(shipped_form("district"))))
    made.paragraphs[0].insert_paragraph_before("Ashdown: the house form of 2023")
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_report_is_made_in_the_template_of_its_form(cast, logged_in, house):
    client = logged_in(cast.clerk)
    sample = client.get(f"{FORMS}sample/district/")
    assert sample.status_code == 200
    assert "{{p sections }}" in words_of(sample.content)
    assert sent(client, house).status_code == 302
    own = ReportTemplate.objects.get(name="House form")
    assert f"{FORMS}{own.pk}/preview/" in client.get(FORMS).text
    looked_at = words_of(client.get(f"{FORMS}{own.pk}/preview/").content)
    assert looked_at[0] == "Ashdown: the house form of 2023"
    begun = begin_report(
        meeting=factories.meeting(cast.council, date(2023, 9, 5)), title="Progress of the plan",
        form=own.form, template=own, parts=[(cast.plan, None)], by=cast.clerk,
    )  # fmt: skip
    report = Report.objects.get(pk=begun.pk)
    content = client.get(f"{report.get_absolute_url()}word/").content
    words = words_of(content)
    assert words[:2] == ["Ashdown: the house form of 2023", "Progress of the plan"]
    kept = next(iter(_to_make(FileSet(report=report))))
    assert (kept.place, kept.write()) == (0, content)


def test_template_that_lacks_a_section_is_refused_by_its_name(cast, logged_in):
    made = docx.Document()
    made.add_paragraph("{{p summary }}")
    kept = io.BytesIO()
    made.save(kept)
    answer = sent(logged_in(cast.clerk), kept.getvalue())
    assert answer.status_code == 422
    assert "“Purpose of the report” must be filled in and would not be printed" in answer.text
    assert not ReportTemplate.objects.filter(name="House form").exists()
