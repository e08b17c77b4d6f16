"""The fill of a workbook's cells as plain colours: direct, from its list, or from its theme."""

import colorsys
from typing import Any

from lxml import etree

from actionplan.importing.archive import parse

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

# The order in which cells count a theme's colours: light and dark change places.
ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
)


class Palette:
    """The colours that one workbook uses."""

    def __init__(self, book: Any) -> None:
        self.theme = theme_colours(book.loaded_theme)

    def shade(self, cell: Any) -> str:
        """The solid fill of a cell as six hexadecimal digits, or nothing."""
        fill = cell.fill
        if fill is None or fill.fill_type != "solid":
            return ""
        found = self.plain(fill.fgColor)
        return "" if found == "FFFFFF" else found

    def plain(self, colour: Any) -> str:
        """One colour without its transparency."""
        from openpyxl.styles.colors import COLOR_INDEX

        if colour.type == "rgb":
            return str(colour.rgb)[-6:].upper()
        if colour.type == "indexed" and colour.indexed < len(COLOR_INDEX):
            return COLOR_INDEX[colour.indexed][-6:].upper()
        if colour.type == "theme" and colour.theme < len(self.theme):
            return tinted(self.theme[colour.theme], colour.tint)
        return ""


def theme_colours(theme: bytes | None) -> list[str]:
    """The theme's colours in the order in which cells count them."""
    scheme = parse(theme).find(f".//{A}clrScheme") if theme else None
    if scheme is None:
        return []
    return [one_colour(scheme.find(A + name)) for name in ORDER]


def one_colour(element: etree._Element | None) -> str:
    inner = element[0] if element is not None and len(element) else None
    if inner is None:
        return ""
    return (inner.get("lastClr") or inner.get("val") or "").upper()


def tinted(colour: str, tint: float) -> str:
    """A colour made lighter (tint above 0) or darker (below)."""
    if len(colour) != 6:
        return ""
    rgb = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    hue, light, saturation = colorsys.rgb_to_hls(*rgb)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    changed = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "".join(f"{round(part * 255):02X}" for part in changed)
