"""Who may make reports to committees."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from actionplan.models import ReportTemplate
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template import form_data
from actionplan.services.reports import begin_report
from council.models import Meeting
from tests import factories
from tests.factories import Cast

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
reports:report_list         GET      302    403    403    403  403   200     200      404
reports:report_list         POST     302    405    405    405  405   405     405      404
reports:report_add          GET      302    403    403    403  403   200     200      404
reports:report_add          POST     302    403    403    403  403   422     422      404
reports:report_detail       GET      302    403    403    403  403   200     200      404
reports:report_detail       POST     302    405    405    405  405   405     405      404
reports:report_word         GET      302    403    403    403  403   200     200      404
reports:report_word         POST     302    405    405    405  405   405     405      404
reports:report_appendix     GET      302    403    403    403  403   200     200      404
reports:report_appendix     POST     302    405    405    405  405   405     405      404
reports:report_files_again  GET      302    405    405    405  405   405     405      404
reports:report_files_again  POST     302    403    403    403  403   302     302      404
reports:report_basis        GET      302    403    403    403  403   200     200      404
reports:report_basis        POST     302    403    403    403  403   422     422      404
reports:report_cover        GET      302    403    403    403  403   200     200      404
reports:report_cover        POST     302    403    403    403  403   422     422      404
reports:report_text         GET      302    403    403    403  403   200     200      404
reports:report_text         POST     302    403    403    403  403   302     302      404
reports:report_sign         GET      302    403    403    403  403   200     200      404
reports:report_sign         POST     302    403    403    403  403   422     422      404
reports:report_stage        GET      302    405    405    405  405   405     405      404
reports:report_stage        POST     302    403    403    403  403   422     422      404
reports:report_resolution   GET      302    403    403    403  403   200     200      404
reports:report_resolution   POST     302    403    403    403  403   422     422      404
reports:template_list       GET      302    403    403    403  403   200     200      404
reports:template_list       POST     302    405    405    405  405   405     405      404
reports:template_add        GET      302    403    403    403  403   200     200      404
reports:template_add        POST     302    403    403    403  403   422     422      404
reports:template_file       GET      302    403    403    403  403   200     200      404
reports:template_file       POST     302    405    405    405  405   405     405      404
reports:template_preview    GET      302    403    403    403  403   302     302      404
reports:template_preview    POST     302    405    405    405  405   405     405      404
reports:template_sample     GET      302    403    403    403  403   200     200      404
reports:template_sample     POST     302    405    405    405  405   405     405      404
"""
CODES = {"reports:report_sign": "legal"}


def parts(cast: Cast, name: str) -> dict[str, Any]:
    """A report on the plan as it stands, and a form with a Word template, of the council."""
    meeting = Meeting.objects.filter(committee__council=cast.council).first()
    meeting = meeting or factories.meeting(cast.council, date(2023, 9, 5))
    form = shipped_form("district")
    report = meeting.reports.first() or begin_report(
        meeting=meeting, title="Progress", form=form, parts=[(cast.plan, None)], by=cast.clerk
    )
    own, _ = ReportTemplate.objects.get_or_create(
        council=cast.council, name="Ours", defaults={"data": form_data(form), "sha256": "0"}
    )
    if not own.file:
        own.file.save("ours.docx", ContentFile(b"PK"))
    kinds = {"reports:report_appendix": "csv"}
    codes = {"kind": kinds.get(name, "section"), "number": 1, "code": CODES.get(name, "purpose")}
    return {
        "meeting": meeting.pk,
        "report": report.pk,
        "template": own.pk,
        "base": "district",
    } | codes
