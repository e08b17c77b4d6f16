"""Hostile files through the two doors: the command and the page. Nothing is changed or kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from actionplan.models import Action, Entry, Plan, PlanFile
from council.models import Post
from council.storage import private_files
from tests.importing.hostile import markup, others, pages, sheets, zips

pytestmark = pytest.mark.any_engine

SEND = "/ashdown/plan-files/send/"
# One of each kind; every file of the zoo is read in tests/importing/test_hostile_zoo.py.
CHOSEN = {
    zips: ["overlapping.xlsx", "lying-30.xlsx", "encrypted.docx", "up.xlsx", "half.docx"],
    markup: ["quadratic.docx", "deep-100000.docx", "no-body.docx"],
    sheets: ["columns-16384.xlsx", "link-over-all.xlsx", "strings-500000.xlsx"],
    pages: ["span-99999999.docx", "branching-9.docx"],
    others: ["zeros.docx", "protected.xlsx", "old.xls", "page-16.xls", "list-broken.csv"],
}
FILES = [(module.FILES[name][0], name) for module, names in CHOSEN.items() for name in names]
COUNTED = (Plan, Action, Entry, Post, PlanFile)


def stored():
    """What the database holds, counted, and the files of plans that are kept."""
    storage = private_files()
    files = storage.listdir("plans")[1] if storage.exists("plans") else []
    return [model.objects.count() for model in COUNTED], files


@pytest.mark.parametrize(("make", "name"), FILES, ids=[name for _, name in FILES])
def test_command_refuses_with_status_2_and_one_sentence(cast, tmp_path, capsys, make, name):
    before, path = stored(), tmp_path / name
    path.write_bytes(make())
    with pytest.raises(CommandError) as caught:
        call_command("import_plan", str(path), council="ashdown", dry_run=True, json=True)
    sentence = str(caught.value)
    assert caught.value.returncode == 2
    assert (sentence.startswith(f"{name} "), sentence.count("\n")) == (True, 0)
    assert (capsys.readouterr().out, stored()) == ("", before)


@pytest.fixture
def send(cast, logged_in, django_capture_on_commit_callbacks):
    """Sends a file to the page, and looks where that leads."""
    client = logged_in(cast.manager)

    def sent(name, content):
        file = SimpleUploadedFile(name, content)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(SEND, {"file": file}, follow=True)

    return sent


@pytest.mark.parametrize(("make", "name"), FILES, ids=[name for _, name in FILES])
def test_page_refuses_and_keeps_nothing(send, make, name):
    before, answer = stored(), send(name, make())
    # A large one is read while one waits: its page says what came of it.
    assert answer.status_code == (200 if answer.redirect_chain else 422)
    assert f"{name} " in answer.content.decode()
    PlanFile.objects.filter(state=PlanFile.State.UNREADABLE).delete()
    assert stored() == before


def test_next_file_is_read_after_one_that_was_refused(send):
    send("x.xlsx", sheets.FILES["merge-same.xlsx"][0]())
    before, answer = stored()[1], send("y.csv", b"Action,Lead\nSwim,Chief\n")
    assert answer.redirect_chain
    assert PlanFile.objects.latest("pk").file_name == "y.csv"
    assert len(stored()[1]) == len(before) + 1
