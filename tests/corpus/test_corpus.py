"""Every document of the corpus, read as a person reads it: right in each field, or asked."""

import importlib
import json
import pkgutil
from functools import cache

import pytest

import tests.corpus
from actionplan.importing.child import rows_of
from actionplan.importing.layout import understand_plan
from actionplan.importing.summary import reading_as_json
from tests.corpus.describing import DOCUMENTS

for module in pkgutil.iter_modules(tests.corpus.__path__):
    if not module.name.startswith("test_"):
        importlib.import_module(f"tests.corpus.{module.name}")

FIELDS = ("recommendation", "title", "rag", "status", "due_text", "due_date", "owner", "priority",
          "timescale", "commentary", "steps")  # fmt: skip


@cache
def read_once(name):
    """A sample, what was read in it, and that as the command prints it; tests come in any order."""
    sample = DOCUMENTS[name]()
    reading = understand_plan(rows_of(sample.content))
    return sample, reading, json.loads(json.dumps(reading_as_json(reading)))


@pytest.fixture(params=sorted(DOCUMENTS))
def read(request):
    return read_once(request.param)


def test_there_are_at_least_forty_documents():
    assert len(DOCUMENTS) >= 40


def test_every_action_is_found_and_nothing_else(read):
    sample, _, summary = read
    assert [one["title"] for one in summary["actions"]] == [one.title for one in sample.actions]


def test_every_field_is_right(read):
    sample, _, summary = read
    expected = [{name: getattr(one, name) for name in FIELDS} for one in sample.actions]
    assert summary["actions"] == expected


def test_each_doubt_is_asked_and_plain_rows_ask_nothing(read):
    sample, reading, _ = read
    for place, action in enumerate(sample.actions):
        asked = [n.understood for n in reading.notes if n.action == place and n.needs_decision]
        unmet = [words for words in action.asks if not any(words in one for one in asked)]
        assert (unmet, len(asked)) == ([], len(action.asks)), (action.title, asked)


def test_recommendations_themes_leads_and_title(read):
    sample, _, summary = read
    found = summary["recommendations"]
    if sample.recommendations is not None:
        assert [(r["number"], r["text"], r["theme"]) for r in found] == sample.recommendations
    if sample.leads is not None:
        assert [one["leads"] for one in found] == sample.leads
    if sample.title is not None:
        assert summary["title"] == sample.title


def test_what_is_left_out_is_said_and_what_has_no_field_is_kept(read):
    sample, reading, _ = read
    said = [note.understood for note in reading.notes]
    for words in sample.says:
        assert any(words in one for one in said), said
    actions = list(reading.document.actions())
    for place, extras in sample.extras.items():
        assert extras.items() <= dict(actions[place].extras).items()
