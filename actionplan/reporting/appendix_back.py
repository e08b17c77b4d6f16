"""The last appendix: how ratings are set, every change, what the words mean, corrections. Pure."""

from collections.abc import Iterator

from actionplan.reporting.appendix import Appendix
from actionplan.reporting.front import rules
from actionplan.reporting.glossary import WORDS
from actionplan.reporting.pieces import Grid, Part, text
from actionplan.reporting.report import ReportDocument
from actionplan.reporting.tables import changes_in_full, corrections, names_of
from actionplan.reporting.terms_used import glossary_grid
from actionplan.words import meaning
from council.hostile import one_line

OWNERS = (
    "Ratings are declared by the lead of each action, by the key below. Nothing in this report is "
    "computed in their place."
)


def third_appendix(report: ReportDocument, appendix: Appendix) -> Iterator[Part]:
    """What stands under its heading, each part a level below."""
    first = [Part("How ratings are set", (text(OWNERS), *how(report)), level=2)]
    names = names_of(appendix.before, report.document)
    full = tuple(changes_in_full(appendix.changed, names)) if appendix.changed else ()
    if full:
        first.append(Part("Every change since the last report", full, level=2))
    last = tuple(at_the_end(report, appendix))
    yield from first
    words = Grid("Glossary", ("Word", "Meaning"), WORDS, (2, 7))
    terms = glossary_grid(report, (*first, *last))
    yield Part("What the words mean", (terms, words) if terms else (words,), 2)
    yield from last


def at_the_end(report: ReportDocument, appendix: Appendix) -> Iterator[Part]:
    """What the source says besides, and what was corrected."""
    if extras := report.document.extras:
        said = tuple((one_line(a, 80) or "Note", one_line(b, 2000)) for a, b in extras)
        grid = Grid("What else the source says", ("Heading", "Words"), said, (2, 7))
        yield Part("What else the source says", (grid,), level=2)
    if table := corrections(appendix.corrections):
        yield Part("Corrections", (text(BESIDE), table), level=2, starts_page=True)


BESIDE = (
    "What was reported stays as it was reported. Where a figure or a word was wrong, the right one "
    "stands here with the minute that asked for it."
)


def how(report: ReportDocument) -> Iterator[Grid]:
    """What each rating means, and the rule of each figure."""
    document = report.document
    key = tuple(
        (f"{one.letter} {one.word}", meaning(one) or "Not explained") for one in document.key
    )
    if key:
        yield Grid("Ratings of the plan’s key", ("Rating", "Meaning"), key, (2, 7))
    yield Grid("The rule of each figure", ("Figure", "Rule"), tuple(rules(document)), (2, 7))
