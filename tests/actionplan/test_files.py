"""Plans sent in as files through the browser: kept, looked at, brought in once."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from actionplan.merging.taking import mark_of
from actionplan.models import Action, Change, Plan, PlanFile
from actionplan.services.reading import keep_file
from council import uploads
from council.models import Role
from tests import factories
from tests.importing.making import word_plan

REAL = Path(__file__).parents[1] / "data" / "owbc-peer-review"
SEND = "/ashdown/plan-files/send/"
INTO_NEW = {
    "plan": "",
    "title": "Peer challenge",
    "state": "active",
    "as_at": "30 June 2023",
    "covers": "some",
}


def sent(content, name="plan.docx"):
    return {"file": SimpleUploadedFile(name, content)}


def small_plan(*titles):
    return word_plan([["Action", "Lead"], *([title, "Head of Finance"] for title in titles)])


def kept(cast, content, name="plan.docx"):
    return keep_file(council=cast.council, content=content, name=name, by=cast.manager)


def page(file, step=""):
    return f"/ashdown/plan-files/{file.pk}/{step}"


def taken(client, file, **chosen):
    """Say how a file is to be taken, and bring it in."""
    stored = PlanFile.objects.get(pk=file.pk)
    seen = mark_of(stored.plan_id, stored.choices)
    answer = client.post(page(file, "found/"), INTO_NEW | {"seen": seen} | chosen)
    if answer.status_code != 302:
        return answer
    version = PlanFile.objects.get(pk=file.pk).version
    return client.post(page(file, "bring-in/"), {"seen": version})


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_real_file_is_read_shown_and_brought_in(cast, manager, kind):
    answer = manager.post(SEND, sent((REAL / f"owbc-peer-review.{kind}").read_bytes(), "p.docx"))
    found = manager.get(answer["Location"]).content.decode()
    assert "60 actions under 7 recommendations" in found
    before, file = Plan.objects.count(), PlanFile.objects.get()
    done = taken(manager, file)
    assert (done.status_code, Plan.objects.count()) == (302, before + 1)
    plan = Plan.objects.latest("pk")
    assert (plan.title, plan.actions.count(), plan.state) == ("Peer challenge", 60, "active")
    assert plan.periods.count() == 1
    receipt = manager.get(done["Location"]).content.decode()
    assert "7 recommendations and 60 actions added" in receipt


def test_nothing_is_changed_by_sending_a_file_in(cast, manager):
    before = Action.objects.count()
    manager.post(SEND, sent(small_plan("Publish the budget")))
    assert Action.objects.count() == before
    assert PlanFile.objects.get().applied_at is None


def test_file_is_brought_in_once(cast, manager):
    file = kept(cast, small_plan("Publish the budget"))
    assert taken(manager, file).status_code == 302
    again = manager.post(page(file, "bring-in/"), follow=True)
    assert "brought in already" in again.content.decode()
    assert Plan.objects.filter(title="Peer challenge").count() == 1


def test_plan_of_the_same_title_is_offered_and_its_register_says_what_came(cast, manager):
    file = kept(cast, small_plan("Publish the budget", "Plant an orchard"))
    assert taken(manager, file, plan=cast.plan.pk).status_code == 302
    line = Change.objects.get(plan=cast.plan, kind=Change.Kind.ADDED)
    assert (line.delta, line.reason) == (2, "Import of plan.docx")


def test_draft_has_no_period(cast, manager):
    file = kept(cast, small_plan("Publish the budget"))
    taken(manager, file, state="draft")
    plan = Plan.objects.latest("pk")
    assert (plan.state, plan.periods.count()) == ("draft", 0)


def test_archived_plan_takes_no_file(cast, manager):
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    file = kept(cast, small_plan("Publish the budget"))
    answer = taken(manager, file, plan=cast.plan.pk)
    assert answer.status_code == 422


def test_plan_of_another_council_cannot_be_chosen(cast, manager):
    file = kept(cast, small_plan("Publish the budget"))
    other = Plan.objects.get(council=cast.other_council)
    answer = taken(manager, file, plan=other.pk)
    assert answer.status_code == 422
    assert not other.actions.filter(title="Publish the budget").exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"%PDF-1.7 no plan", "plan.docx"), (b"", "empty"), (b"PK\x03\x04broken", "plan.docx")],
)
def test_file_that_is_no_plan_is_refused_with_a_sentence(manager, content, says):
    answer = manager.post(SEND, sent(content))
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not PlanFile.objects.exists()


def test_no_file_chosen(manager):
    assert "Choose a file." in manager.post(SEND, {}).content.decode()


def test_file_that_is_too_large_is_let_go_of_while_it_comes_in(manager, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_MEGABYTES", 1)
    answer = manager.post(SEND, sent(b"PK" + b"0" * (2 << 20)))
    assert answer.status_code == 422
    assert "larger than" in answer.content.decode()


def test_hopelessly_large_file_is_not_read_at_all(manager, monkeypatch):
    monkeypatch.setattr(uploads, "HOPELESS", 1000)
    answer = manager.post(SEND, sent(small_plan("Publish the budget")))
    assert (answer.status_code, PlanFile.objects.count()) == (422, 0)


def test_original_is_saved_and_never_shown(cast, manager):
    content = small_plan("Publish the budget")
    file = kept(cast, content, "../../<b>plan</b>\u202e.docx")
    answer = manager.get(f"/ashdown/plan-files/{file.pk}/original/")
    assert answer.content == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert not re.search(r"[<>/\u202e]", file.file_name)


@pytest.mark.parametrize("pk", ["999999", "9" * 30])
def test_file_that_is_not_there(manager, pk):
    assert manager.get(f"/ashdown/plan-files/{pk}/").status_code == 404


def test_file_of_another_council(cast, logged_in):
    file = kept(cast, small_plan("Publish the budget"))
    factories.join(cast.other_council, cast.manager, Role.PLAN_MANAGER)
    path = reverse("files:file_detail", args=["brackwater", file.pk])
    assert logged_in(cast.manager).get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("C:\\plans\\June 2023.docx", "June 2023.docx"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\r\n.docx", "a_b__.docx"),
        ("", "file"),
        ("...", "file"),
        ("x" * 300 + ".docx", "x" * 115 + ".docx"),
    ],
)
def test_names_of_files_are_made_harmless(name, kept_as):
    assert uploads.harmless_name(name) == kept_as
