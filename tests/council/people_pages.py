"""Pages of people, and what is sent from them."""

from django.urls import reverse

from council.models import Membership, Person
from council.versions import newest


def page(cast, name: str, person: Person | None = None) -> str:
    arguments = [cast.council.slug, person.pk] if person else [cast.council.slug]
    return reverse(f"people:{name}", args=arguments)


def membership(person: Person) -> Membership:
    return Membership.objects.get(person=person)


def seen(person: Person) -> int | None:
    return newest(membership(person))


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())
