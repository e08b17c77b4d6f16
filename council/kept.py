"""Typed words that must not be lost when a session ends in mid-typing.

A form that asks for it carries ``kept_for``, a signed note of whom it was made for. When it comes
back after the session has ended, its fields are stored for that person alone and offered
again after log-in.
"""

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.http import urlencode

from council.models import KeptForm, Person
from council.scope import CouncilRequest

SALT = "council.kept"
MAX_AGE = 60 * 60 * 24 * 14  # as long as a session lasts
MAX_CHARACTERS = 700_000  # 50,000 characters of commentary, each escaped as up to twelve
MAX_KEPT_PER_PERSON = 20
MAX_PATH = 500
KEPT_FOR = timedelta(days=14)


def made_for(person: Person) -> str:
    """The value of the hidden field ``kept_for`` of a form shown to ``person``."""
    return signing.dumps(person.pk, salt=SALT)


def keep_typed_form(request: HttpRequest, response: HttpResponseBase) -> None:
    """Store a form posted by somebody whose session had ended; adds ``kept`` to the redirect.

    Does nothing for other requests, forms without a valid note, or forms that are too long.
    """
    person_id = _person_it_was_made_for(request) if request.method == "POST" else None
    if len(request.path) > MAX_PATH:
        return
    if person_id is None or len(fields := request.POST.urlencode()) > MAX_CHARACTERS:
        return
    KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    kept = KeptForm.objects.create(person_id=person_id, path=request.path, fields=fields)
    surplus = KeptForm.objects.filter(person_id=person_id).order_by("-pk")[MAX_KEPT_PER_PERSON:]
    KeptForm.objects.filter(pk__in=list(surplus.values_list("pk", flat=True))).delete()
    login = response["Location"].split("?", 1)[0]
    back = f"{request.path}?{urlencode({'kept': kept.pk})}"
    response["Location"] = f"{login}?{urlencode({'next': back})}"


def kept_form(request: CouncilRequest) -> QueryDict | None:
    """The fields kept for this person and this page, or None. Reading does not remove them."""
    number = request.GET.get("kept", "")
    if not number.isdecimal() or len(number) > 18:
        return None
    KeptForm.objects.filter(kept_at__lt=timezone.now() - KEPT_FOR).delete()
    kept = KeptForm.objects.filter(pk=number, person=request.user, path=request.path).first()
    return QueryDict(kept.fields) if kept else None


def forget_kept_forms(person: Person, path: str) -> None:
    """Remove what was kept for ``person`` on ``path``, once it has been saved."""
    KeptForm.objects.filter(person=person, path=path).delete()


def _person_it_was_made_for(request: HttpRequest) -> int | None:
    try:
        note = request.POST.get("kept_for", "")
        return signing.loads(note, salt=SALT, max_age=MAX_AGE) if note else None
    except signing.BadSignature:
        return None
