"""What a change of structure changed, as data: lines of what, before, after."""

from django.core.exceptions import ValidationError

from actionplan.key import is_text, lines_of

type Detail = list[str]


def check_details(data: object) -> None:
    """Raise ValidationError unless ``data`` is a list of triples of texts."""
    for line in lines_of(data):
        if not (isinstance(line, list) and len(line) == 3 and all(map(is_text, line))):
            raise ValidationError(f"This is no [what, before, after]: {line!r}.")
