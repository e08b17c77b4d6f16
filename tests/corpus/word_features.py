"""What Word files hold beside plain cells: changes, controls, boxes, notes, odd tables."""

from docx.oxml import parse_xml

from tests.corpus.building import NS, word
from tests.corpus.describing import A, C, Raw, Sample, document

HEAD: list = ["Action", "Lead", "Target date", "RAG", "Comments"]
FIRST: list = ["Adopt a charter", "Policy Officer", "May 2024", "G", "Adopted"]
MADE = A("Adopt a charter", None, "G", None, "May 2024", "2024-05-31", "Policy Officer",
         commentary="Adopted")  # fmt: skip
WHO = 'w:id="1" w:author="A Person" w:date="2024-01-01T00:00:00Z"'


def p(inner: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inner}</w:p>"


def r(words: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def gone(words: str) -> str:
    return f'<w:del {WHO}><w:r><w:delText xml:space="preserve">{words}</w:delText></w:r></w:del>'


def new(words: str) -> str:
    return f"<w:ins {WHO}>{r(words)}</w:ins>"


@document
def tracked_changes_in_every_cell() -> Sample:
    moved = f"<w:moveFrom {WHO}>{r('Old words moved away')}</w:moveFrom>"
    here = f"<w:moveTo {WHO}>{r('Words that moved here')}</w:moveTo>"
    row: list = [
        C(raw=p(r("Adopt ") + gone("an old ") + new("a ") + r("charter"))),
        C(raw=p(gone("HR Manager") + new("Policy Officer"))),
        C(raw=p(gone("March") + new("May") + r(" 2024"))),
        C(raw=p(gone("R") + new("G"))),
        C(raw=p(moved) + p(here)),
    ]

    def change(made) -> None:
        last = made.tables[0].rows[-1]._tr
        last.get_or_add_trPr().append(parse_xml(f"<w:del {NS} {WHO}/>"))

    deleted: list = ["A deleted action", "HR Manager", "May 2024", "R", ""]
    return Sample(
        word("Plan", [HEAD, row, deleted], change=change),
        [A("Adopt a charter", None, "G", None, "May 2024", "2024-05-31", "Policy Officer",
           commentary="Words that moved here")],
    )  # fmt: skip


def control(inner: str, properties: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


@document
def content_controls_with_and_without_a_choice() -> Sample:
    unset = "<w:showingPlcHdr/>"
    row: list = [
        "Adopt a charter",
        C(raw=p(control(r("Policy Officer"), "<w:comboBox/>"))),
        C(raw=p(control(r("31 May 2024"), '<w:date w:fullDate="2024-05-31T00:00:00Z"/>'))),
        C(raw=p(control(r("Green"), "<w:dropDownList/>"))),
        C(raw=control(p(r("Adopted")))),
    ]
    empty: list = [
        "Publish a map",
        C(raw=p(control(r("Choose an item."), unset + "<w:comboBox/>"))),
        C(raw=p(control(r("Click or tap to enter a date."), unset + "<w:date/>"))),
        C(raw=p(control(r("Choose an item."), unset + "<w:dropDownList/>"))),
        C(raw=control(p(r("Click or tap here to enter text.")), unset)),
    ]
    return Sample(
        word("Plan", [HEAD, row, empty]),
        [
            A("Adopt a charter", None, "G", None, "31 May 2024", "2024-05-31", "Policy Officer",
              commentary="Adopted"),
            A("Publish a map"),
        ],
    )  # fmt: skip


@document
def links_smart_tags_footnotes_and_fields() -> Sample:
    tag = (
        f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="date">'
        f"{r('May 2024')}</w:smartTag>"
    )
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText>'
        f'</w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("Adopted")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    row: list = [
        C(raw=p(r("Adopt a ") + f"<w:hyperlink w:anchor='x'>{r('charter')}</w:hyperlink>"
                + "<w:r><w:footnoteReference w:id='1'/></w:r>")),
        C(raw=p(f'<w:fldSimple w:instr=" DOCPROPERTY x ">{r("Policy Officer")}</w:fldSimple>')),
        C(raw=p(tag)),
        C(raw=p(r("G", "<w:rPr><w:caps/></w:rPr>"))),
        C(raw=p(field)),
    ]  # fmt: skip
    return Sample(word("Plan", [HEAD, row]), [MADE], says=("Not read: only words",))


def boxed(words: str) -> str:
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility'
        f'/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent>{p(r(words))}</w:txbxContent>'
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{p(r(words))}</w:txbxContent>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


@document
def text_boxes_and_tables_in_cells() -> Sample:
    inner = (
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>"
        f"<w:tc><w:tcPr/>{p(r('Draft'))}</w:tc><w:tc><w:tcPr/>{p(r('April'))}</w:tc></w:tr></w:tbl>"
    )
    row: list = [
        "Adopt a charter", "Policy Officer", "May 2024", "G",
        C(raw=p(r("Adopted")) + inner + p("")),
    ]  # fmt: skip
    return Sample(
        word("Plan", Raw(f"<w:p {NS}>{boxed('Owned by the Policy Board')}</w:p>"), [HEAD, row]),
        [A("Adopt a charter", "Owned by the Policy Board", "G", None, "May 2024", "2024-05-31",
           "Policy Officer", commentary="Adopted\nDraft | April")],
        says=("A table in a cell", "further lines of the place"),
    )  # fmt: skip


@document
def hidden_words_and_hidden_rows() -> Sample:
    def change(made) -> None:
        made.tables[0].rows[2]._tr.get_or_add_trPr().append(parse_xml(f"<w:hidden {NS}/>"))

    hidden: list = ["A hidden action", "HR Manager", "May 2024", "R", ""]
    secret = C(raw=p(r("Adopted") + r(" in secret", "<w:rPr><w:vanish/></w:rPr>")))
    return Sample(
        word("Plan", [HEAD, [*FIRST[:4], secret], hidden], change=change),
        [MADE],
        says=("A hidden row is left out", "Hidden words are left out"),
    )


@document
def words_struck_through() -> Sample:
    struck = "<w:rPr><w:strike/></w:rPr>"
    row: list = [
        *FIRST[:2],
        C(raw=p(r("March 2024", struck) + r(" May 2024"))),
        "G",
        "Adopted",
    ]
    return Sample(
        word("Plan", [HEAD, row]),
        [A("Adopt a charter", None, "G", None, "March 2024 May 2024", "2024-05-31",
           "Policy Officer", commentary="Adopted", asks=("Several dates",))],
        says=("struck through",),
    )  # fmt: skip


@document
def rows_of_unequal_grids() -> Sample:
    """Rows split over pages: widths shift, a first cell begins later, a last cell is missing."""

    def change(made) -> None:
        row = made.tables[0].rows[2]._tr
        row.remove(row.tc_lst[-1])
        row = made.tables[0].rows[3]._tr
        row.remove(row.tc_lst[0])
        row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {NS} w:val="1"/>'))

    rows: list = [
        ["No", *HEAD],
        ["1", *FIRST],
        ["2", "Publish a map", "GIS Officer", "June 2024", "A", "x"],
        ["", "Print the map", "GIS Officer", "July 2024", "R", "No printer"],
    ]
    return Sample(
        word("Plan", rows, change=change),
        [
            MADE,
            A("Publish a map", None, "A", None, "June 2024", "2024-06-30", "GIS Officer"),
            A("Print the map", None, "R", None, "July 2024", "2024-07-31", "GIS Officer",
              commentary="No printer"),
        ],
    )  # fmt: skip


@document
def breaks_lists_and_symbols_in_cells() -> Sample:
    action = (
        p(r("Adopt a charter"))
        + p(r("Consult"), '<w:pPr><w:pStyle w:val="ListNumber"/></w:pPr>')
        + p('<w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:tab/><w:t>Publish</w:t></w:r>')
    )
    said = p("<w:r><w:t>Adopted</w:t><w:br/><w:t>and on the intranet</w:t></w:r>")
    return Sample(
        word("Plan", [HEAD, [C(raw=action), *FIRST[1:4], C(raw=said)]]),
        [A("Adopt a charter", None, "G", None, "May 2024", "2024-05-31", "Policy Officer",
           commentary="Adopted\nand on the intranet", steps=["Consult", "Publish"])],
    )  # fmt: skip


@document
def key_and_day_in_the_footer() -> Sample:
    return Sample(
        word(
            "Plan",
            "Recommendation 1: Be open",
            [["Action", "Timescale", "Priority", "RAG", "Completion", "Commentary"],
             ["Publish agendas early", "A", "H", "B", "May 2024", "Done"],
             ["Stream meetings", "A/B", "M", "G", "July 2024", ""]],
            footer="Updated 30 June 2024\nB – Blue – Complete   G – Green – On track\n"
            "A: 0-3 months, B: 3-6 months",
        ),
        [
            A("Publish agendas early", 1, "B", "complete", "May 2024", "2024-05-31", priority="H",
              timescale="A", commentary="Done", asks=("stands in the commentary",)),
            A("Stream meetings", 1, "G", None, "July 2024", "2024-07-31", priority="M",
              timescale="A/B"),
        ],
        recommendations=[(1, "Be open", None)],
        says=("No lead is named",),
    )  # fmt: skip


@document
def a_title_in_the_table_and_lines_after_it() -> Sample:
    return Sample(
        word(
            [[C("Contract management improvement plan", across=5, bold=True)],
             [C("Owner: Head of Procurement", across=5)],
             HEAD, FIRST],
            "Notes: this plan is reviewed by the board every month.",
        ),
        [MADE],
        title="Contract management improvement plan",
        says=("left out",),
    )  # fmt: skip


def listed(words: str, level: int = 0, of: int = 70) -> str:
    """A paragraph that Word numbers by itself."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>'
    return p(r(words) if words else "", f"<w:pPr>{number}</w:pPr>")


def lists(made) -> None:
    """Recommendations 1, 2 and actions 1.1, 1.2, 2.1 below them; in another list R1, R2."""
    numbering = made.part.numbering_part.element
    kinds = {70: ["Recommendation %1:", "%1.%2"], 71: ["R%1", "(%2)"], 72: ["%1."]}
    for kind, levels in kinds.items():
        found = "".join(
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:lvlText w:val="{words}"/></w:lvl>'
            for at, words in enumerate(levels)
        )
        xml = f'<w:abstractNum {NS} w:abstractNumId="{kind}">{found}</w:abstractNum>'
        numbering.insert(0, parse_xml(xml))
        one = f'<w:num {NS} w:numId="{kind}"><w:abstractNumId w:val="{kind}"/></w:num>'
        numbering.append(parse_xml(one))


@document
def numbers_that_word_writes_by_itself() -> Sample:
    head: list = ["No.", "Action", "Lead", "Target date", "RAG"]
    first = Raw(f"<w:p {NS}>{listed('Strengthen scrutiny').removeprefix('<w:p>')}")
    second = Raw(f"<w:p {NS}>{listed('Grow the economy').removeprefix('<w:p>')}")

    def row(action: str, due: str) -> list:
        return [C(raw=listed("", 1)), action, "Policy Officer", due, "G"]

    return Sample(
        word(
            "Plan",
            first,
            [head, row("Adopt a charter", "May 2024"), row("Train members", "June 2024")],
            second,
            [head, row("Visit every employer", "July 2024")],
            change=lists,
        ),
        [
            A("Adopt a charter", 1, "G", None, "May 2024", "2024-05-31", "Policy Officer"),
            A("Train members", 1, "G", None, "June 2024", "2024-06-30", "Policy Officer"),
            A("Visit every employer", 2, "G", None, "July 2024", "2024-07-31", "Policy Officer"),
        ],
        recommendations=[(1, "Strengthen scrutiny", None), (2, "Grow the economy", None)],
    )


@document
def numbers_by_itself_in_rows_across_the_table() -> Sample:
    steps = listed("Draft it", of=72) + listed("Agree it", of=72)
    return Sample(
        word(
            "Plan",
            [HEAD,
             [C(raw=listed("Be open", of=71), across=5)],
             [C(raw=p(r("Adopt a charter")) + steps), "Policy Officer", "May 2024", "G", ""],
             [C(raw=listed("Be brave", of=71), across=5)],
             ["Say no", "Chief Executive", "June 2024", "A", ""]],
            change=lists,
        ),
        [
            A("Adopt a charter", 1, "G", None, "May 2024", "2024-05-31", "Policy Officer",
              steps=["Draft it", "Agree it"]),
            A("Say no", 2, "A", None, "June 2024", "2024-06-30", "Chief Executive"),
        ],
        recommendations=[(1, "Be open", None), (2, "Be brave", None)],
    )  # fmt: skip
