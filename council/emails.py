"""What is an e-mail address here: as log-in looks for it, and safe to write to."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

LONGEST = 254
NO_ADDRESS = "Write an e-mail address such as priya.raman@example.gov.uk."


def kept_email(text: str) -> str:
    """An address in small letters; raises ValueError with a sentence for what is none.

    Only letters of the English alphabet are taken: most mail servers deliver to no others, and
    some letters of other alphabets become English ones when they are made small.
    """
    address = text.strip()
    if not address.isascii():
        raise ValueError(
            "Write the e-mail address with the letters a to z only, and without accents."
        )
    if len(address) > LONGEST:
        raise ValueError(f"An e-mail address has at most {LONGEST} characters.")
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValueError(NO_ADDRESS) from error
    return address.lower()
