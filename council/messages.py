"""One sentence for a person, shown on the next page they see."""

from django.contrib import messages
from django.http import HttpRequest


def say(request: HttpRequest, sentence: str) -> None:
    """Show ``sentence`` at the top of the next page, as something that went well."""
    messages.success(request, sentence)


def regret(request: HttpRequest, sentence: str) -> None:
    """Show ``sentence`` at the top of the next page, as something that could not be done."""
    messages.error(request, sentence)
