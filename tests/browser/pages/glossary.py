"""A council's glossary: empty of one kind of words, and its forms."""

from actionplan.models import GlossaryTerm

PAGE = "/ashdown/organisation/glossary/"
PAGES = {
    "glossary": PAGE,
    "a new term": f"{PAGE}add/",
    "a term": f"{PAGE}{{term}}/edit/",
    "a term to remove": f"{PAGE}{{term}}/remove/",
}


def prepare(cast):
    """A short form, and a word."""
    word = GlossaryTerm(council=cast.council, term="Call-in", sentence="A second look. " * 30)
    word.save()
    full = {"in_full": "Medium Term Financial Strategy"}
    return {"term": GlossaryTerm.objects.create(council=cast.council, term="MTFS", **full).pk}
