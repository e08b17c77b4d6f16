"""A text in CSV cut into records, whatever sign stands between its cells."""

import csv
import io
import re
from collections.abc import Sequence

from council.csv_headings import HEADING_WITHIN, columns_of
from council.csv_values import MOST_BYTES, Column, UnreadableCsv
from council.texts import unwanted

DELIMITERS = ",;\t"
SAID = re.compile(r'"?sep=([,;\t|])"?')  # a first line that Excel writes and reads


def cleaned(text: str) -> str:
    """``text`` with one kind of line end and nothing unseen; its lines stay where they are."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in plain if not unwanted(one, lines=True))


def delimiter_of(text: str, columns: Sequence[Column]) -> str:
    """The sign between cells: said by the file, else the one that shows the most headings."""
    lines = [line[: MOST_BYTES // 100] for line in text.split("\n")[:HEADING_WITHIN]]
    if said := SAID.fullmatch(lines[0]):
        return said[1]

    def known(sign: str) -> int:
        records = (next(csv.reader([line], delimiter=sign), []) for line in lines)
        return max(len(columns_of(cells, columns)) for cells in records)

    return max(DELIMITERS, key=known)


def records_of(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Every record that is not empty, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True, strict=True)
    records, begins = [], 1
    try:
        for cells in reader:
            tidied = [" ".join(cell.split()) for cell in cells]
            if any(tidied):
                records.append((begins, tidied))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableCsv(
            f"The row on line {begins} cannot be read: a quotation mark is not closed, "
            "or stands in the middle of a cell."
        ) from error
    if not records:
        raise UnreadableCsv("The file is empty.")
    return records
