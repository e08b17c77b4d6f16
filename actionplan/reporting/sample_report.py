"""A form of report before there is a report: made-up words, and a Word template to begin with."""

from datetime import date
from typing import TYPE_CHECKING

from actionplan.declared import Due, Status
from actionplan.document import Action, PlanDocument, Recommendation, Theme
from actionplan.key_lines import Rating
from actionplan.reporting.covering import Covering, Reported
from actionplan.reporting.covering_word import POINTS
from actionplan.reporting.decided import Decision
from actionplan.reporting.packed import word_bytes
from actionplan.reporting.parts import Signed, Typed, Written
from actionplan.reporting.placeholders import INLINE, block_names, inline_names
from actionplan.reporting.report import Brand
from actionplan.reporting.template import SectionKind, TemplateForm
from actionplan.reporting.word_page import FONT

if TYPE_CHECKING:
    from docx.document import Document

DAY, AS_AT = date(2023, 9, 5), date(2023, 6, 30)
KEY = (
    Rating("G", "Green", "circle", "green", definition="On track"),
    Rating("A", "Amber", "triangle", "amber", definition="Some delay"),
    Rating("R", "Red", "square", "red", definition="Off track"),
)
WORDS = {
    SectionKind.RECOMMENDATIONS: "Note the position.\nAgree the new dates.",
    SectionKind.SUMMARY: "One action of two is complete, and one is past its date.",
}

DECISIONS = (
    Decision("AP-2", "Agree the budget", "Bring a plan to catch up.", AS_AT, "Head of Finance",
             date(2023, 7, 31), "AAS-1"),
)  # fmt: skip


def sample_report(form: TemplateForm, council: str, brand: Brand) -> Covering:
    """A report in this form in which every part has words, for a look at a template."""
    return Covering(
        council=council,
        committee="Policy, Finance and Development Committee",
        meeting_on=DAY,
        title="Sample report: progress of the action plan",
        form=form,
        written=Written(
            {one.code: Typed(sample_words(one.heading, one.kind)) for one in form.typed_sections},
            {one.code: Typed("None arise.", "Head of Law") for one in form.implications},
            {one.code: f"Sample: {one.label}" for one in form.cover},
            {one.code: Signed("A. Khan", date(2023, 8, 18)) for one in form.sign_offs},
        ),
        cover=tuple((one.label, f"Sample: {one.label}") for one in form.cover),
        plans=(Reported(sample_plan(), "a made-up plan", decisions=DECISIONS),),
        is_draft=True,
        brand=brand,
        late_reason="A sample has no reason.",
    )


def sample_words(heading: str, kind: SectionKind) -> str:
    """A paragraph and a list, or what a section of this kind usually has."""
    return WORDS.get(kind, f"What the report says under “{heading}”.\n\n- one point\n- another")


def sample_plan() -> PlanDocument:
    """A plan of two actions."""
    actions = (
        Action("Publish the plan", reference="AP-1", status=Status.COMPLETE, rating="G"),
        Action("Agree the budget", reference="AP-2", status=Status.IN_PROGRESS, rating="A",
               due=Due("May 2023", date(2023, 5, 31))),
    )  # fmt: skip
    one = Recommendation("Keep the plan up to date.", number="1", actions=actions)
    return PlanDocument(
        "Sample action plan", as_at=AS_AT, key=KEY, themes=(Theme("Sample", (one,)),)
    )


def sample_template(form: TemplateForm) -> bytes:
    """A Word template for this form, with every placeholder: a working page, then the list."""
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = docx.Document()
    usual = document.styles["Normal"].font
    usual.name, usual.size = FONT, Pt(POINTS)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    document.core_properties.title = "Template of a covering report"
    document.sections[0].header.paragraphs[0].text = "{{ council }}  {{ draft }}"
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ committee }}, {{ meeting_date }}")
    document.add_paragraph("Position as at {{ position_as_at }}. {{ late_reason }}")
    for name in ("cover", "sections"):
        document.add_paragraph(f"{{{{p {name} }}}}")
    document.add_heading("Signed off by", level=1)
    document.add_paragraph("{{p sign_offs }}")
    put_list(document, form)
    return word_bytes(document)


def put_list(document: "Document", form: TemplateForm) -> None:
    """Every name that may stand in double braces; without them here, so that they stay."""
    title = "Take this page out: placeholders that you can use"
    document.add_heading(title, level=1).paragraph_format.page_break_before = True
    document.add_paragraph(
        "Write a name between two opening and two closing curly brackets where our words shall "
        "stand. A name that begins with p is a paragraph of its own. Headings and styles stay "
        "yours; an ending such as a full stop can follow a name within a line."
    )
    inline, blocks = inline_names(form), block_names(form)
    for heading, mark, names in (
        ("Within a line", "", INLINE | inline),
        ("As a paragraph of its own", "p ", blocks),
    ):
        document.add_heading(heading, level=2)
        for name, words in names.items():
            document.add_paragraph(f"{mark}{name}: {words}", style="List Bullet")
