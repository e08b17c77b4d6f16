"""manage.py import_plan: the real files into the database, again without change, or refused."""

import json
from datetime import date
from pathlib import Path

import docx
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from actionplan.models import Action, Entry, Plan
from actionplan.services.apply_rows import Rows
from council.models import Post, PostAlias, Role
from tests import factories
from tests.actionplan.test_action_update import address, typed

pytestmark = pytest.mark.any_engine

DATA = Path(__file__).parent.parent / "data" / "owbc-peer-review"
WORD, EXCEL = DATA / "owbc-peer-review.docx", DATA / "owbc-peer-review.xlsx"


@pytest.fixture
def council(db):
    council = factories.council("Oadby & Wigston Borough Council", "oadby-wigston")
    factories.member(council, Role.PLAN_MANAGER)
    return council


def run(capsys, *args: object, **options: object) -> str:
    call_command(
        "import_plan", *[str(arg) for arg in args], **{"council": "oadby-wigston"} | options
    )
    return capsys.readouterr().out


@pytest.mark.parametrize("file", [WORD, EXCEL], ids=["Word", "Excel"])
def test_every_cell_of_the_real_plan_reaches_the_database(council, capsys, file):
    said = run(capsys, file)
    expected = json.loads((DATA / "expected.json").read_text(encoding="utf-8"))
    plan = Plan.objects.get()
    actions = list(plan.actions.select_related("latest", "recommendation").in_plan_order())
    assert "7 recommendations and 60 actions added" in said
    assert len(actions) == len(expected["actions"]) == 60
    assert [action.reference for action in actions] == [
        f"{plan.code}-{number}" for number in range(1, 61)
    ]
    for action, wanted in zip(actions, expected["actions"], strict=True):
        assert stored(action) == wished(wanted), wanted["title"]
    leads = [
        [lead.post.title for lead in r.leads.order_by("-kind", "order")]
        for r in plan.recommendations.order_by("order")
    ]
    wanted_leads = [r["slt_leads"] + r["officer_leads"] for r in expected["recommendations"]]
    assert [set(one) for one in leads] == [set(one) for one in wanted_leads]


def stored(action: Action) -> dict[str, object]:
    latest = action.latest
    assert action.recommendation is not None
    return {
        "recommendation": action.recommendation.number,
        "title": " ".join(action.title.split()),
        "rag": (latest.rating if latest else "") or None,
        "status": (latest.status if latest else "") or None,
        "due": squeezed(latest.due_words if latest else ""),
        "date": latest.due_date if latest else None,
        "priority": action.priority or None,
        "timescale": action.timescale or None,
        "commentary": squeezed(latest.commentary if latest else ""),
        "steps": [" ".join(step.words.split()) for step in action.step_list],
        "states": {step.state for step in action.step_list} - {None},
    }


def wished(action: dict) -> dict[str, object]:
    day = action["due_date"]
    return {
        "recommendation": str(action["recommendation"]),
        "title": " ".join(action["title"].split()),
        "rag": action["rag"],
        "status": action["status"].lower() if action["status"] else None,
        "due": squeezed(action["due_text"] or ""),
        "date": date.fromisoformat(day) if day else None,
        "priority": action["priority"],
        "timescale": action["timescale"],
        "commentary": squeezed(action["commentary"] or ""),
        "steps": [" ".join(step.split()) for step in action["detail"]],
        "states": set(),
    }


def squeezed(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.mark.parametrize("again", [WORD, EXCEL], ids=["Word", "Excel"])
def test_the_same_plan_again_changes_nothing_and_says_so(council, capsys, again):
    run(capsys, WORD)
    before = (Entry.objects.count(), Action.objects.count(), Post.objects.count())
    assert "Nothing to do" in run(capsys, again)
    assert before == (Entry.objects.count(), Action.objects.count(), Post.objects.count())
    assert Plan.objects.count() == 1


def test_a_file_that_says_more_than_the_plan_is_not_nothing_to_do(council, capsys, tmp_path):
    run(capsys, WORD)
    plan = Plan.objects.get()
    plan.actions.filter(number=1).update(timescale="C", priority="Low")
    said = run(capsys, WORD)
    assert "Nothing to do" not in said
    assert f"{plan.title} ({plan.slug}) was not changed: 60 actions unchanged, 0 left alone" in said
    assert f"- {plan.code}-1, timescale: “" in said
    assert f"- {plan.code}-1, priority: “" in said
    assert json.loads(run(capsys, WORD, json=True))["nothing_to_do"] is False


def test_aliases_lead_to_the_same_post_and_unknown_leads_are_made_vacant(council, capsys):
    head = factories.post(council, "Head of Customer Service & Transformation")
    PostAlias.objects.create(council=council, post=head, name="Head of CS&T")
    said = run(capsys, WORD)
    assert not Post.objects.filter(title="Head of CS&T").exists()
    assert head.leads.count() == 2
    assert "No post is called “HR Lead”: made as a vacant post." in said
    assert not Post.objects.get(title="HR Lead").holdings.exists()


def test_dry_run_prints_json_and_changes_nothing(council, capsys):
    out = run(capsys, WORD, dry_run=True, json=True)
    printed = json.loads(out)
    assert set(printed) == {"title", "recommendations", "actions", "notes"}
    assert len(printed["actions"]) == 60
    assert not Plan.objects.exists()
    assert not Post.objects.exists()


def changed_copy(tmp_path: Path, old: str, new: str) -> Path:
    """The real Word file with one cell's words replaced."""
    document = docx.Document(str(WORD))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraph = next(p for cell in cells for p in cell.paragraphs if old in p.text)
    paragraph.text = paragraph.text.replace(old, new)
    copy = tmp_path / "july.docx"
    document.save(str(copy))
    return copy


def test_a_changed_cell_is_logged_and_the_rest_is_untouched(council, capsys, tmp_path):
    run(capsys, WORD)
    before = Entry.objects.count()
    said = run(capsys, changed_copy(tmp_path, "Scoping underway.", "Scoping complete."))
    assert "1 changed, 59 unchanged" in said
    assert Entry.objects.count() == before + 1
    newest = Entry.objects.latest("pk")
    assert (newest.number, newest.commentary) == (2, "Scoping complete.")
    assert newest.imported_from == "july.docx"


def test_a_row_updated_in_the_product_since_is_left_alone(council, capsys, tmp_path, logged_in):
    run(capsys, WORD)
    action = Action.objects.get(title__startswith="Determine bid writing approach")
    manager = logged_in(council.memberships.get().person)
    live = typed(action, commentary="Live words.", on_behalf_source="meeting, 4 July")
    assert manager.post(address(action), live).status_code == 302
    assert "Nothing to do" in run(capsys, WORD)
    said = run(capsys, changed_copy(tmp_path, "Scoping underway.", "Scoping complete."))
    assert f"{action.reference} was updated in the product since: left as it is." in said
    assert "Nothing to do" not in said
    assert "was not changed: 59 actions unchanged, 1 left alone" in said
    action.refresh_from_db()
    assert action.latest is not None
    assert action.latest.commentary == "Live words."


def test_a_row_missing_from_the_file_is_untouched_and_named(council, capsys, tmp_path):
    run(capsys, WORD)
    said = run(capsys, changed_copy(tmp_path, "Launch lunchtime opening", "Open at lunchtime"))
    assert "1 action added" in said
    assert "Not in the file, and untouched" in said
    assert Action.objects.count() == 61


def test_imported_entries_are_signed_dated_and_in_the_period(council, capsys):
    run(capsys, WORD, as_at="2023-06-15")
    entry = Entry.objects.first()
    assert entry is not None
    assert entry.imported_from == "owbc-peer-review.docx"
    assert entry.as_at == date(2023, 6, 15)
    assert entry.period is not None
    assert entry.period.name == "Q1 2023/24"


def test_a_title_finds_its_plan_less_its_date_words(council, capsys):
    run(capsys, WORD, title="Peer challenge")
    assert Plan.objects.get().title == "Peer challenge"
    assert "Nothing to do" in run(capsys, WORD, title="Peer challenge – updated July 2023")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"council": "nowhere"}, "There is no council “nowhere”."),
        ({"plan": "nothing"}, "Oadby & Wigston has no plan “nothing”."),
        ({"as_at": "June"}, "“June” is not a date; give it as 2023-06-30."),
        ({"by": "who@example.org"}, "Nobody in Oadby & Wigston has the e-mail address"),
        ({"title": " "}, "The title given with --title is blank; give the plan's title."),
        ({"title": " ", "dry_run": True}, "The title given with --title is blank"),
    ],
)
def test_bad_input_is_refused_with_one_sentence(council, capsys, options, sentence):
    with pytest.raises(CommandError, match="^" + sentence.split("“")[0]) as refusal:
        run(capsys, WORD, **options)
    assert sentence in str(refusal.value)
    assert refusal.value.returncode == 2
    assert not Plan.objects.exists()


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x03\x04broken"])
def test_a_bad_file_is_refused_and_nothing_is_changed(council, capsys, tmp_path, content):
    bad = tmp_path / "plan.docx"
    bad.write_bytes(content)
    with pytest.raises(CommandError, match=r"plan\.docx") as refusal:
        run(capsys, bad)
    assert refusal.value.returncode == 2
    assert len(str(refusal.value).splitlines()) == 1
    assert not Plan.objects.exists()


def small_plan(tmp_path: Path, headings: list[str], *rows: list[str]) -> Path:
    """A Word file with one table."""
    document = docx.Document()
    document.add_paragraph("Recovery plan", "Title")
    table = document.add_table(rows=0, cols=len(headings))
    for row in (headings, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(str(tmp_path / "plan.docx"))
    return tmp_path / "plan.docx"


def test_a_completion_date_without_a_status_is_left_out_and_said(council, capsys, tmp_path):
    file = small_plan(
        tmp_path,
        ["Action", "Lead", "RAG", "Date completed"],
        ["Review the constitution", "Head of Law", "G", "31 May 2023"],
    )
    left_out = "row 1, completed: “31 May 2023”. The status is “Not stated”: the day"
    assert left_out in run(capsys, file, dry_run=True)
    assert left_out in run(capsys, file)
    assert Action.objects.get().latest is not None
    assert Entry.objects.get().completed is None


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (
            IntegrityError("UNIQUE constraint failed\nDETAIL: of something"),
            "(UNIQUE constraint failed)",
        ),
        (
            ValidationError({"title": "This field cannot be blank."}),
            "(This field cannot be blank.)",
        ),
    ],
)
def test_what_the_database_refuses_is_one_sentence_and_nothing_is_changed(
    council, capsys, monkeypatch, error, why
):
    def break_down(*_: object) -> None:
        raise error

    monkeypatch.setattr(Rows, "apply", break_down)
    with pytest.raises(CommandError) as refusal:
        run(capsys, WORD)
    sentence = f"Nothing was changed: owbc-peer-review.docx could not be stored {why}."
    assert (str(refusal.value), refusal.value.returncode) == (sentence, 2)
    assert not Plan.objects.exists()
    assert not Post.objects.exists()


def test_a_council_without_plan_manager_must_say_who_imports(db, capsys):
    factories.council("Oadby & Wigston Borough Council", "oadby-wigston")
    with pytest.raises(CommandError, match="say who imports"):
        run(capsys, WORD)


def test_a_dry_run_needs_no_plan_manager(db, capsys):
    factories.council("Oadby & Wigston Borough Council", "oadby-wigston")
    assert "60 actions. Nothing was changed." in run(capsys, WORD, dry_run=True)


def test_who_has_left_the_council_cannot_import(council, capsys):
    gone = factories.member(council, Role.OFFICER, left_on=date(2023, 6, 30))
    with pytest.raises(CommandError, match="Nobody in Oadby & Wigston has the e-mail") as refusal:
        run(capsys, WORD, by=gone.email)
    assert refusal.value.returncode == 2
    assert not Plan.objects.exists()
