"""The colour that a shade of a cell stands for, where it clearly stands for one."""

import colorsys

# Places on the colour circle, in degrees, where people would say the name without thinking.
HUES = (
    ("red", 345, 360), ("red", 0, 16), ("amber", 20, 64), ("green", 75, 165), ("blue", 185, 255),
)  # fmt: skip

# Paler or darker than this is decoration: table heads and banded rows are pale blue or grey.
PALEST, DARKEST = 0.42, 0.25


def colour_of(shade: str) -> str:
    """ "red", "amber", "green" or "blue" for six hexadecimal digits, or nothing."""
    if len(shade) != 6:
        return ""
    red, green, blue = (int(shade[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < PALEST or value < DARKEST:
        return ""
    return next((name for name, low, high in HUES if low <= hue * 360 <= high), "")
