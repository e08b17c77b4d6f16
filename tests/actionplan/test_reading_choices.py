"""What a file is read with: its own choices, the plan's last import, the council's own list."""

import json

import pytest
from django.core.management import call_command

from actionplan.importing.notes import Choices, ColumnChoice, KnownHeading
from actionplan.merging.taking import Taking, from_data, mark_of, to_data
from actionplan.models import PlanFile, Synonym
from actionplan.queries.choices import choices_for
from actionplan.services.choosing import choose_taking
from actionplan.services.reading import keep_file
from council import clock
from tests.importing.making import word_plan, workbook_plan

CHAMPION = KnownHeading("Champion", "lead")
PLEDGE = KnownHeading("Pledge", "action")
CONTENT = workbook_plan([["Action", "Lead"], ["Publish the budget", "Head of Finance"]])


def brought_in(cast, *used, state=PlanFile.State.APPLIED, plan=None):
    file = keep_file(council=cast.council, content=CONTENT, name="plan.xlsx", by=cast.manager)
    file.plan, file.state, file.applied_at = plan or cast.plan, state, clock.now()
    file.choices = to_data(Taking(columns_used=used))
    file.save()
    return file


def own(council, by, heading="Champion", field="lead"):
    Synonym.objects.create(
        council=council, heading=heading, field=field, added_by=by, added_at=clock.now()
    )


def test_nothing_said_is_no_choice(cast):
    assert choices_for(council=cast.council, plan=cast.plan) == Choices()


def test_the_last_import_of_the_plan_is_remembered(cast):
    brought_in(cast, KnownHeading("Old", "due"))
    brought_in(cast, PLEDGE, CHAMPION)
    brought_in(cast)  # our own workbook, without columns to remember
    assert choices_for(council=cast.council, plan=cast.plan).remembered == (PLEDGE, CHAMPION)


@pytest.mark.parametrize("state", [PlanFile.State.UNDONE, PlanFile.State.READ])
def test_a_file_that_is_not_in_the_plan_is_not_remembered(cast, state):
    file = brought_in(cast, PLEDGE, state=PlanFile.State.APPLIED)
    at = None if state == PlanFile.State.READ else file.applied_at
    PlanFile.objects.filter(pk=file.pk).update(state=state, applied_at=at)
    assert choices_for(council=cast.council, plan=cast.plan).remembered == ()


def test_another_plan_or_council_is_not_remembered(cast):
    brought_in(cast, PLEDGE)
    own(cast.other_council, cast.stranger)
    assert choices_for(council=cast.council) == Choices()


def test_a_file_brings_its_own_choices_and_its_plan(cast):
    brought_in(cast, PLEDGE)
    own(cast.council, cast.manager)
    file = brought_in(cast, state=PlanFile.State.APPLIED)
    column = ColumnChoice("s1.1", 1, "delivery")
    file.choices = to_data(Taking(columns=(column,)))
    assert choices_for(council=cast.council, file=file) == Choices(
        (column,), (PLEDGE,), (CHAMPION,)
    )


def test_number_of_queries_does_not_grow(cast, django_assert_num_queries):
    for number in range(5):
        own(cast.council, cast.manager, f"Champion {number}")
        brought_in(cast, PLEDGE)
    with django_assert_num_queries(2):
        choices_for(council=cast.council, plan=cast.plan)


def test_a_file_sent_in_is_read_by_the_councils_own_list(cast):
    own(cast.council, cast.manager)
    content = workbook_plan([["Action", "Champion"], ["Publish the budget", "Head of Finance"]])
    file = keep_file(council=cast.council, content=content, name="plan.xlsx", by=cast.manager)
    assert '"accountable": "Head of Finance"' in file.reading


# manage.py import_plan


@pytest.fixture
def leads(cast, tmp_path, capsys):
    """Reads a file on the command line and says whom its actions name as leads."""
    path = tmp_path / "plan.docx"
    rows = [["Action", "Champion", "RAG"], ["Publish the budget", "Head of Finance", "Green"]]
    path.write_bytes(word_plan(f"{cast.plan.title}, June 2023", "1. Money", rows))

    def read(**options):
        call_command(
            "import_plan", str(path), council=cast.council.slug, dry_run=True, json=True, **options
        )
        return [action["owner"] for action in json.loads(capsys.readouterr().out)["actions"]]

    return read


def test_command_reads_by_the_councils_own_list(cast, leads):
    assert leads() == [None]
    own(cast.council, cast.manager)
    assert leads() == ["Head of Finance"]


@pytest.mark.parametrize("how", ["address", "title", "the file's own title"])
def test_command_reads_by_the_last_import_of_the_plan(cast, leads, how):
    brought_in(cast, CHAMPION)
    title = f"{cast.plan.title}, March 2023"
    options = {"address": {"plan": cast.plan.slug}, "title": {"title": title}}
    assert leads(**options.get(how, {})) == ["Head of Finance"]


def test_command_reads_for_a_new_plan_by_the_councils_own_list_alone(cast, leads):
    brought_in(cast, CHAMPION)
    assert leads(title="Quite another plan") == [None]


def test_a_file_sent_in_is_read_by_the_last_import_of_the_plan_that_its_title_names(cast):
    brought_in(cast, CHAMPION)
    rows = [["Action", "Champion", "RAG"], ["Publish the budget", "Head of Finance", "Green"]]
    content = word_plan(f"{cast.plan.title}, June 2023", "1. Money", rows)
    file = keep_file(council=cast.council, content=content, name="plan.docx", by=cast.manager)
    assert file.plan == cast.plan
    assert '"accountable": "Head of Finance"' in file.reading
    assert CHAMPION in from_data(file.choices).columns_used


def test_a_file_is_read_again_by_the_last_import_of_the_plan_that_is_chosen_for_it(cast):
    brought_in(cast, CHAMPION)
    rows = [["Action", "Champion", "RAG"], ["Publish the budget", "Head of Finance", "Green"]]
    content = word_plan("Something else", rows)
    file = keep_file(council=cast.council, content=content, name="plan.docx", by=cast.manager)
    assert '"accountable": "Head of Finance"' not in file.reading
    taking, seen = from_data(file.choices), mark_of(file.plan_id, file.choices)
    chosen = choose_taking(file=file, plan=cast.plan, chosen=taking, seen=seen)
    assert '"accountable": "Head of Finance"' in chosen.reading
    assert CHAMPION in from_data(chosen.choices).columns_used
