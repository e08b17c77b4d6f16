"""Text that a spreadsheet would run as a formula, made harmless on the way out and back again.

Each function undoes the other for every text, so that nothing is lost on the way.
"""

# A spreadsheet would run what starts with one of these, its full-width forms included.
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# What may stand before it: spaces, line ends, marks that nobody sees, and our own apostrophe.
BEFORE = " \n\xa0\ufeff\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060'"


def harmless(text: str) -> str:
    """``text`` that no spreadsheet runs as a formula: with an apostrophe before it if need be."""
    return f"'{text}" if would_run(text) else text


def restored(text: str) -> str:
    """The text that ``harmless`` was given."""
    return text[1:] if text.startswith("'") and would_run(text[1:]) else text


def would_run(text: str) -> bool:
    """Whether a spreadsheet could run ``text``, or would but for an apostrophe before it."""
    return text.lstrip(BEFORE).startswith(STARTS_A_FORMULA)
