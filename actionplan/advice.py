"""What a reader would stumble over in words that will be published. Advice only; pure.

Words are counted and never cut. A look at words is no judgement: each rule names what it found,
so that whoever wrote it sees at once whether it matters.
"""

import re
from collections.abc import Collection, Iterator

LONG = 35  # words in one sentence
MOST = 5  # findings that one piece of advice names
# Known to everybody who reads a council's report.
FAMILIAR = frozenset({"AM", "BBC", "CCTV", "COVID", "EU", "GDPR", "GP", "ID", "IT", "LGA", "MP",
                      "NHS", "PDF", "PM", "RAG", "SLT", "TBA", "TBC", "UK", "VAT"})  # fmt: skip

# Every pattern here is asked of what somebody typed: it begins once a word and its parts have an
# end, so that fifty thousand characters of anything are read in no time.
LETTER = re.compile(r"\w")
SENTENCE_ENDS = re.compile(r"(?<=[.!?;:])\s+|\n+")
ACRONYM = re.compile(r"\b[A-Z][A-Z&]{0,9}[A-Z]s?\b")  # longer ones are words that shout
# "Customer Service and Transformation (CS&T)", or "CS&T (Customer Service and Transformation)".
EXPLAINED = re.compile(r"\(([A-Z][A-Z&]{0,9}[A-Z])s?\)|\b([A-Z][A-Z&]{0,9}[A-Z])s? \([A-Z]?[a-z]")
# A title without its dot, or with it; and an address that names a person.
TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? (?:[A-Z][\w'’-]+)(?: [A-Z][\w'’-]+)?")
ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+\b")


def words_in(text: str) -> int:
    """How many words: "Q1 – done" has two."""
    return sum(1 for part in text.split() if LETTER.search(part))


def advice_on(
    text: str,
    *,
    guide: int | None = None,
    people: Collection[str] = (),
    terms: Collection[str] = (),
) -> list[str]:
    """Sentences of advice, none where there is nothing to say; ``guide`` is a number of words.

    ``people`` are names that the council knows, of whoever writes and of colleagues; ``terms``
    are those of the council's glossary, which its documents explain.
    """
    found = [_length(text, guide), _names(text, people), _acronyms(text, terms), _sentences(text)]
    return [sentence for sentence in found if sentence]


def _length(text: str, guide: int | None) -> str:
    number = words_in(text)
    if guide is None or number <= guide:
        return ""
    return f"It has {number} words, {number - guide} more than the guide of {guide}; all are kept."


def _names(text: str, people: Collection[str]) -> str:
    known = (one for one in people if re.search(rf"\b{re.escape(one)}\b", text))
    named = [*TITLED.findall(text), *ADDRESS.findall(text), *known]
    if not named:
        return ""
    return f"It names a person ({_listed(named)}): what is published names posts."


def _acronyms(text: str, terms: Collection[str]) -> str:
    unknown = unexplained(text, terms)
    return f"Not everybody knows {_listed(unknown)}: spell it out once." if unknown else ""


def unexplained(text: str, terms: Collection[str] = ()) -> list[str]:
    """The initials that few people know, and neither the text nor ``terms`` explain."""
    explained = {one or other for one, other in EXPLAINED.findall(text)}.union(terms)
    used = (found.rstrip("s") for found in ACRONYM.findall(_without_shouting(text)))
    return [one for one in used if one not in explained | FAMILIAR]


def _without_shouting(text: str) -> str:
    """Lines that are all in capitals are headings, not acronyms."""
    return "\n".join(line for line in text.splitlines() if line.upper() != line or " " not in line)


def _sentences(text: str) -> str:
    longest = max(map(words_in, SENTENCE_ENDS.split(text)), default=0)
    return (
        f"A sentence has {longest} words: two short ones are read sooner." if longest > LONG else ""
    )


def _listed(found: Collection[str]) -> str:
    return ", ".join(list(_once(found))[:MOST])


def _once(found: Collection[str]) -> Iterator[str]:
    yield from dict.fromkeys(found)
