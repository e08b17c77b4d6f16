"""A council's template as Word itself saves it: marks of every edit, and all that Word puts around.

Written by hand after files of Word 365: revision ids on everything, words cut into runs by the
spelling check and by the last page break, content controls (one of them bound to a property of the
file), a text box in its new and its old form, headers of their own for the first page.
"""

import io
import zipfile

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "w16se": "http://schemas.microsoft.com/office/word/2015/wordml/symex",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
}
DECLARED = " ".join(f'xmlns:{name}="{uri}"' for name, uri in NAMESPACES.items())
ROOT = f'{DECLARED} mc:Ignorable="w14 w15 w16se wp14"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
IDS = 'w:rsidR="00A73C1E" w:rsidRDefault="00D41B22" w:rsidP="00A73C1E"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STORE = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"
CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
TITLE_BINDING = (
    f"<w:dataBinding w:prefixMappings=\"xmlns:ns0='http://purl.org/dc/elements/1.1/' "
    f'xmlns:ns1=\'{CORE}\' " w:xpath="/ns1:coreProperties[1]/ns0:title[1]" '
    f'w:storeItemID="{STORE}"/><w:text/>'
)
COUNT = iter(range(0x2A000000, 0x7FFFFFFF))


def run(words: str, look: str = "") -> str:
    """Words in one look, with the ids of two edits."""
    look = f"<w:rPr>{look}</w:rPr>" if look else ""
    said = f'<w:t xml:space="preserve">{words}</w:t>'
    return f'<w:r w:rsidR="00B93D57" w:rsidRPr="00F21A0C">{look}{said}</w:r>'


def paragraph(*runs: str, style: str = "") -> str:
    """A paragraph with its identity."""
    known = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    ids = f'w14:paraId="{next(COUNT):08X}" w14:textId="77777777" {IDS}'
    return f"<w:p {ids}>{known}{''.join(runs)}</w:p>"


def broken(words: str) -> str:
    """Words as the spelling check, a bookmark and a page that ended there have left them."""
    opening, name, closing = words.partition(words.strip("{} "))
    return (
        '<w:proofErr w:type="gramStart"/>' + run(opening) + '<w:proofErr w:type="spellStart"/>'
        + run(name[:4]) + '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'
        + '<w:r w:rsidR="004A1F5B"><w:lastRenderedPageBreak/><w:t>' + name[4:] + "</w:t></w:r>"
        + '<w:proofErr w:type="spellEnd"/>' + run(closing) + '<w:proofErr w:type="gramEnd"/>'
    )  # fmt: skip


def control(inside: str, more: str = "", name: str = "Field") -> str:
    """A content control around words or paragraphs."""
    about = (
        f'<w:alias w:val="{name}"/><w:tag w:val="{name.lower()}"/><w:id w:val="-{next(COUNT)}"/>'
        '<w:placeholder><w:docPart w:val="DefaultPlaceholder_-1854013440"/></w:placeholder>'
    )
    return (
        f"<w:sdt><w:sdtPr>{about}{more}</w:sdtPr><w:sdtEndPr/>"
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def smart_tag(inside: str) -> str:
    """What older versions of Word put around places and names."""
    uri = "urn:schemas-microsoft-com:office:smarttags"
    return f'<w:smartTag w:uri="{uri}" w:element="place">{inside}</w:smartTag>'


def text_box(words: str) -> str:
    """A text box: for newer versions of Word, and again for older ones."""
    inside = f"<w:txbxContent>{paragraph(run(words))}</w:txbxContent>"
    shape = (
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2160000" cy="540000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx>{inside}</wps:txbx><wps:bodyPr/></wps:wsp>"
    )
    new = (
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        '<wp:extent cx="2160000" cy="540000"/><wp:docPr id="2" name="Text Box 2"/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["wps"]}">{shape}</a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )
    old = (
        '<w:pict><v:shape id="Text Box 2" o:spid="_x0000_s1026" style="width:170pt;height:42pt">'
        f"<v:textbox>{inside}</v:textbox><w10:anchorlock/></v:shape></w:pict>"
    )
    return (
        '<w:r w:rsidR="00B93D57"><w:rPr><w:noProof/></w:rPr><mc:AlternateContent>'
        f'<mc:Choice Requires="wps">{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def table(*cells: str) -> str:
    """A row of two columns under a heading of its own."""
    made = "".join(f'<w:tc><w:tcPr><w:tcW w:w="4508" w:type="dxa"/></w:tcPr>{one}</w:tc>'
                   for one in cells)  # fmt: skip
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
        'w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="4508"/>'
        '<w:gridCol w:w="4508"/></w:tblGrid><w:tr w:rsidR="00A73C1E" w14:paraId="6B2C5D11" '
        f'w14:textId="77777777" w:rsidTr="00D41B22">{made}</w:tr></w:tbl>'
    )


SECTION = (
    '<w:sectPr w:rsidR="00A73C1E" w:rsidSect="00F21A0C">'
    '<w:headerReference w:type="default" r:id="rId8"/><w:headerReference w:type="first" '
    'r:id="rId9"/><w:footerReference w:type="default" r:id="rId10"/><w:pgSz w:w="11906" '
    'w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="708" w:footer="708" w:gutter="0"/><w:cols w:space="708"/><w:titlePg/>'
    '<w:docGrid w:linePitch="360"/></w:sectPr>'
)
BODY = (
    paragraph(control(run("{{ title }}"), TITLE_BINDING, "Title"), style="Title"),
    paragraph(run("Report to "), control(broken("{{ committee }}"), name="Committee"),
              run(" on "), broken("{{ meeting_date }}"), run(".")),
    paragraph(run("At the "), smart_tag(run("{{ coun")), run("cil }}"), run(", Wigston")),
    paragraph(text_box("Position as at {{ position_as_at }}")),
    table(paragraph(run("Facts", "<w:b/>")), paragraph(broken("{{p cover }}"))),
    paragraph(run("Purpose"), style="Heading1"),
    control(paragraph(broken("{{p purpose }}")), name="Purpose"),
    paragraph(broken("{{p sections }}"), style="BodyText"),
    paragraph(run("Signed off"), style="Heading1"),
    paragraph(run("{{p sign_offs }}")),
    paragraph(),
)  # fmt: skip


def document(*body: str) -> str:
    return f"<w:document {ROOT}><w:body>{''.join(body)}{SECTION}</w:body></w:document>"


STYLES = (
    f'<w:styles {ROOT}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" '
    'w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:latentStyles w:defLockedState="0" w:defUIPriority="99" '
    'w:defSemiHidden="0" w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376">'
    '<w:lsdException w:name="Normal" w:uiPriority="0" w:qFormat="1"/><w:lsdException '
    'w:name="List Bullet" w:semiHidden="1" w:unhideWhenUsed="1"/></w:latentStyles>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:qFormat/><w:rsid w:val="00A73C1E"/></w:style><w:style w:type="paragraph" '
    'w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next '
    'w:val="Normal"/><w:link w:val="Heading1Char"/><w:uiPriority w:val="9"/><w:qFormat/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:color w:val="2F5496" '
    'w:themeColor="accent1" w:themeShade="BF"/><w:sz w:val="36"/></w:rPr></w:style><w:style '
    'w:type="character" w:customStyle="1" w:styleId="Heading1Char"><w:name w:val="Heading 1 Char"/>'
    '<w:link w:val="Heading1"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name '
    'w:val="Title"/><w:basedOn w:val="Normal"/><w:rPr><w:sz w:val="48"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="BodyText"><w:name w:val="Body Text"/><w:basedOn '
    'w:val="Normal"/></w:style><w:style w:type="character" w:styleId="PlaceholderText"><w:name '
    'w:val="Placeholder Text"/><w:rPr><w:color w:val="808080"/></w:rPr></w:style><w:style '
    'w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style><w:style w:type="table" '
    'w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/></w:style>'
    "</w:styles>"
)
SETTINGS = (
    f'<w:settings {ROOT}><w:zoom w:percent="100"/><w:proofState w:spelling="clean" '
    'w:grammar="clean"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl '
    'w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:rsids><w:rsidRoot '
    'w:val="00A73C1E"/><w:rsid w:val="00B93D57"/><w:rsid w:val="00D41B22"/></w:rsids>'
    '<w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>'
    '<w15:docId w15:val="{4B1D2C55-9E0B-4A57-8C58-0F2E5D7A9C11}"/></w:settings>'
)
APP = (
    f'<Properties xmlns="{OFFICE}/extended-properties" xmlns:vt="{OFFICE}/docPropsVTypes">'
    "<Template>Committee report.dotx</Template><TotalTime>12</TotalTime><Pages>2</Pages>"
    "<Application>Microsoft Office Word</Application><DocSecurity>0</DocSecurity><HeadingPairs>"
    '<vt:vector size="2" baseType="variant"><vt:variant><vt:lpstr>Title</vt:lpstr></vt:variant>'
    "<vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector></HeadingPairs><TitlesOfParts>"
    '<vt:vector size="1" baseType="lpstr"><vt:lpstr>{{ title }}</vt:lpstr></vt:vector>'
    "</TitlesOfParts><Company>Oadby and Wigston Borough Council</Company>"
    "<AppVersion>16.0000</AppVersion></Properties>"
)
CORE_XML = (
    f'<cp:coreProperties xmlns:cp="{CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{{ title }}</dc:title>'
    "<dc:creator>Democratic Services</dc:creator><cp:lastModifiedBy>Democratic Services"
    '</cp:lastModifiedBy><cp:revision>7</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">'
    "2023-04-03T08:12:00Z</dcterms:created></cp:coreProperties>"
)
STORED = "<CoverPageProperties xmlns=\"http://schemas.microsoft.com/office/2006/coverPageProps\">" \
    "<Abstract>{{ committee }}</Abstract></CoverPageProperties>"  # fmt: skip
PARTS = {
    "word/header1.xml": ("header", f"<w:hdr {ROOT}>{paragraph(broken('{{ committee }}'))}</w:hdr>"),
    "word/header2.xml": (
        "header", f"<w:hdr {ROOT}>{paragraph(control(run('{{ council }}')))}</w:hdr>"
    ),
    "word/footer1.xml": (
        "footer",
        f"<w:ftr {ROOT}>{paragraph(run('{{draft}}'), run(' Page '))}</w:ftr>",
    ),
}  # fmt: skip


def kinds() -> str:
    """The content types of every part."""
    said = {name: kind for name, (kind, _) in PARTS.items()}
    said |= {f"word/{name}.xml": name for name in ("styles", "settings")}
    said["word/document.xml"] = "document.main"
    parts = [(f"/{name}", f"{WORD}.{kind}+xml") for name, kind in said.items()]
    parts.append(
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
    )
    parts.append(
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        )
    )
    listed = "".join(f'<Override PartName="{n}" ContentType="{k}"/>' for n, k in parts)
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        f'Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def relations(*rows: tuple[str, str, str]) -> str:
    said = "".join(f'<Relationship Id="{i}" Type="{t}" Target="{to}"/>' for i, t, to in rows)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{said}</Relationships>'


def word_saved(*body: str) -> bytes:
    """The file; with another ``body`` than the usual one where it is given."""
    parts = {
        "[Content_Types].xml": kinds(),
        "_rels/.rels": relations(
            ("rId3", f"{OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            ("rId2", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ("rId1", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
        ),
        "word/document.xml": document(*(body or BODY)),
        "word/_rels/document.xml.rels": relations(
            ("rId1", f"{OFFICE}/relationships/customXml", "../customXml/item1.xml"),
            ("rId3", f"{OFFICE}/relationships/styles", "styles.xml"),
            ("rId4", f"{OFFICE}/relationships/settings", "settings.xml"),
            ("rId8", f"{OFFICE}/relationships/header", "header1.xml"),
            ("rId9", f"{OFFICE}/relationships/header", "header2.xml"),
            ("rId10", f"{OFFICE}/relationships/footer", "footer1.xml"),
        ),
        "word/styles.xml": STYLES,
        "word/settings.xml": SETTINGS,
        "customXml/item1.xml": STORED,
        "docProps/core.xml": CORE_XML,
        "docProps/app.xml": APP,
    } | {name: content for name, (_, content) in PARTS.items()}
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, XML + content)
    return kept.getvalue()
