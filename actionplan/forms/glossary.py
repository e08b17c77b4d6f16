"""The form of a term of the glossary."""

from django import forms

from actionplan.models import GlossaryTerm
from council.forms.posts import NameForm


class TermForm(NameForm):
    """The term as people write it, what it stands for, and a sentence."""

    class Meta:
        model = GlossaryTerm
        fields = ("term", "in_full", "sentence")
        labels = {
            "term": "Term",
            "in_full": "What it stands for",
            "sentence": "What it means, in a sentence (optional)",
        }
        help_texts = {
            "term": "As people write it, such as MTFS. Capitals make a difference.",
            "in_full": "Such as Medium Term Financial Strategy. Documents write it out where the "
            "term stands first. Leave it empty for a word that stands for nothing else.",
            "sentence": "For the glossary at the end of a report.",
        }
        widgets = {"sentence": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"term": {"required": "Give the term."}}
