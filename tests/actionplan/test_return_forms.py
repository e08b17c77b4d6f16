"""Files that go out of the product and come back: stamped, and exactly the plan as it stands."""

import io
import zipfile
from pathlib import PurePath

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse

from actionplan.importing.read import read_content
from actionplan.models import Plan
from actionplan.queries.document import plan_document
from actionplan.stamped import StampKind
from actionplan.stamps import read_stamp
from council import clock
from tests.factories import Cast

pytestmark = pytest.mark.any_engine

HEAD = "Head of Law & Democracy"


def page(cast: Cast) -> str:
    return reverse("actionplan:return_forms", args=[cast.council.slug, cast.plan.slug])


# The whole plan


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_download_carries_the_stamp_and_comes_back_as_the_plan_stands(cast, logged_in, kind):
    address = reverse("actionplan:plan_download", args=[cast.council.slug, cast.plan.slug])
    answer = logged_in(cast.reader).get(address, {"format": kind})
    reading = read_content(answer.content, PurePath(f"plan.{kind}"))
    assert reading.document == plan_document(cast.plan, clock.today())
    assert reading.notes == ()
    stamp = read_stamp(reading.stamp)
    assert (stamp.council, stamp.plan, stamp.kind) == ("ashdown", "peer-review", StampKind.PLAN)
    assert stamp.period == cast.plan.periods.get().slug
    assert stamp.exported_at.date() == clock.today()
    assert stamp.document == reading.document


def test_every_demo_plan_comes_back_exactly(db, settings, tmp_path):
    settings.DEBUG = True
    call_command("load_demo")
    for plan in Plan.objects.select_related("council"):
        for kind in ("xlsx", "docx"):
            output = tmp_path / f"{plan.council.slug}-{plan.slug}.{kind}"
            options = {"council": plan.council.slug, "plan": plan.slug, "format": kind}
            call_command("export_plan", **options, output=output)
            reading = read_content(output.read_bytes(), output)
            assert reading.document == plan_document(plan, clock.today()), output.name
            assert reading.notes == ()


def test_what_was_changed_offline_is_what_an_import_changes(cast, tmp_path, capsys):
    output = tmp_path / "plan.xlsx"
    options = {"council": "ashdown", "plan": "peer-review"}
    before = list(plan_document(cast.plan, clock.today()).actions())
    call_command("export_plan", **options, format="xlsx", output=output)
    call_command("import_plan", str(output), **options)
    assert "Nothing to do" in capsys.readouterr().out
    book = openpyxl.load_workbook(output)
    sheet = book["Actions"]
    headings = [cell.value for cell in sheet[1]]
    sheet.cell(2, headings.index("RAG") + 1).value = "R Red"
    sheet.cell(3, headings.index("Commentary") + 1).value = "Agreed at Full Council"
    book.save(output)
    call_command("import_plan", str(output), **options)
    first, second, *others = plan_document(cast.plan, clock.today()).actions()
    assert (first.rating, second.commentary) == ("R", "Agreed at Full Council")
    assert others == before[2:]


# Return forms


def test_a_manager_gets_the_form_of_one_post(cast, logged_in):
    answer = logged_in(cast.manager).get(page(cast), {"post": HEAD, "format": "xlsx"})
    assert "Return%20form%2C%20Head%20of%20Law" in answer["Content-Disposition"]
    reading = read_content(answer.content, PurePath("form.xlsx"))
    references = [one.reference for one in reading.document.actions()]
    assert references == ["PR-1", "PR-2", "PR-6"]
    stamp = read_stamp(reading.stamp)
    assert (stamp.kind, stamp.post, stamp.plan) == (StampKind.RETURN, HEAD, "peer-review")


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_manager_gets_the_forms_of_all_posts_as_a_zip(cast, logged_in, kind):
    answer = logged_in(cast.manager).get(page(cast), {"post": "", "format": kind})
    assert answer["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        posts = {
            read_stamp(read_content(archive.read(one), PurePath(one)).stamp).post for one in names
        }
    assert len(names) == len(posts) == 2
    assert HEAD in posts
    assert all(name.startswith("Return form, ") and name.endswith(kind) for name in names)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"post": HEAD, "format": "pdf"}, "Choose a file."),
        ({"post": "Mayor", "format": "docx"}, "Choose a post that leads an open action"),
    ],
)
def test_a_bad_choice_is_told_on_the_page(cast, logged_in, query, sentence):
    answer = logged_in(cast.manager).get(page(cast), query)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_an_archived_plan_asks_nobody(cast, logged_in):
    Plan.objects.filter(pk=cast.plan.pk).update(state=Plan.State.ARCHIVED)
    answer = logged_in(cast.manager).get(page(cast), {"post": HEAD, "format": "docx"})
    assert "There is nothing to ask" in answer.content.decode()


def test_the_way_to_the_forms_is_shown_to_managers_alone(cast, logged_in):
    address = reverse("actionplan:plan_download", args=[cast.council.slug, cast.plan.slug])
    assert page(cast) in logged_in(cast.manager).get(address).content.decode()
    assert page(cast) not in logged_in(cast.reader).get(address).content.decode()


def test_queries_do_not_grow_with_rows(cast, logged_in, django_assert_max_num_queries):
    client = logged_in(cast.manager)
    with django_assert_max_num_queries(20):
        client.get(page(cast))
