"""The words a committee has of its own, as data: pairs of the usual word and what is said here."""

from django.core.exceptions import ValidationError

from council.texts import Limits, fault

WORD = Limits(100)


def check_words(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of pairs of words, each usual word once."""
    if not isinstance(data, list):
        raise ValidationError("Give a list.")
    for pair in data:
        if not (isinstance(pair, list) and len(pair) == 2 and all(map(_is_word, pair))):
            raise ValidationError(f"This is no pair of words: {pair!r}.")
    usual = [pair[0].casefold() for pair in data]
    if len(set(usual)) != len(usual):
        raise ValidationError("Each usual word can stand only once.")


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and fault(value, WORD) is None
