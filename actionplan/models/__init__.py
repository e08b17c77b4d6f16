"""Plans, their structure, and the log of what was said about each action."""

from actionplan.models.action import Action
from actionplan.models.draft import Draft
from actionplan.models.duty import DutyMark
from actionplan.models.evidence import Evidence
from actionplan.models.extension import Extension
from actionplan.models.glossary import GlossaryTerm
from actionplan.models.lead import Lead
from actionplan.models.line_proof import LineProof
from actionplan.models.log import Entry
from actionplan.models.mail import Declined, Digest
from actionplan.models.narrative import Narrative
from actionplan.models.period import Correction, Period, PeriodMeeting, Reminder, Seal
from actionplan.models.plan import Plan
from actionplan.models.query import Query
from actionplan.models.recommendation import Recommendation, Theme
from actionplan.models.redaction import TOMBSTONE, RedactedPlace, Redaction
from actionplan.models.register import Change, Succession
from actionplan.models.report import Report, ReportPart, ReportTemplate, ReportText
from actionplan.models.report_file import FileSet, ReportFile
from actionplan.models.report_steps import ReportSignature, ReportStep
from actionplan.models.thread import ThreadLink
from actionplan.models.upload import Doubt, PlanFile, Synonym

__all__ = [
    "TOMBSTONE",
    "Action",
    "Change",
    "Correction",
    "Declined",
    "Digest",
    "Doubt",
    "Draft",
    "DutyMark",
    "Entry",
    "Evidence",
    "Extension",
    "FileSet",
    "GlossaryTerm",
    "Lead",
    "LineProof",
    "Narrative",
    "Period",
    "PeriodMeeting",
    "Plan",
    "PlanFile",
    "Query",
    "Recommendation",
    "RedactedPlace",
    "Redaction",
    "Reminder",
    "Report",
    "ReportFile",
    "ReportPart",
    "ReportSignature",
    "ReportStep",
    "ReportTemplate",
    "ReportText",
    "Seal",
    "Succession",
    "Synonym",
    "Theme",
    "ThreadLink",
]
