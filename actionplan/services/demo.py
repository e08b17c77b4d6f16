"""The demonstration: councils, people and plans from fixtures/, loaded again without harm."""

import tomllib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from actionplan.importing.notes import Reading
from actionplan.importing.plain import read_plan_toml
from actionplan.importing.read import read_plan
from actionplan.models import GlossaryTerm, Plan, ThreadLink
from actionplan.services.applying import Source, apply_reading
from actionplan.services.periods import open_first_period
from actionplan.services.plan_settings import save_plan
from actionplan.services.plans import create_plan
from actionplan.services.register import Why
from actionplan.services.thread import load_thread
from council.models import (
    Committee,
    Council,
    Cycle,
    Meeting,
    Membership,
    Person,
    Post,
    PostAlias,
    PostHolding,
    Role,
    ServiceArea,
)
from council.people_roles import ROLE_FIELDS
from council.versions import newest
from strategy.exchange import load as load_strategy
from strategy.models import Strategy
from strategy.services.storing import store_strategy
from strategy.thread_file import load_thread as read_thread

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
# The council of the real plan first: its plan is the first that anyone sees.
COUNCILS = ("oadby-wigston", "worcester", "oxfordshire", "dorset")
EXAMPLE = "example"  # made up: a simulated year is played in it
PASSWORD = "golden-thread-demo"  # noqa: S105 - printed on purpose; refused when DEBUG is off


@transaction.atomic
def load_council(slug: str) -> Council:
    """Load one council's folder; what stands already is left as it is."""
    folder = FIXTURES / slug
    data = tomllib.loads((folder / "council.toml").read_text(encoding="utf-8"))
    names = ("name", "short_name", "brand_background", "brand_text", "brand_accent")
    council, _ = Council.objects.get_or_create(
        slug=slug, defaults={name: data[name] for name in names}
    )
    for name in data.get("service_areas", []):
        ServiceArea.objects.get_or_create(council=council, name=name)
    for post in data.get("posts", []):
        _load_post(council, post)
    for person in data.get("people", []):
        _load_person(council, person)
    for committee in data.get("committees", []):
        _load_committee(council, committee)
    _load_glossary(council, data.get("glossary", []))
    for plan in data.get("plans", []):
        _load_plan(council, plan, folder)
    for name in data.get("strategies", []):
        _load_strategy(council, folder / name)
    for name in data.get("threads", []):
        _load_thread(council, folder / name)
    return council


def _load_post(council: Council, data: dict[str, Any]) -> None:
    area = ServiceArea.objects.filter(council=council, name=data.get("service_area")).first()
    post, _ = Post.objects.get_or_create(
        council=council,
        title=data["title"],
        defaults={"service_area": area, "statutory_role": data.get("statutory_role", "")},
    )
    for name in data.get("aliases", []):
        PostAlias.objects.get_or_create(council=council, name=name, defaults={"post": post})


def _load_person(council: Council, data: dict[str, Any]) -> None:
    person = Person.objects.filter(email=data["email"]).first()
    if person is None:
        person = Person.objects.create_user(data["email"], PASSWORD, name=data["name"])
    roles = {ROLE_FIELDS[Role(role)]: True for role in data["roles"]}
    Membership.objects.get_or_create(council=council, person=person, defaults=roles)
    for title in data.get("holds", []):
        post = Post.objects.get(council=council, title=title)
        PostHolding.objects.get_or_create(post=post, person=person)


def _load_glossary(council: Council, terms: list[dict[str, str]]) -> None:
    """Once, or terms that somebody has taken out would come back."""
    if not GlossaryTerm.history.filter(council=council).exists():
        for term in terms:
            GlossaryTerm.objects.create(council=council, **term)


def _load_committee(council: Council, data: dict[str, Any]) -> None:
    committee, _ = Committee.objects.get_or_create(council=council, name=data["name"])
    for meeting in data.get("meetings", []):
        cycle = None
        if name := meeting.get("cycle"):
            cycle, _ = Cycle.objects.get_or_create(council=council, name=name)
        Meeting.objects.get_or_create(
            committee=committee, day=meeting["day"], defaults={"cycle": cycle}
        )


def _read(path: Path) -> Reading:
    """A plan from Word or Excel, or from the plain form that fixtures use."""
    if path.suffix == ".toml":
        return Reading(read_plan_toml(path.read_bytes()))
    return read_plan(path)


def _load_strategy(council: Council, path: Path) -> None:
    document = load_strategy(path.read_bytes())
    if not Strategy.objects.filter(council=council, slug=document.slug).exists():
        store_strategy(document=document, council=council, by=None)


def _load_thread(council: Council, path: Path) -> None:
    """The starting thread; not again, or links that somebody has taken away would come back."""
    if not ThreadLink.history.filter(outcome__strategy__council=council).exists():
        load_thread(thread=read_thread(path.read_bytes()), council=council, by=_manager(council))


def _manager(council: Council) -> Person:
    manager = Membership.objects.filter(council=council, is_plan_manager=True)
    return manager.select_related("person").earliest("pk").person


def _load_plan(council: Council, data: dict[str, Any], folder: Path) -> None:
    if Plan.objects.filter(council=council, slug=data["slug"]).exists():
        return
    reading = _read(folder / data["file"])
    by = Person.objects.get(email=data["by"])
    plan = create_plan(
        council=council,
        by=by,
        key=reading.document.key,
        bands=reading.document.bands,
        position_as_at=reading.document.as_at,
        **{name: data[name] for name in ("title", "slug", "code", "source")},
    )
    open_first_period(plan=plan, day=data["as_at"])
    if "start" in data:
        why = Why(data["why_start"])
        save_plan(plan=plan, values={"start": data["start"]}, seen=newest(plan), by=by, why=why)
    source = Source(data["file"], by, data["as_at"])
    apply_reading(reading=reading, council=council, source=source, plan_slug=plan.slug)
