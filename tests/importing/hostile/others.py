"""Files of other kinds under the names of Office files, and words that are no plan."""

from tests.importing.hostile import REAL, Read
from tests.importing.making import EXCEL, WORD

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(name, size=4_000):
    """A file in the container of old Office programs, with one stream."""
    return OLE + bytes(500) + name.encode("utf-16-le") + bytes(size)


def mhtml():
    return (
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        b'Content-Type: multipart/related; boundary="--=_x"\r\n\r\n'
        b"----=_x\r\nContent-Type: text/html\r\n\r\n<html><table><tr><td>Action</td></tr></table>"
    )


PAGE = b"<table><tr><td>Action</td><td>Lead</td></tr></table>"
FILES = {
    "zeros.docx": (lambda: bytes(10_000), "neither"),
    "one-byte.xlsx": (lambda: b"P", "holds no table"),
    "two-bytes.docx": (lambda: b"PK", "damaged"),
    "protected.xlsx": (lambda: ole("EncryptedPackage"), "protected with a password"),
    "protected.docx": (lambda: ole("EncryptedPackage"), "protected with a password"),
    "rights.docx": (lambda: ole("DRMEncryptedDataSpace"), "old Office file"),
    "old.xls": (lambda: ole("Workbook"), "old Excel file"),
    "older.xls": (lambda: ole("Book"), "old Excel file"),
    "oldest.xls": (lambda: b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(900), "old Excel file"),
    "old.doc": (lambda: ole("WordDocument"), "old Word file"),
    "mail.msg": (lambda: ole("__substg1.0_0037001F"), "old Office file"),
    "page.xls": (lambda: b"\r\n\t <HTML><body>" + PAGE, "is a web page"),
    "page-mark.xls": (lambda: b"\xef\xbb\xbf<html>" + PAGE, "is a web page"),
    "page-16.xls": (lambda: ("<html>" + PAGE.decode()).encode("utf-16"), "is a web page"),
    "page-comment.xls": (lambda: b"<!-- made by SAP --><html>" + PAGE, "is a web page"),
    "page-styles.xls": (lambda: b"<style>td{}</style>" + PAGE, "is a web page"),
    "page-div.xls": (lambda: b"<div>" + PAGE, "is a web page"),
    "mail.xls": (mhtml, "is a web page"),
    "flat.xml": (lambda: b'<?xml version="1.0"?><Workbook/>', "is an XML file"),
    "flat-16.xml": (lambda: '<?xml version="1.0"?><Workbook/>'.encode("utf-16"), "is an XML file"),
    "rich.docx": (lambda: b"{\\rtf1\\ansi Action}", "is a Rich Text file"),
    "print.docx": (lambda: b"%PDF-1.7\n" + bytes(500), "is a PDF"),
    "print-late.docx": (lambda: b"\n\n%PDF-1.7\n" + bytes(500), "is a PDF"),
    "photo.docx": (lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(900), "is a picture"),
    "scan.xlsx": (lambda: b"II*\x00" + bytes(900), "is a picture"),
    "programme.xlsx": (lambda: b"MZ\x90\x00" + bytes(900), "neither"),
    "script.docx": (lambda: b"#!/bin/sh\nrm -rf /\n", "holds no table"),
    "archive.xlsx": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(900), "neither"),
    "gzip.xlsx": (lambda: b"\x1f\x8b\x08" + bytes(900), "neither"),
    "letters.docx": (lambda: b"Dear Clerk,\n\nThe plan follows.\n", "holds no table"),
    "noise.xlsx": (lambda: bytes((7 * n * n + 13) % 256 for n in range(9_000)), "neither"),
    "list.xlsx": (lambda: b"Action,Lead\nOpen the lido,Head of Leisure\n", Read(1)),
    "list-16.docx": (
        lambda: "Action;Lead\nOpen the lido;Head of Leisure\n".encode("utf-16"),
        Read(1),
    ),
    "list-broken.csv": (lambda: b'Action,Lead\n"Open the lido,x\n', "a quotation mark"),
    "plan.json": (lambda: b'{"schema": 1, "plan": {"title": "Leisure"}}', Read(0)),
    "deep.json": (lambda: b'{"a":' * 90_000, "nested too deeply"),
    "wide.json": (lambda: b"[" + b"[]," * 3_900_000 + b"[]]", "more values than a plan"),
    "plan.xlsx": (WORD.read_bytes, Read(REAL)),
    "plan.docx": (EXCEL.read_bytes, Read(REAL)),
    "plan.pdf": (EXCEL.read_bytes, Read(REAL)),
    "plan": (EXCEL.read_bytes, Read(REAL)),
    "plan.docx.exe": (WORD.read_bytes, Read(REAL)),
}
