"""The headings by which a council's files are read."""

from actionplan.services.headings import add_heading

PAGES = {"headings": "/ashdown/plan-files/headings/"}


def prepare(cast):
    """Two headings of the council's own."""
    for heading, field in (("Champion", "lead"), ("Finish line", "due")):
        add_heading(council=cast.council, heading=heading, field=field, by=cast.manager)
