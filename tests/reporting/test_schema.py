"""The schema of a plan's JSON: every file that we write keeps to it, and it does not drift."""

import json
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from actionplan import declared, document, key_lines
from actionplan.reporting.data import write_json
from actionplan.reporting.schema import AS_WRITTEN, plan_file_schema
from tests.reporting.plans import real_plan, report
from tests.reporting.test_six_formats import demo_plans
from tests.test_interchange import DOCUMENT

COMMITTED = Path(__file__).parent.parent.parent / "docs" / "plan-1.schema.json"


@cache
def validator() -> Draft202012Validator:
    """By the schema that was published, not by what the code says today."""
    schema = json.loads(COMMITTED.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def faults(data: object) -> list[str]:
    """What of a file's values the schema does not allow, each with its place."""
    return [f"{one.json_path}: {one.message}" for one in validator().iter_errors(data)]


def exported(plan) -> dict:
    return json.loads(write_json(report(plan)))


def test_schema_is_the_published_one():
    """Where a field was only added: write the file anew. Anything else wants schema 2."""
    assert COMMITTED.read_text("utf-8") == json.dumps(plan_file_schema(), **AS_WRITTEN) + "\n"


@pytest.mark.parametrize("name", demo_plans())
def test_every_plan_of_the_demonstration_keeps_to_it(name):
    assert faults(exported(demo_plans()[name])) == []


@given(DOCUMENT)
def test_any_plan_keeps_to_it(plan):
    assert faults(exported(plan)) == []


def test_every_record_of_a_plan_is_described():
    described = plan_file_schema()["$defs"]
    values = vars(declared) | vars(document) | vars(key_lines)
    records = [one for one in values.values() if isinstance(one, type) and is_dataclass(one)]
    assert {one.__name__ for one in records} <= set(described)
    for one in records:
        assert described[one.__name__]["description"]
        assert set(described[one.__name__]["properties"]) == {field.name for field in fields(one)}


def renamed(data, old, new):
    """The values with one key called otherwise, wherever it stands."""
    if isinstance(data, list):
        return [renamed(one, old, new) for one in data]
    if not isinstance(data, dict):
        return data
    return {new if key == old else key: renamed(one, old, new) for key, one in data.items()}


@pytest.mark.parametrize(
    ("old", "new"), [("commentary", "comments"), ("as_at", "asAt"), ("past_date", "overdue")]
)
def test_a_field_of_another_name_is_a_fault(old, new):
    assert faults(renamed(exported(real_plan()), old, new))


def test_a_date_as_people_write_it_and_an_unknown_status_are_faults():
    data = exported(real_plan())
    data["document"]["plan"]["as_at"] = "30 June 2023"
    action = data["document"]["plan"]["themes"][0]["recommendations"][0]["actions"][0]
    action["status"] = "finished"
    found = "\n".join(faults(data))
    assert "$.document.plan.as_at" in found
    assert ".status" in found
