"""Evidence for an action: links, minutes and files, for whoever may see the action."""

import io
import re

import boto3
import docx
import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from moto.server import ThreadedMotoServer

from actionplan.models import Evidence, Plan
from actionplan.services import evidence as service
from council.models import Role
from council.storage import private_files
from council.versions import CannotEdit
from tests import factories

PAGE = "/ashdown/plans/peer-review/actions/PR-1/"
ADD = f"{PAGE}evidence/add/"
LINK = {"kind": "link", "title": "Constitution", "url": "https://www.example.gov.uk/constitution"}


def word_file():
    stream = io.BytesIO()
    docx.Document().save(stream)
    return stream.getvalue()


def a_file(content=None, name="Minutes of June.docx"):
    sent = SimpleUploadedFile(name, content or word_file())
    return {"kind": "file", "title": "Minutes", "file": sent}


@pytest.fixture(autouse=True)
def _storage_of_its_own(settings):
    """Nothing that another test has left behind."""
    memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"private": memory}


@pytest.fixture
def owner(cast, logged_in):
    return logged_in(cast.owner)


@pytest.fixture
def minutes(cast):
    return service.add_file(
        action=cast.ahead, title="Minutes", content=word_file(), name="m.docx", by=cast.owner
    )


def page_of(minutes, then=""):
    return f"{PAGE}evidence/{minutes.pk}/{then}"


def names_in(storage):
    """What lies in the folder of evidence."""
    return storage.listdir("evidence")[1] if storage.exists("evidence") else []


# ---- adding


def test_form_that_is_sent_twice_adds_one_piece(owner):
    minute = {"kind": "minute", "title": "Adopted", "minute": "34"}
    for sent in (LINK, minute):
        assert owner.post(ADD, sent).status_code == 302
        again = owner.post(ADD, sent)
        assert again.status_code == 422
        assert "stands there already: nothing was added." in again.content.decode()
    assert Evidence.objects.count() == 2
    link = Evidence.objects.get(kind="link")
    withdraw = ADD.replace("add/", f"{link.pk}/withdraw/")
    assert owner.post(withdraw, {"reason": "Typed twice"}).status_code == 302
    assert owner.post(ADD, LINK).status_code == 302  # what was taken back may come again


@pytest.mark.parametrize("who", ["owner", "manager"])
def test_lead_and_plan_manager_add_a_link(cast, logged_in, who):
    client = logged_in(getattr(cast, who))
    assert client.post(ADD, LINK).status_code == 302
    page = client.get(PAGE).content.decode()
    assert re.search(r'href="https://www.example.gov.uk/constitution"[^>]*>Constitution<', page)


@pytest.mark.parametrize("who", ["reader", "colleague", "clerk", "slt"])
def test_others_add_none(cast, logged_in, who):
    # The chief executive's SLT lead counts while leads are inherited, so asks of another action.
    path = ADD.replace("PR-1", "PR-4")
    assert logged_in(getattr(cast, who)).post(path, LINK).status_code == 403
    assert not Evidence.objects.exists()


def test_minute_with_its_meeting(cast, owner):
    meeting = factories.meeting(cast.council)
    owner.post(ADD, {"kind": "minute", "title": "Adopted", "minute": "34", "meeting": meeting.pk})
    piece = Evidence.objects.get()
    assert (piece.minute, piece.meeting) == ("34", meeting)


def test_meeting_of_another_council_cannot_be_chosen(cast, owner):
    meeting = factories.meeting(cast.other_council)
    sent = {"kind": "minute", "title": "Adopted", "minute": "34", "meeting": meeting.pk}
    assert owner.post(ADD, sent).status_code == 422


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": ""}, "Say what it is."),
        ({"title": "  "}, "Say what it shows."),
        ({"url": "javascript:alert(1)"}, "Give an address"),
        ({"url": "data:text/html,x"}, "Give an address"),
        ({"url": ""}, "Give an address"),
        ({"kind": "minute"}, "Say which minute"),
        ({"kind": "file"}, "Choose a file."),
        ({"kind": "virus"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_or_wrong_is_said(owner, change, says):
    answer = owner.post(ADD, LINK | change)
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert not Evidence.objects.exists()


def test_file_is_kept_under_a_name_of_our_own(cast, owner):
    assert owner.post(ADD, a_file(name="../../\u202eexe.docx")).status_code == 302
    piece = Evidence.objects.get()
    assert re.fullmatch(r"evidence/[0-9a-f]{32}\.docx", str(piece.file.name))
    assert piece.file_name == "exe.docx"
    assert piece.size == len(piece.file.read())


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"<script>alert(1)</script>", "not taken"), (b"MZ" + b"\0" * 50, "not taken")],
)
def test_file_that_could_run_is_refused(owner, content, says):
    answer = owner.post(ADD, a_file(content, "minutes.pdf"))
    assert (answer.status_code, says in answer.content.decode()) == (422, True)
    assert names_in(private_files()) == []


def test_large_file_is_refused(owner):
    answer = owner.post(ADD, a_file(b"words " * (2 << 20)))
    assert "larger than 10 MB" in answer.content.decode()


def test_file_does_not_stay_behind_when_its_line_is_refused(cast):
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    with pytest.raises(CannotEdit):
        service.add_file(
            action=cast.ahead, title="Late", content=word_file(), name="m.docx", by=cast.owner
        )
    assert names_in(private_files()) == []


def test_archived_plan_keeps_its_evidence_as_it_is(cast, owner, minutes):
    Plan.objects.filter(pk=cast.plan.pk).update(state="archived")
    assert owner.post(ADD, LINK).status_code == 403
    assert owner.post(page_of(minutes, "withdraw/"), {"reason": "Wrong"}).status_code == 403
    assert owner.get(page_of(minutes)).status_code == 200


# ---- giving out


def test_file_is_given_out_to_be_saved(cast, logged_in, minutes):
    answer = logged_in(cast.reader).get(page_of(minutes))
    assert answer.content == word_file() or answer.content.startswith(b"PK")
    assert answer["Content-Disposition"] == 'attachment; filename="m.docx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-store" in answer["Cache-Control"]


def test_file_of_another_council_is_not_there(cast, logged_in, minutes):
    stranger = logged_in(cast.stranger)
    assert stranger.get(page_of(minutes)).status_code == 404
    own = page_of(minutes).replace("ashdown", "brackwater")
    assert stranger.get(own).status_code == 404


def test_file_is_found_under_its_own_action_only(owner, minutes):
    assert owner.get(page_of(minutes).replace("PR-1", "PR-2")).status_code == 404


def test_link_has_no_file(cast, owner):
    piece = service.add_link(action=cast.ahead, title="x", url="https://a.example", by=cast.owner)
    assert owner.get(page_of(piece)).status_code == 404


@pytest.mark.parametrize("pk", ["999999", "9" * 25])
def test_evidence_that_is_not_there(cast, owner, pk):
    assert owner.get(f"{PAGE}evidence/{pk}/").status_code == 404


def test_what_was_typed_is_never_html(cast, owner):
    owner.post(ADD, LINK | {"title": "<b>bold</b>", "url": "https://a.example/?q='\"><script>"})
    page = owner.get(PAGE).content.decode()
    assert "<b>bold</b>" not in page
    assert '<script>"' not in page


# ---- taking back


def test_taking_back_keeps_the_line_and_removes_the_file(
    owner, minutes, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(page_of(minutes, "withdraw/"), {"reason": "The wrong meeting"})
    assert names_in(private_files()) == []
    page = owner.get(PAGE).content.decode()
    assert "The wrong meeting" in page
    assert owner.get(page_of(minutes)).status_code == 404


def test_taking_back_needs_a_reason(owner, minutes):
    assert owner.post(page_of(minutes, "withdraw/"), {"reason": " "}).status_code == 422
    assert Evidence.objects.standing().count() == 1


def test_colleague_takes_nothing_back(cast, logged_in, minutes):
    path = page_of(minutes, "withdraw/")
    assert logged_in(cast.colleague).post(path, {"reason": "x"}).status_code == 403
    assert logged_in(cast.manager).get(path).status_code == 200


def test_page_asks_no_more_of_the_database_for_more_evidence(
    cast, owner, django_assert_max_num_queries
):
    for number in range(12):
        url = f"https://a.example/{number}"
        service.add_link(action=cast.ahead, title="x", url=url, by=cast.owner)
    owner.get(PAGE)
    with django_assert_max_num_queries(20):
        owner.get(PAGE)


# ---- S3-compatible storage


@pytest.fixture
def bucket(settings, monkeypatch):
    """A real S3 service over HTTP, and the settings that a council would give."""
    server = ThreadedMotoServer(port=0)
    server.start()
    host, port = server.get_host_and_port()
    keys = {"access_key": "tests", "secret_key": "tests", "region_name": "eu-west-2"}
    address = f"http://{host}:{port}"
    boto3.client(
        "s3",
        endpoint_url=address,
        aws_access_key_id="tests",
        aws_secret_access_key="tests",
        region_name="eu-west-2",
    ).create_bucket(
        Bucket="evidence", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"}
    )
    settings.STORAGES = settings.STORAGES | {
        "private": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {"bucket_name": "evidence", "endpoint_url": address, **keys},
        }
    }
    yield storages["private"]
    server.stop()


def test_files_lie_in_a_bucket_where_settings_say_so(cast, owner, bucket):
    assert owner.post(ADD, a_file()).status_code == 302
    piece = Evidence.objects.get()
    assert bucket.exists(piece.file.name)
    answer = owner.get(page_of(piece))
    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")


def test_manager_of_two_councils_does_not_cross_them(cast, logged_in, minutes):
    factories.join(cast.other_council, cast.manager, Role.PLAN_MANAGER)
    path = reverse("evidence:evidence_file", args=["brackwater", "peer-review", "PR-1", minutes.pk])
    assert logged_in(cast.manager).get(path).status_code == 404
