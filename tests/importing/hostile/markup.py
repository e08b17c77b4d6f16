"""What stands inside the parts of an Office file: entities, encodings, depth, relations."""

from tests.importing.hostile import REAL, Read
from tests.importing.hostile.zips import BODY, DAMAGED, SHEET
from tests.importing.making import EXCEL, WORD, repacked

MAIN, RELATIONS, KINDS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
ENTITIES = "defines entities"


def swapped(before, after, times=1):
    def change(part):
        assert before in part
        return part.replace(before, after, times)

    return change


def in_body(before, after, times=1):
    """The real Word file with a change in its body."""
    return repacked(WORD.read_bytes(), replace={BODY: swapped(before, after, times)})


def in_sheet(before, after, times=1):
    """The real workbook with a change in its sheet."""
    return repacked(EXCEL.read_bytes(), replace={SHEET: swapped(before, after, times)})


def declared(part, source, doctype, root):
    """A part with a document type before its root."""
    return repacked(source.read_bytes(), replace={part: swapped(root, doctype + root)})


QUADRATIC = b'<!DOCTYPE w [<!ENTITY a "' + b"A" * 100_000 + b'">]>'
PARAMETER = b"<!DOCTYPE w [<!ENTITY % a \"<!ENTITY b SYSTEM 'file:///etc/passwd'>\"> %a;]>"
BARE = b'<!DOCTYPE w SYSTEM "http://127.0.0.1:9/w.dtd">'
PUBLIC = b'<!DOCTYPE w PUBLIC "-//W3C//DTD" "file:///etc/passwd">'


def quadratic():
    content = declared(BODY, WORD, QUADRATIC, b"<w:document")
    use = swapped(b"Launch lunchtime opening", b"&a;" * 50_000)
    return repacked(content, replace={BODY: use})


def recoded(encoding, declare):
    """The Word file's body in another encoding."""

    def change(part):
        words = part.decode().partition("?>")[2]
        return f'<?xml version="1.0" encoding="{declare}"?>{words}'.encode(encoding)

    return repacked(WORD.read_bytes(), replace={BODY: change})


def doctype_in_utf_16():
    def change(part):
        words = part.decode().partition("?>")[2]
        doctype = '<!DOCTYPE w [<!ENTITY a "ha">]>'
        return f'<?xml version="1.0" encoding="utf-16"?>{doctype}{words}'.encode("utf-16")

    return repacked(WORD.read_bytes(), replace={BODY: change})


def doctype_in_utf_7():
    """An encoding in which the words for a document type look like others."""

    def change(part):
        words = part.decode().partition("?>")[2]
        doctype = '+ADw-!DOCTYPE w [+ADw-!ENTITY a "ha"+AD4-]+AD4-'
        return f'<?xml version="1.0" encoding="utf-7"?>{doctype}{words}'.encode()

    return repacked(WORD.read_bytes(), replace={BODY: change})


def doctype_in_ebcdic():
    def change(part):
        words = part.decode().partition("?>")[2]
        doctype = '<!DOCTYPE w [<!ENTITY a "ha">]>'
        whole = f'<?xml version="1.0" encoding="ibm037"?>{doctype}{words}'
        return whole.encode("cp037", "replace")

    return repacked(WORD.read_bytes(), replace={BODY: change})


def deep(levels, tag=b"w:sdt"):
    """Elements within elements, without end."""
    return in_body(
        b"<w:body>",
        b"<w:body>" + b"<%s>" % tag * levels + b"</%s>" % tag * levels,
    )


def deep_content(levels):
    """Content controls within content controls, each sound in itself."""
    before, after = b"<w:sdt><w:sdtContent>", b"</w:sdtContent></w:sdt>"
    return in_body(b"<w:body>", b"<w:body>" + before * levels + b"<w:p/>" + after * levels)


def deep_runs(levels):
    """Links within links in one paragraph."""
    before, after = b"<w:smartTag>", b"</w:smartTag>"
    words = b"<w:p>" + before * levels + b"<w:r><w:t>x</w:t></w:r>" + after * levels + b"</w:p>"
    return in_body(b"<w:body>", b"<w:body>" + words)


def in_part(source, part, before, after):
    return repacked(source.read_bytes(), replace={part: swapped(before, after)})


def dropped(source, *names):
    return repacked(source.read_bytes(), drop=names)


def said(source, part, content):
    return repacked(source.read_bytes(), replace={part: lambda _: content})


def circular():
    """A workbook whose main part names itself as its only sheet."""
    return in_part(EXCEL, RELATIONS, b"worksheets/sheet1.xml", b"workbook.xml")


def pointing(target):
    return in_part(WORD, "_rels/.rels", b"word/document.xml", target)


FILES = {
    "quadratic.docx": (quadratic, ENTITIES),
    "parameter.docx": (lambda: declared(BODY, WORD, PARAMETER, b"<w:document"), ENTITIES),
    "bare.docx": (lambda: declared(BODY, WORD, BARE, b"<w:document"), ENTITIES),
    "public.xlsx": (lambda: declared(SHEET, EXCEL, PUBLIC, b"<worksheet"), ENTITIES),
    "in-types.xlsx": (lambda: declared(KINDS, EXCEL, BARE, b"<Types"), ENTITIES),
    "in-relations.docx": (
        lambda: declared("_rels/.rels", WORD, BARE, b"<Relationships"),
        ENTITIES,
    ),
    "in-core.xlsx": (
        lambda: declared("docProps/core.xml", EXCEL, BARE, b"<cp:coreProperties"),
        ENTITIES,
    ),
    "in-utf-16.docx": (doctype_in_utf_16, ENTITIES),
    "in-utf-7.docx": (doctype_in_utf_7, DAMAGED),
    "in-ebcdic.docx": (doctype_in_ebcdic, DAMAGED),
    "utf-16.docx": (lambda: recoded("utf-16", "utf-16"), Read(REAL)),
    "utf-8-mark.docx": (lambda: recoded("utf-8-sig", "utf-8"), Read(REAL)),
    "wrongly-said.docx": (lambda: recoded("utf-8", "utf-16"), DAMAGED),
    "unknown-encoding.docx": (lambda: recoded("utf-8", "x-council"), DAMAGED),
    "deep-100000.docx": (lambda: deep(100_000), DAMAGED),
    "deep-200.docx": (lambda: deep(200), Read(REAL)),
    "deep-content.docx": (lambda: deep_content(110), Read(REAL)),
    "deep-runs.docx": (lambda: deep_runs(200), Read(REAL)),
    "deep-1000.xlsx": (
        lambda: in_sheet(b"<sheetData>", b"<a>" * 100_000 + b"</a>" * 100_000 + b"<sheetData>"),
        DAMAGED,
    ),
    "attribute.docx": (
        lambda: in_body(b"<w:body>", b'<w:body><w:p w:rsidR="%s"/>' % (b"A" * 12_000_000)),
        DAMAGED,
    ),
    "attributes.docx": (
        lambda: in_body(
            b"<w:body>",
            b"<w:body><w:p %s/>" % b" ".join(b'a%d="1"' % n for n in range(200_000)),
        ),
        Read(REAL),
    ),
    "many-names.docx": (
        lambda: in_body(b"<w:body>", b"<w:body>" + b"".join(b"<x%d/>" % n for n in range(400_000))),
        Read(REAL),
    ),
    "no-body.docx": (lambda: dropped(WORD, BODY), DAMAGED),
    "no-types.docx": (lambda: dropped(WORD, KINDS), "is a zip file but neither"),
    "no-relations.docx": (lambda: dropped(WORD, "_rels/.rels"), "is a zip file but neither"),
    "no-styles.docx": (lambda: dropped(WORD, "word/styles.xml"), Read(REAL)),
    "no-styles.xlsx": (lambda: dropped(EXCEL, "xl/styles.xml"), DAMAGED),
    "no-sheet.xlsx": (lambda: dropped(EXCEL, SHEET), DAMAGED),
    "no-book-relations.xlsx": (lambda: dropped(EXCEL, RELATIONS), DAMAGED),
    "types-of-another.xlsx": (
        lambda: said(
            EXCEL,
            KINDS,
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        ),
        DAMAGED,
    ),
    "types-empty.docx": (lambda: said(WORD, KINDS, b""), Read(REAL)),
    "sheet-empty.xlsx": (lambda: said(EXCEL, SHEET, b""), DAMAGED),
    "body-empty.docx": (lambda: said(WORD, BODY, b""), DAMAGED),
    "body-of-nothing.docx": (
        lambda: said(
            WORD,
            BODY,
            b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
        ),
        "is no Word document",
    ),
    "circular.xlsx": (circular, DAMAGED),
    "to-itself.docx": (
        lambda: pointing(b"_rels/.rels"),
        "neither a Word document nor an Excel workbook",
    ),
    "to-nowhere.docx": (lambda: pointing(b"word/lost.xml"), DAMAGED),
    "to-outside.docx": (lambda: pointing(b"../../../../etc/passwd"), DAMAGED),
    "to-the-web.docx": (lambda: pointing(b"http://127.0.0.1:9/x.xml"), DAMAGED),
    "control.docx": (lambda: in_body(b"Launch lunchtime", b"Launch \x07 lunch"), DAMAGED),
    "control-entity.docx": (lambda: in_body(b"Launch lunchtime", b"Launch &#7; lunch"), DAMAGED),
    "surrogate.docx": (lambda: in_body(b"Launch lunch", b"Launch &#xD800; lunch"), DAMAGED),
    "surrogate-bytes.docx": (lambda: in_body(b"Launch lunch", b"L\xed\xa0\x80 lunch"), DAMAGED),
    "presentation.pptx": (
        lambda: said(WORD, BODY, b"<presentation/>"),
        "neither a Word document nor an Excel workbook",
    ),
}
