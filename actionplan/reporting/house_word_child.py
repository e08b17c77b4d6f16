"""A council's own Word template, filled: what the child process of ``house_word`` runs.

Jinja only puts words in: no attribute, no call, no filter, test or global is there to be used, and
every value is escaped text or XML that we made.
"""

import base64
import io
import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from actionplan.glossary import Term
from actionplan.reporting.house_word_names import make_ready
from actionplan.reporting.house_word_styles import adapted, provide_styles, room_for
from actionplan.reporting.packed import UNDATED, word_bytes
from actionplan.reporting.template_check import names_in
from actionplan.reporting.word_markup import NAMESPACE
from actionplan.reporting.written_out import word_written_out
from council.bounded_child import Refused

if TYPE_CHECKING:
    from docx.document import Document

EMPTY = f"<w:p {NAMESPACE}/>"
LEFT = "holds a placeholder that could not be filled in; type it anew, in one go, and send the file"


class WordsOnly(SandboxedEnvironment):
    """Jinja that knows names and nothing else."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, cache_size=0)
        for known in (self.globals, self.filters, self.tests):
            known.clear()

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """No attribute is."""
        return False

    def is_safe_callable(self, obj: Any) -> bool:
        """Nothing is."""
        return False


def fill(payload: bytes) -> bytes:
    """The template with everything in its place, as a file. Raises Refused with a sentence."""
    given = json.loads(payload)
    content = base64.b64decode(given["template"])
    names = set(names_in(content))
    template = DocxTemplate(io.BytesIO(content))
    document = template.get_docx()
    make_ready(document)
    provide_styles(document)
    try:
        template.render(context(given, names, document), WordsOnly(), autoescape=True)
    except (TemplateError, etree.LxmlError, ValueError) as error:
        raise Refused(LEFT) from error
    if given["is_draft"] and "draft" not in names:
        put_draft(document)
    word_written_out(document, [Term(**one) for one in given["glossary"]])
    describe(document, given)
    return word_bytes(document)


def context(given: dict[str, Any], names: set[str], document: "Document") -> dict[str, Any]:
    """Words and XML by the names that stand in the template; nothing for those we do not know."""
    blocks: dict[str, list[str]] = given["blocks"]
    starred = [one for one in blocks if one[0] == "*" and one[1:] not in names]
    blocks["sections"] = [xml for one in starred for xml in blocks[one]]
    empty: dict[str, Any] = dict.fromkeys(names, "")
    return empty | given["inline"] | {
        name: filled_in(document, name, blocks[name]) for name in names & set(blocks)
    }  # fmt: skip


def filled_in(document: "Document", name: str, xml: list[str]) -> Markup:
    """Paragraphs and tables of ours as they fit the place of a name; a bare paragraph for none."""
    fitting = adapted(document, xml, room_for(document, name))
    return Markup("".join(fitting) or EMPTY)  # noqa: S704 - ours


def put_draft(document: "Document") -> None:
    """A draft says so first of all, whether the template has a place for it or not."""
    first = document.element.body[0]
    made = f"<w:p {NAMESPACE}><w:r><w:rPr><w:b/></w:rPr><w:t>DRAFT</w:t></w:r></w:p>"
    first.addprevious(etree.fromstring(made))


def describe(document: "Document", given: dict[str, Any]) -> None:
    """Title, author and language of the file; nothing in it names the file it was made from."""
    properties = document.core_properties
    properties.title, properties.author = given["title"], given["author"]
    properties.language = properties.language or "en-GB"
    properties.last_modified_by = ""
    properties.created = properties.modified = datetime.combine(UNDATED, datetime.min.time())
    forget_template(document)


def forget_template(document: "Document") -> None:
    """Take out where the template lies: Word would ask for it there when the report is opened."""
    for relation in document.part.rels.values():
        if relation.reltype != RELATIONSHIP_TYPE.SETTINGS:
            continue
        part = relation.target_part
        for one in [*part.rels.values()]:
            if one.reltype.endswith("/attachedTemplate"):
                del part.rels[one.rId]
        for found in part.element.findall("{*}attachedTemplate"):
            part.element.remove(found)
