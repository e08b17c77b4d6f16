"""Reading and writing the TOML files that people edit by hand, within bounds.

Knows nothing of what the files hold: ``council.values`` makes values of them.
"""

import re
import tomllib
from decimal import Decimal
from typing import Any

import tomli_w

# The largest of our four strategies is about 30 kB. One with a hundred indicators, each measured
# monthly for ten years, is half of this.
MOST_BYTES = 1_000_000

# Our keys are plain or have one dot. A chain of thousands of dots costs its square in time.
LONG_KEY = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){60}""")
# Lists within lists, which no file of ours has, would exhaust the stack.
DEEP = re.compile(r"(?:[\[{][\s]*+){60}")

# A list that fits into such a line is written on one.
LINE = 100


def read_toml(content: bytes | str) -> dict[str, Any]:
    """The tables of a file; numbers with a point are decimals.

    Raises ValueError with one sentence for a file that is too large, is not UTF-8 or is not TOML.
    """
    text = as_text(content)
    if LONG_KEY.search(text) or DEEP.search(text):
        raise ValueError("The file is nested too deeply.")
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"The file is not TOML as it should be: {plain(error)}.") from None
    except RecursionError:
        raise ValueError("The file is nested too deeply.") from None
    except (ValueError, ArithmeticError):
        raise ValueError("The file holds a number or a date that cannot be read.") from None


def as_text(content: bytes | str) -> str:
    """The file's text, if it is not too large and is UTF-8; a byte order mark is passed over."""
    try:
        raw = content.encode() if isinstance(content, str) else content
    except UnicodeEncodeError:
        raise ValueError("The file holds half characters and is not UTF-8.") from None
    if len(raw) > MOST_BYTES:
        raise ValueError(f"The file is larger than {MOST_BYTES // 1000:,} kB, so it is not read.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ValueError(f"The file is not UTF-8: see line {line}.") from None


def plain(error: tomllib.TOMLDecodeError) -> str:
    """The parser's message, safe to show and of one line."""
    words = "".join(letter if letter.isprintable() else "�" for letter in str(error))
    return words if len(words) <= 200 else f"{words[:120]}…{words[-60:]}"


def write_toml(data: dict[str, Any], heading: str = "") -> str:
    """The tables as TOML: plain keys first, then each table and each entry of a list of tables.

    Texts of several lines are written as such. ``heading`` is a comment of one line each.
    """
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    return comment + ("\n" if comment else "") + "".join(tables(data, "")).lstrip("\n")


def tables(data: dict[str, Any], path: str) -> list[str]:
    """The text of one table's plain keys, then of the tables within."""
    inner = {name: value for name, value in data.items() if is_table(value)}
    found = [plain_key(name, value) for name, value in data.items() if name not in inner]
    for name, value in inner.items():
        head = f"[[{path}{name}]]" if isinstance(value, list) else f"[{path}{name}]"
        for one in value if isinstance(value, list) else [value]:
            # A table that holds nothing but tables needs no heading of its own.
            bare = isinstance(value, dict) and all(is_table(part) for part in one.values())
            found += ["" if bare else f"\n{head}\n", *tables(one, f"{path}{name}.")]
    return found


def plain_key(name: str, value: Any) -> str:
    """One key with its value; a short list stands on the same line."""
    if isinstance(value, list):
        parts = [tomli_w.dumps({name: one}).removeprefix(f"{name} = ").strip() for one in value]
        line = f"{name} = [{', '.join(parts)}]\n"
        if len(line) <= LINE:
            return line
    written = tomli_w.dumps({name: value}, multiline_strings=True)
    return unescaped(written) if isinstance(value, str) and bare_quotes(value) else written


def bare_quotes(text: str) -> bool:
    """Whether the quotation marks in a text of several lines may stand without backslashes."""
    return "\n" in text and "\\" not in text and '""' not in text and not text.endswith('"')


def unescaped(written: str) -> str:
    return written.replace('\\"', '"')


def is_table(value: Any) -> bool:
    """Whether a value is a table or a list of tables."""
    return isinstance(value, dict) or (
        isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)
    )
