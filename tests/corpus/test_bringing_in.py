"""Every document of the corpus into a plan: again is nothing new, and undone leaves nothing."""

import importlib
import pkgutil

import pytest

import tests.corpus
from actionplan.importing.child import rows_of
from actionplan.importing.layout import understand_plan
from actionplan.services.undo_import import undo_import
from council.models import Role
from tests import factories
from tests.actionplan.reviewed import apply, now, sent_reading
from tests.corpus.describing import DOCUMENTS

pytestmark = pytest.mark.any_engine

for module in pkgutil.iter_modules(tests.corpus.__path__):
    if not module.name.startswith("test_"):
        importlib.import_module(f"tests.corpus.{module.name}")


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_a_document_comes_in_once_and_can_be_taken_back(db, name):
    council = factories.council()
    manager = factories.member(council, Role.PLAN_MANAGER)
    reading = understand_plan(rows_of(DOCUMENTS[name]().content))
    first = sent_reading(council, manager, reading, title=reading.document.title or "A plan")
    receipt = apply(first, manager)
    before = now(receipt.plan)
    assert [action.title for action in before.actions()] == [
        action.title for action in reading.document.actions()
    ]
    second = sent_reading(council, manager, reading, plan=receipt.plan)
    again = apply(second, manager)
    assert again.changed_nothing
    assert [note for note in again.differences if note not in receipt.differences] == []
    assert now(receipt.plan) == before
    for file in (second, first):
        undo_import(file=file, by=manager, reason="Only a trial")
    assert list(now(receipt.plan).actions()) == []
