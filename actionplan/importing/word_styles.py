"""What a Word file's styles and numbering say about a paragraph: a heading, an item of a list."""

from dataclasses import dataclass, field

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

# Wrappers whose content is read as if they were not there.
OPEN = {W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}

# A style can rest on another; a chain longer than this runs in a circle.
DEEPEST_STYLE = 20


@dataclass
class Styles:
    """Paragraph styles by identity."""

    by_id: dict[str, etree._Element] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def read(cls, root: etree._Element | None) -> "Styles":
        """The styles of ``styles.xml``."""
        styles = cls()
        for style in root.iterchildren(W + "style") if root is not None else ():
            if style.get(W + "type", "paragraph") == "paragraph":
                styles.by_id[style.get(W + "styleId", "")] = style
        return styles

    def chain(self, identity: str) -> list[etree._Element]:
        """The style and those that it rests on, nearest first."""
        found: list[etree._Element] = []
        while identity in self.by_id and len(found) < DEEPEST_STYLE:
            found.append(self.by_id[identity])
            identity = value(found[-1].find(W + "basedOn"))
        return found

    def first(self, paragraph: etree._Element, path: str) -> str:
        """The value at ``path`` of the paragraph's properties, else of its styles."""
        properties = paragraph.find(W + "pPr")
        own = properties.find(path) if properties is not None else None
        if own is not None:
            return value(own)
        style = value(properties.find(W + "pStyle")) if properties is not None else ""
        theirs = (one.find(f"{W}pPr/{path}") for one in self.chain(style))
        return next((value(one) for one in theirs if one is not None), "")

    def is_listed(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph is an item of a bulleted or numbered list."""
        return self.first(paragraph, f"{W}numPr/{W}numId") not in {"", "0"}

    def heading(self, paragraph: etree._Element) -> int:
        """The outline level of a heading, from 1; 0 for other text."""
        level = self.first(paragraph, W + "outlineLvl")
        if level.isdigit() and int(level) < 9:
            return int(level) + 1
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        for one in self.chain(style):
            name = value(one.find(W + "name")).casefold()
            if name.startswith("heading ") and name[8:].isdigit():
                return int(name[8:])
        return 0

    def bold(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph's style is bold."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        found = (one.find(f"{W}rPr/{W}b") for one in self.chain(style))
        return any(one is not None and value(one) not in OFF for one in found)


OFF = {"0", "false", "off", "none"}


def value(element: etree._Element | None) -> str:
    """The ``w:val`` of an element, or nothing."""
    return element.get(W + "val", "") if element is not None else ""


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as ``w:b`` or ``w:vanish`` is there and on."""
    return element is not None and value(element) not in OFF


def is_unset(element: etree._Element) -> bool:
    """Whether an element is a control that only shows what to do ("Choose an item.")."""
    if element.tag != W + "sdt":
        return False
    return is_on(element.find(f"{W}sdtPr/{W}showingPlcHdr"))
