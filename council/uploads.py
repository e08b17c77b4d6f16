"""Files that people send: bounded while they come in, so that none fills the disk or the memory.

Django hands every uploaded file to the handlers named in settings. Ours comes first: it counts,
and lets go of a file that grows too large; the form then says so in one sentence. What claims to
be far larger than anything we take is not read at all.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, StopUpload
from django.http import HttpRequest

MEGABYTE = 1 << 20
MOST_MEGABYTES = 20  # the largest file that any page takes
HOPELESS = 4 * MOST_MEGABYTES * MEGABYTE  # not even read to its end


class BoundedUploadHandler(FileUploadHandler):
    """Lets go of files when one request has brought more than MOST_MEGABYTES of them."""

    received = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Read no further where the request says that it is hopelessly large.

        The fields before the file have been read by then, also the token against forgery.
        """
        super().new_file(*args, **kwargs)
        length = self.request.META.get("CONTENT_LENGTH") or "0"  # type: ignore[union-attr]
        if length.isdecimal() and int(length) > HOPELESS:
            self.remember()
            raise StopUpload(connection_reset=True)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass on what may still come in; remember on the request that something did not."""
        self.received += len(raw_data)
        if self.received > MOST_MEGABYTES * MEGABYTE:
            self.remember()
            raise SkipFile
        return raw_data

    def remember(self) -> None:
        """Keep on the request which file was let go of, for the form to say."""
        self.request.upload_too_large = harmless_name(self.file_name or "")  # type: ignore[union-attr]

    def file_complete(self, file_size: int) -> None:
        """The handlers that follow make the file."""
        return


class UploadField(forms.FileField):
    """A file of at most ``megabytes``; the form must be told of the request (``too_large``).

    What is refused is named, since people send several files one after the other.
    """

    def __init__(self, *, megabytes: int, **options: Any) -> None:
        self.megabytes = megabytes
        self.too_large = ""
        options.setdefault("error_messages", {})
        options["error_messages"] |= {
            "required": "Choose a file.",
            "invalid": "Choose a file.",
        }
        super().__init__(**options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is empty or larger, also what was let go of while it came in."""
        name = self.too_large or (data and harmless_name(data.name))
        if self.too_large or (data and data.size > self.megabytes * MEGABYTE):
            raise forms.ValidationError(
                f"{name} is larger than {self.megabytes} MB, so it was not taken."
            )
        if data and not data.size:
            raise forms.ValidationError(f"{name} is empty.")
        return super().clean(data, initial)


def tell_of_request(form: forms.BaseForm, request: HttpRequest) -> None:
    """Let the form's upload fields know whether a file was let go of."""
    for field in form.fields.values():
        if isinstance(field, UploadField):
            field.too_large = getattr(request, "upload_too_large", "")


def harmless_name(name: str, most: int = 120) -> str:
    """A file's name as it may be stored, shown and sent: one part, printable, not too long.

    Its ending is kept; what could be a path, a command or a trick of writing direction is not.
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(one if _is_harmless(one) else "_" for one in last).strip(" .")
    stem, dot, ending = (kept or "file").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    room = most - len(ending[:10]) - 1
    return f"{stem[:room]}{dot}{ending[:10]}" if dot else stem[:most]


def _is_harmless(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LNM" or letter in " ._-()&'’,–"
