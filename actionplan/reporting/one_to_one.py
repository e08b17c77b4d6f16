"""The sheet for a one-to-one: one post's open actions, as a value, as PDF and as Word; A4 upright.

The page on screen is made from the same value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.template import Context

from actionplan.document import PlanDocument
from actionplan.glossary import Term
from actionplan.reporting.pack import engine
from actionplan.reporting.packed import word_bytes
from actionplan.reporting.report import Brand, ReportDocument
from actionplan.reporting.word_page import new_document
from actionplan.reporting.written_out import html_written_out, word_written_out
from actionplan.words import day
from council.hostile import capped, cleaned, one_line, printable, readable
from council.pdf import html_to_pdf

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


@dataclass(frozen=True, slots=True)
class SheetUpdate:
    """What was said once: who and when, which rating and status, in which words."""

    by: str
    declared: str
    words: str


@dataclass(frozen=True, slots=True)
class SheetAction:
    """One open action: where it stands, its last two updates (the last first), what is asked."""

    reference: str
    title: str
    plan: str
    url: str
    rating: str
    status: str
    due: str
    updates: Sequence[SheetUpdate] = ()
    queries: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One post's open actions as at a day, who holds the post, and whose council it is."""

    post: str
    holders: str
    council: str
    as_at: date
    sentence: str
    actions: Sequence[SheetAction]
    brand: Brand
    glossary: tuple[Term, ...] = ()

    @property
    def title(self) -> str:
        return f"1:1 sheet: {one_line(self.post, 200)}"

    @property
    def day(self) -> str:
        return day(self.as_at)


def sheet_pdf(sheet: Sheet) -> bytes:
    """The sheet as PDF/UA-1 and PDF/A-3a; the work is done in a child process."""
    fit = cleaned(_short(sheet), printable)
    context = Context({"sheet": fit})
    page = engine().get_template("pdf/one_to_one.html").render(context)
    return html_to_pdf(html_written_out(page, fit.glossary))


def sheet_docx(sheet: Sheet) -> bytes:
    """The sheet as a Word document with real headings, and a box for notes."""
    fit = cleaned(_short(sheet), readable)
    document = _upright(fit)
    document.add_paragraph(fit.title, style="Title")
    document.add_paragraph(f"{fit.holders} Position as at {fit.day}.")
    document.add_paragraph(fit.sentence)
    document.add_heading("Open actions", level=1)
    for action in fit.actions:
        _put(document, action)
    _put_notes(document)
    word_written_out(document, fit.glossary)
    return word_bytes(document)


def _short(sheet: Sheet) -> Sheet:
    """The same with very long words cut, and told so."""
    return replace(sheet, actions=[_action_short(action) for action in sheet.actions])


def _action_short(action: SheetAction) -> SheetAction:
    return replace(action, updates=[_update_short(update) for update in action.updates])


def _update_short(update: SheetUpdate) -> SheetUpdate:
    shown, rest = capped(update.words)
    return replace(update, words=f"{shown}\nGoes on in Golden Thread.") if rest else update


def _upright(sheet: Sheet) -> "Document":
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    plan = PlanDocument(title=sheet.title, as_at=sheet.as_at)
    document = new_document(ReportDocument(plan, sheet.council, brand=sheet.brand))
    section = document.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    return document


def _put(document: "Document", action: SheetAction) -> None:
    document.add_heading(f"{action.reference} {one_line(action.title, 300)}", level=2)
    facts = (action.rating, action.status, action.due, action.plan)
    _stays(document.add_paragraph(". ".join(fact.rstrip(".") for fact in facts) + "."))
    for query in action.queries:
        _stays(document.add_paragraph(query, style="List Bullet"))
    for update in action.updates:
        said = _stays(document.add_paragraph())
        said.add_run(f"{update.by}: {update.declared}.").bold = True
        for line in filter(None, update.words.splitlines()):
            document.add_paragraph(line)
    if not action.updates:
        document.add_paragraph("Never updated.")


def _stays(paragraph: "Paragraph") -> "Paragraph":
    """The same, on the page of what follows it."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def _put_notes(document: "Document") -> None:
    """A heading and a box of one cell, with room to write."""
    from docx.shared import Mm

    document.add_heading("Notes", level=1)
    table = document.add_table(rows=1, cols=1, style="Table Grid")
    table.rows[0].height = Mm(80)
