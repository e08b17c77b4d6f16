"""Who may go where: every address of the product × every kind of person.

The table below is the rule (its further lines stand in ``tests/access``); an address that is
not in it fails. The action asked for is led by
one post, which the holder holds. "stranger" belongs to another council, which has a plan with the
same address and an action with the same reference.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from actionplan.models import Action, Entry
from council.models import Person
from tests.access import AREAS
from tests.factories import Cast
from tests.strategies import a_strategy

pytestmark = pytest.mark.long

WHO = ("nobody", "reader", "holder", "officer", "slt", "clerk", "manager", "stranger")

#                                 nobody reader holder officer slt clerk manager stranger
TABLE = """
home                        GET      302    302    302    302  302   302     302      302
home                        POST     302    405    405    405  405   405     405      405
health                      GET      200    200    200    200  200   200     200      200
health                      POST     405    405    405    405  405   405     405      405
account/email/              GET      404    404    404    404  404   404     404      404
account/email/              POST     404    404    404    404  404   404     404      404
brand                       GET      302    200    200    200  200   200     200      404
brand                       POST     302    405    405    405  405   405     405      404
search                      GET      302    200    200    200  200   200     200      404
search                      POST     302    405    405    405  405   405     405      404
actionplan:dashboard        GET      302    200    200    200  200   200     200      404
actionplan:dashboard        POST     302    405    405    405  405   405     405      404
actionplan:need_list        GET      302    200    200    200  200   200     200      404
actionplan:need_list        POST     302    405    405    405  405   405     405      404
actionplan:figure_list      GET      302    200    200    200  200   200     200      404
actionplan:figure_list      POST     302    405    405    405  405   405     405      404
actionplan:plan_list        GET      302    200    200    200  200   200     200      404
actionplan:plan_list        POST     302    405    405    405  405   405     405      404
actionplan:plan_detail      GET      302    200    200    200  200   200     200      404
actionplan:plan_detail      POST     302    405    405    405  405   405     405      404
actionplan:plan_standing    GET      302    200    200    200  200   200     200      404
actionplan:plan_standing    POST     302    405    405    405  405   405     405      404
actionplan:dashboard_pack   GET      302    200    200    200  200   200     200      404
actionplan:dashboard_pack   POST     302    405    405    405  405   405     405      404
actionplan:plan_pack        GET      302    200    200    200  200   200     200      404
actionplan:plan_pack        POST     302    405    405    405  405   405     405      404
actionplan:plan_plainly     GET      302    200    200    200  200   200     200      404
actionplan:plan_plainly     POST     302    405    405    405  405   405     405      404
actionplan:plan_changes     GET      302    200    200    200  200   200     200      404
actionplan:plan_changes     POST     302    405    405    405  405   405     405      404
actionplan:plan_download    GET      302    200    200    200  200   200     200      404
actionplan:plan_download    POST     302    405    405    405  405   405     405      404
actionplan:return_forms     GET      302    403    403    403  403   403     200      404
actionplan:return_forms     POST     302    405    405    405  405   405     405      404
actionplan:action_detail    GET      302    200    200    200  200   200     200      404
actionplan:action_detail    POST     302    405    405    405  405   405     405      404
actionplan:action_row       GET      302    302    302    302  302   302     302      404
actionplan:action_row       POST     302    405    405    405  405   405     405      404
actionplan:action_update    GET      302    403    200    403  403   403     200      404
actionplan:action_update    POST     302    403    302    403  403   403     302      404
actionplan:action_agree     GET      302    405    405    405  405   405     405      404
actionplan:action_agree     POST     302    403    403    403  403   403     422      404
strategy:strategy_list      GET      302    200    200    200  200   200     200      404
strategy:strategy_list      POST     302    405    405    405  405   405     405      404
strategy:strategy_detail    GET      302    200    200    200  200   200     200      404
strategy:strategy_detail    POST     302    405    405    405  405   405     405      404
strategy:strategy_pdf       GET      302    200    200    200  200   200     200      404
strategy:strategy_pdf       POST     302    405    405    405  405   405     405      404
strategy:principle_detail   GET      302    200    200    200  200   200     200      404
strategy:principle_detail   POST     302    405    405    405  405   405     405      404
strategy:outcome_detail     GET      302    200    200    200  200   200     200      404
strategy:outcome_detail     POST     302    405    405    405  405   405     405      404
strategy:strategy_history   GET      302    200    200    200  200   200     200      404
strategy:strategy_history   POST     302    405    405    405  405   405     405      404
strategy:part_list          GET      302    403    403    403  403   403     200      404
strategy:part_list          POST     302    405    405    405  405   405     405      404
strategy:strategy_edit      GET      302    403    403    403  403   403     200      404
strategy:strategy_edit      POST     302    403    403    403  403   403     422      404
strategy:strategy_links     GET      302    403    403    403  403   403     200      404
strategy:strategy_links     POST     302    403    403    403  403   403     409      404
strategy:strategy_status    GET      302    403    403    403  403   403     200      404
strategy:strategy_status    POST     302    403    403    403  403   403     422      404
strategy:part_add           GET      302    403    403    403  403   403     200      404
strategy:part_add           POST     302    403    403    403  403   403     422      404
strategy:part_edit          GET      302    403    403    403  403   403     200      404
strategy:part_edit          POST     302    403    403    403  403   403     422      404
strategy:part_remove        GET      302    403    403    403  403   403     200      404
strategy:part_remove        POST     302    403    403    403  403   403     409      404
strategy:part_move          GET      302    405    405    405  405   405     405      404
strategy:part_move          POST     302    403    403    403  403   403     400      404
indicators:indicator_list   GET      302    200    200    200  200   200     200      404
indicators:indicator_list   POST     302    405    405    405  405   405     405      404
indicators:indicator_quarter GET     302    200    200    200  200   200     200      404
indicators:indicator_quarter POST    302    403    403    403  403   403     302      404
indicators:indicator_detail GET      302    200    200    200  200   200     200      404
indicators:indicator_detail POST     302    405    405    405  405   405     405      404
indicators:indicator_edit   GET      302    403    403    403  403   403     200      404
indicators:indicator_edit   POST     302    403    403    403  403   403     422      404
thread:thread_list          GET      302    200    200    200  200   200     200      404
thread:thread_list          POST     302    405    405    405  405   405     405      404
thread:thread_coverage      GET      302    200    200    200  200   200     200      404
thread:thread_coverage      POST     302    405    405    405  405   405     405      404
thread:thread_gap           GET      302    200    200    200  200   200     200      404
thread:thread_gap           POST     302    405    405    405  405   405     405      404
thread:thread_overview      GET      302    200    200    200  200   200     200      404
thread:thread_overview      POST     302    405    405    405  405   405     405      404
thread:thread_actions       GET      302    200    200    200  200   200     200      404
thread:thread_actions       POST     302    405    405    405  405   405     405      404
thread:outcome_links        GET      302    403    200    403  200   403     200      404
thread:outcome_links        POST     302    403    422    403  422   403     422      404
thread:principle_links      GET      302    403    200    403  200   403     200      404
thread:principle_links      POST     302    403    422    403  422   403     422      404
thread:action_links         GET      302    403    200    403  403   403     200      404
thread:action_links         POST     302    403    422    403  403   403     422      404
thread:recommendation_links GET      302    403    403    403  403   403     200      404
thread:recommendation_links POST     302    403    403    403  403   403     422      404
"""
# Only while DEBUG, which tests are not: shows components and no council's data.
ONLY_WHILE_BUILDING = {"gallery"}


@dataclass(frozen=True)
class Line:
    """One line of the table: what each kind of person gets at one address."""

    name: str
    method: str
    expected: dict[str, int]

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def area(self) -> str:
        """The part of the product, which is its namespace."""
        return self.name.partition(":")[0] if ":" in self.name else "site"


def lines() -> Iterator[Line]:
    tables = [TABLE, *(area.TABLE for area in AREAS.values())]
    for line in (line for table in tables for line in table.strip().splitlines()):
        name, method, *statuses = line.split()
        yield Line(name, method, dict(zip(WHO, map(int, statuses), strict=True)))


LINES = list(lines())
UNDER_A_COUNCIL = [line for line in LINES if line.expected["stranger"] == 404 and ":" in line.name]


# ---- the table is whole


def test_every_address_stands_in_the_table():
    there = {address.name for address in our_addresses(get_resolver())} - ONLY_WHILE_BUILDING
    for method in ("GET", "POST"):
        named = [line.name for line in LINES if line.method == method]
        assert len(named) == len(set(named)), "An address stands in the table twice."
        assert set(named) == there


@dataclass(frozen=True)
class Address:
    """One pattern of the URLconf: its name (its route where it has none) and its parameters."""

    name: str
    parameters: tuple[str, ...]


def our_addresses(
    resolver: URLResolver, namespace: str = "", route: str = "", above: tuple[str, ...] = ()
) -> Iterator[Address]:
    """Every address of ours; not those of admin and allauth, which keep their own rules."""
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        parameters = (*above, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            if pattern.namespace != "admin":
                yield from our_addresses(pattern, inner, here, parameters)
        elif not is_allauths(pattern):
            yield Address(namespace + pattern.name if pattern.name else here, parameters)


def is_allauths(pattern: URLPattern) -> bool:
    return pattern.callback.__module__.startswith("allauth.")


# ---- the table is true


@pytest.fixture(autouse=True)
def _strategies(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both councils have a strategy with the same address; no PDF is what is asked about."""
    for module in ("council.pdf", "actionplan.reporting.pdf"):
        monkeypatch.setattr(f"{module}.in_child", lambda target, payload: b"%PDF-")
    if "cast" in request.fixturenames:
        cast = request.getfixturevalue("cast")
        for council in (cast.council, cast.other_council):
            a_strategy(council)


@pytest.mark.parametrize("area", sorted({line.area for line in LINES}))
def test_everybody_gets_what_the_table_says(cast, area):
    """Each line finds the cast as it was: what the one before it has done is undone."""
    wrong = {}
    clients = {who: client_of(cast, who) for who in WHO}
    for line in (line for line in LINES if line.area == area):
        with undone():
            path = address(cast, line.name)
            found = {who: status_of(cast, line, who, clients[who], path) for who in WHO}
        if found != line.expected:
            wrong[str(line)] = found
    assert wrong == {}


@contextmanager
def undone() -> Iterator[None]:
    """What is done within leaves nothing behind in the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def status_of(cast: Cast, line: Line, who: str, client: Client, path: str) -> int:
    """The answer to one kind of person; a refusal must have left the log as it was."""
    body = update_of(cast.undated) if line.method == "POST" else None
    before = Entry.objects.count()
    response = client.post(path, body) if line.method == "POST" else client.get(path)
    if response.status_code >= 400 or who == "nobody":
        assert Entry.objects.count() == before
    return int(response.status_code)


def client_of(cast: Cast, who: str) -> Client:
    client = Client()
    person = person_of(cast, who)
    if person:
        client.force_login(person)
    return client


def person_of(cast: Cast, who: str) -> Person | None:
    people = {
        "reader": cast.reader,
        "holder": cast.owner,
        "officer": cast.colleague,
        "slt": cast.slt,
        "clerk": cast.clerk,
        "manager": cast.manager,
        "stranger": cast.stranger,
    }
    return people.get(who)


def address(cast: Cast, name: str) -> str:
    """The address in the cast's council; of the action that only the holder's post leads."""
    parts = {
        "council": cast.council.slug,
        "plan": cast.plan.slug,
        "reference": cast.undated.reference,
        "recommendation": cast.governance.pk,
        "gap": "actions",
        "need": "red",
        "figure": "open",
        "strategy": "organisational-strategy",
        "kind": "principles",
        "code": _code(name),
    }
    area = AREAS.get(name.partition(":")[0])
    parts |= area.parts(cast, name) if area else {}
    if name.endswith("/"):
        return f"/{name}"
    return reverse(name, kwargs={key: parts[key] for key in parameters()[name]})


@cache
def parameters() -> dict[str, tuple[str, ...]]:
    """What the parameters of each address are called."""
    return {found.name: found.parameters for found in our_addresses(get_resolver())}


def _code(name: str) -> str:
    """The part of the strategy that an address names."""
    codes = {"outcome": "O1", "indicator": "K1"}
    return next((code for part, code in codes.items() if part in name), "P1")


def update_of(action: Action) -> dict[str, str]:
    """A form as the page would send it, based on what stands now."""
    stands = Action.objects.get(pk=action.pk).latest_id
    return {
        "rating": "G",
        "status": "in progress",
        "commentary": f"Words number {stands}.",
        "on_behalf_source": "E-mail, 12 June",
        "based_on": str(stands),
        "once": str(uuid.uuid4()),
    }


# ---- what holds for all of them


def test_part_of_a_page_is_asked_to_log_in_where_it_stands(cast):
    """htmx would follow a redirect and put the log-in page into a row; so it gets 401."""
    asked = {"HX-Request": "true"}
    nobody = client_of(cast, "nobody")
    found = {}
    for line in UNDER_A_COUNCIL:
        with undone():
            path = address(cast, line.name)
            found[str(line)] = nobody.generic(line.method, path, headers=asked).status_code
    assert set(found.values()) == {401}, {line: got for line, got in found.items() if got != 401}


def test_council_that_does_not_exist_is_as_a_council_of_others(cast):
    holder = client_of(cast, "holder")
    found = {}
    for line in UNDER_A_COUNCIL:
        with undone():
            path = address(cast, line.name).replace(f"/{cast.council.slug}/", "/nowhere/", 1)
            found[str(line)] = holder.generic(line.method, path).status_code
    assert set(found.values()) == {404}, {line: got for line, got in found.items() if got != 404}


def test_post_without_csrf_token_is_refused(cast):
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(cast.owner)
    path = address(cast, "actionplan:action_update")
    assert careful.post(path, update_of(cast.undated)).status_code == 403
    assert Action.objects.get(pk=cast.undated.pk).latest_id == cast.undated.latest_id
