"""Service areas: made, changed, and removed while no post belongs to them."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from council.models import Person, Post, ServiceArea
from council.post_names import key, one_line
from council.post_users import PostUser
from council.services.people import lock
from council.services.rows import add_row, remove_row, save_row
from council.versions import CannotEdit, sign


@transaction.atomic
def add_area(*, area: ServiceArea, by: Person) -> None:
    """Save a new service area. Raises CannotEdit for a name that there is already."""
    lock(area.council)
    area.name = one_line(area.name)
    _check_name(area)
    _check_head(area.head)
    add_row(row=area, by=by)


@transaction.atomic
def change_area(
    *, area: ServiceArea, values: Mapping[str, Any], seen: int | None, by: Person
) -> None:
    """Give a service area another name or head. Raises ChangedMeanwhile, else as ``add_area``."""
    lock(area.council)
    values = {**values, "name": one_line(values["name"])}
    _check_name(ServiceArea(pk=area.pk, council=area.council, name=values["name"]))
    _check_head(values.get("head"))
    save_row(row=area, values=values, seen=seen, by=by)


def remove_area(*, area: ServiceArea, seen: int | None, by: Person) -> None:
    """Remove a service area. Raises ChangedMeanwhile, and CannotEdit while posts belong to it."""
    number = area.posts.count()
    posts = "1 post belongs" if number == 1 else f"{number} posts belong"
    refusal = (
        f"{posts} to “{area.name}”, counting those that have ended. Give each another service "
        "area first."
        if number
        else f"“{area.name}” is still named elsewhere, so it stays."
    )
    remove_row(row=area, seen=seen, by=by, refusal=refusal)


def _check_name(area: ServiceArea) -> None:
    others = ServiceArea.objects.filter(council=area.council)
    for other in others.exclude(pk=area.pk) if area.pk else others:
        if key(other.name) == key(area.name):
            raise CannotEdit(f"There is a service area “{other.name}” already.")


def _check_head(head: Post | None) -> None:
    """The head is chosen among posts in use; this one may have gone meanwhile."""
    if head and not Post.objects.in_use().filter(pk=head.pk).exists():
        raise CannotEdit(f"“{head.title}” is no longer there. Choose another head.")


# ---- what heading an area means to the post (see council.post_users)


def _words(post: Post) -> list[str]:
    return [f"the service area {area.name}, as its head" for area in post.heads.all()]


def _hand_over(old: Post, new: Post, by: Person, day: object, reason: str) -> None:
    for area in old.heads.select_for_update():
        area.head = new
        sign(area, by, reason)
        area.save()


AREA_HEADS = PostUser(_words, _hand_over)
