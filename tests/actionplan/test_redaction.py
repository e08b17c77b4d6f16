# ruff: noqa: S608 - statements that this file makes itself
"""The law can be kept: personal data goes from everywhere, and the proof of the rest holds.

One room, because every test here removes the same words and looks for them wherever they stood.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan import document as doc
from actionplan.models import (
    TOMBSTONE,
    Action,
    Change,
    Correction,
    Doubt,
    Entry,
    Evidence,
    FileSet,
    PlanFile,
    RedactedPlace,
    Redaction,
    Report,
    ReportFile,
    ReportText,
    Seal,
)
from actionplan.position import position_of
from actionplan.proofs.hashing import NO_SALT, SALT, SLOTS
from actionplan.proofs.log import prove
from actionplan.proofs.sealed import sha256_of
from actionplan.queries.past_periods import sealed_document
from actionplan.queries.redaction import places_of
from actionplan.reporting.shipped import shipped_form
from actionplan.reporting.template import form_data
from actionplan.services.decisions import decide
from actionplan.services.evidence import add_file, add_link
from actionplan.services.line_proofs import proved
from actionplan.services.redacting import Approval, Wish, redact, to_be_redacted
from actionplan.services.register import Register, Why
from actionplan.services.updates import record_update
from council import clock
from council.models import KeptForm, Role, Work
from council.versions import CannotEdit
from tests import factories
from tests.actionplan.reviewed import apply, now, sent, stamp_of
from tests.actionplan.test_check_history import broken, by_hand, seal
from tests.actionplan.test_past_periods import earlier, load

NAME = "Ada Quill"
SECRET = "Ada  Quill is off sick until March"
WHOLE = f"The group has met.\n“{SECRET}”, says her doctor."
REASON, APPROVER = "A colleague's health was named.", "Data Protection Officer"


@pytest.fixture
def admin(cast):
    return factories.member(cast.council, Role.SYSTEM_ADMINISTRATOR, name="Grace Osei")


@pytest.fixture
def approval(admin):
    return Approval(REASON, APPROVER, admin)


@pytest.fixture
def typed(cast):
    """The words stand wherever words can come to stand."""
    for folder, name in kept_files():  # of other tests
        storages["private"].delete(f"{folder}/{name}")
    entry = factories.entry(
        cast.ahead, by=cast.owner, rating="A", commentary=WHOLE, due_reason="See above."
    )
    register = Register(plan=cast.plan, by=cast.manager, why=Why(f"Because {SECRET}."))
    line = register.note(Change.Kind.REWORDED, str(cast.ahead), [["Title", SECRET, "Other"]])
    decide(action=cast.ahead, position=position_of(cast.ahead), by=cast.manager, change=line)
    row = doc.Action("Review the constitution", commentary="ada quill is off sick\nuntil march")
    load(cast, sent(cast.council, cast.manager, earlier(row)))
    closed = seal(cast.plan).period
    correction = Correction.objects.create(
        period=closed, number=1, reference="PR-1", field="commentary", reported=SECRET,
        correct="The group has met.", minute="34", reason=f"{SECRET}, it said.", by=cast.manager,
        recorded_at=clock.now(),
    )  # fmt: skip
    proved(correction)
    report = Report.objects.create(
        council=cast.council, meeting=factories.meeting(cast.council, date(2023, 9, 5)),
        title="Progress", form_name="District", data=form_data(shipped_form("district")),
        cover={"contact": SECRET}, begun_at=clock.now(), begun_by=cast.clerk,
    )  # fmt: skip
    ReportText.objects.create(
        report=report, code="background", words=WHOLE, changed_at=clock.now(), changed_by=cast.clerk
    )
    new = doc.Action("Plant an orchard", commentary=WHOLE, rating="G")
    stamp = stamp_of(cast.plan)
    brought_in = sent(cast.council, cast.manager, earlier(new), plan=cast.plan)
    apply(brought_in, cast.manager)
    sent(cast.council, cast.manager, earlier(doc.Action("Else")), plan=cast.plan, stamp=stamp)
    cast.ahead.title, cast.ahead.extras = f"Ask {SECRET}", [["Note", SECRET]]
    cast.ahead.save()
    KeptForm.objects.create(
        person=cast.owner, path="/ashdown/plans/x/", fields=urlencode({"commentary": WHOLE})
    )
    add_link(action=cast.late, title=SECRET, url="https://example.org/", by=cast.owner)
    add_file(action=cast.ahead, title="Note", content=WHOLE.encode(), name="n.txt", by=cast.owner)
    doubt = {"plan": cast.plan, "said": WHOLE, "understood": "A name?"}
    Doubt.objects.create(file=brought_in, where="Row 1", **doubt)
    Doubt.objects.create(file_name="of a command.docx", where="Row 2", **doubt)
    return entry


def wished(cast) -> Wish:
    return Wish(SECRET, evidence=tuple(Evidence.objects.filter(title="Note")))


def everything() -> Iterator[tuple[str, str]]:
    """All that stands in the database, table by table, and in the files that are kept."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            yield from ((table, str(value)) for row in cursor.fetchall() for value in row)
    for folder, name in kept_files():
        content = storages["private"].open(f"{folder}/{name}").read()
        yield folder, content.decode("utf-8", "replace")


def kept_files() -> list[tuple[str, str]]:
    private: Any = storages["private"]
    folders = [folder for folder in ("plans", "evidence") if private.exists(folder)]
    return [(folder, name) for folder in folders for name in private.listdir(folder)[1]]


def traces() -> list[str]:
    """Where something of the words stands."""
    known = ("ada  quill", "ada quill", "off sick")
    found = [(where, text.replace("+", " ").lower()) for where, text in everything()]
    return sorted({where for where, text in found if any(each in text for each in known)})


def test_nothing_of_the_words_is_left_and_the_proof_holds(
    cast, typed, approval, django_capture_on_commit_callbacks
):
    assert traces() == [
        "actionplan_action",
        "actionplan_change",
        "actionplan_correction",
        "actionplan_doubt",
        "actionplan_entry",
        "actionplan_evidence",
        "actionplan_historicalaction",
        "actionplan_historicalevidence",
        "actionplan_historicalreport",
        "actionplan_planfile",
        "actionplan_report",
        "actionplan_reporttext",
        "actionplan_seal",
        "council_keptform",
        "evidence",
    ]
    seals = {each.pk: each.sha256 for each in Seal.objects.all()}
    assert len(seals) == 2
    with django_capture_on_commit_callbacks(execute=True):
        redaction = redact(council=cast.council, wish=wished(cast), approval=approval)
    assert traces() == []
    call_command("check_history", verbosity=0)

    typed.refresh_from_db()
    assert (typed.commentary, typed.due_reason, typed.rating) == (TOMBSTONE, "See above.", "A")
    assert typed.by == cast.owner
    place = SLOTS.index("commentary") * SALT
    assert typed.salts[place : place + SALT] == NO_SALT
    assert typed.salts.count(NO_SALT) == 1
    decided = cast.ahead.entries.get(number=3)
    assert (decided.kind, decided.commentary) == ("decision", TOMBSTONE)

    for each in Seal.objects.select_related("period"):
        line = RedactedPlace.objects.get(table="actionplan_seal", row=each.pk)
        assert (line.before, line.after) == (seals[each.pk], each.sha256)
        assert sha256_of(each.text) == each.sha256
        assert sealed_document(each).as_at == each.as_at
    assert {file.state for file in PlanFile.objects.all()} == {"applied", "unreadable"}
    assert not PlanFile.objects.exclude(file="", reading="").exists()
    assert not KeptForm.objects.exists()
    assert Evidence.objects.standing().count() == 0
    assert now(cast.plan).actions()
    assert (redaction.reason, redaction.approved_by) == (REASON, APPROVER)
    assert Redaction.objects.get().places.count() == RedactedPlace.objects.count() >= 14


def test_the_log_says_that_it_was_redacted_why_and_on_whose_word(cast, typed, approval):
    latest = Action.objects.get(pk=cast.ahead.pk).latest_id
    redact(council=cast.council, wish=wished(cast), approval=approval)
    said = cast.ahead.entries.get(kind="redacted")
    assert said.commentary == (
        "Removed from entry 2 (commentary); entry 3 (commentary).\n"
        f"Reason: {REASON}\nApproved by: {APPROVER}"
    )
    assert (said.by, said.number) == (approval.by, 4)
    cast.ahead.refresh_from_db()
    assert cast.ahead.latest_id == latest
    position = position_of(cast.ahead)
    update: dict[str, Any] = {"by": cast.owner, "once": typed.once.__class__(int=7)}
    after = record_update(action=cast.ahead, position=position, based_on=latest, **update)
    assert after.number == 5
    assert prove(cast.plan).faults == []


def test_a_closed_periods_page_says_when_and_why_it_was_redacted(cast, typed, approval, logged_in):
    page = Seal.objects.latest("pk").period.get_absolute_url()
    before, client = Seal.objects.latest("pk").sha256, logged_in(cast.reader)
    assert "personal data was removed" not in client.get(page).content.decode()
    redact(council=cast.council, wish=wished(cast), approval=approval)
    shown = client.get(page).content.decode()
    assert "On 30 June 2023 personal data was removed" in shown
    assert "A colleague&#x27;s health was named. Approved by Data Protection Officer." in shown
    assert before in shown
    assert Seal.objects.latest("pk").sha256 in shown


def test_kept_files_of_all_reports_are_found_by_one_query(cast, typed):
    ReportText.objects.update(kind="section")
    report = Report.objects.get()
    first = report.pk
    for number in range(1, 4):
        work = Work.objects.create(
            council=cast.council, asked_by=cast.clerk, asked_at=clock.now(), seconds=60
        )
        kept = FileSet.objects.create(report=report, number=number, is_public=False, work=work)
        ReportFile.objects.create(
            file_set=kept, kind="docx", file="report-files/x.docx", file_name="x.docx", size=1,
            sha256="a", said="a", made_at=clock.now(), made_by=cast.clerk,
        )  # fmt: skip
        report = Report.objects.create(
            council=cast.council, meeting=report.meeting, title="Another", form_name="District",
            data=report.data, begun_at=clock.now(), begun_by=cast.clerk,
        )  # fmt: skip
    with CaptureQueriesContext(connection) as asked:
        found = places_of(cast.council, SECRET).kept
    assert [place.where.partition(" of ")[2] for place in found] == [f"report {first}"]
    about = [one["sql"] for one in asked if 'FROM "actionplan_reportfile"' in one["sql"]]
    assert len(about) == 1


def test_the_name_of_who_recorded_it_goes_alone(cast, approval, logged_in):
    entry = factories.entry(cast.ahead, by=cast.colleague, commentary="All is well.")
    redact(council=cast.council, wish=Wish(person_of=entry), approval=approval)
    entry.refresh_from_db()
    assert (entry.by, entry.signed_by) == (None, "Name removed")
    assert entry.commentary == "All is well."
    assert prove(cast.plan).faults == []
    page = logged_in(cast.owner).get(cast.ahead.get_absolute_url()).content.decode()
    assert "Name removed" in page
    assert "Personal data removed" in page
    with pytest.raises(CannotEdit, match="nothing to remove"):
        redact(council=cast.council, wish=Wish(person_of=entry), approval=approval)


def refused(statement: str, *params: Any) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, params)
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_triggers_know_no_other_change_of_a_redacted_entry(cast, typed, approval):
    """Not of any column, whatever it is called: a new column is found by this test."""
    other = factories.entry(cast.late, commentary="Another.")
    redact(council=cast.council, wish=wished(cast), approval=approval)
    for field in Entry._meta.concrete_fields:
        kind, value = field.get_internal_type(), "'9'"
        if kind == "BooleanField":
            value = f"NOT {field.column}"
        elif kind.startswith("Date"):
            value = "'2001-01-01'"
        elif kind == "UUIDField":
            value = "'" + "9" * 32 + "'"
        assert refused(
            f"UPDATE actionplan_entry SET {field.column} = {value} WHERE id = {typed.pk}"
        ), field.name
    assert refused(f"DELETE FROM actionplan_entry WHERE id = {typed.pk}")
    assert refused("UPDATE actionplan_entry SET commentary = 'x' WHERE id = %s", typed.pk)
    buried = "UPDATE actionplan_entry SET commentary = %s, salts = %s WHERE id = %s"
    assert refused(buried, TOMBSTONE, NO_SALT + other.salts[SALT:], other.pk)
    reason = NO_SALT + typed.salts[SALT : 2 * SALT] + NO_SALT + typed.salts[3 * SALT :]
    hidden = "UPDATE actionplan_entry SET due_reason = %s, salts = %s WHERE id = %s"
    assert refused(hidden, TOMBSTONE, reason, typed.pk)


def test_triggers_know_no_other_change_of_a_seal_or_of_the_register(cast, typed, approval):
    redact(council=cast.council, wish=wished(cast), approval=approval)
    for column, value in (("text", "'x'"), ("sha256", "'x'"), ("schema", "9"), ("as_at", "NULL")):
        assert refused(f"UPDATE actionplan_seal SET {column} = {value}")
    for column in ("reason", "agreed_by", "number", "subject"):
        value = "99" if column == "number" else "'x'"
        assert refused(f"UPDATE actionplan_change SET {column} = {value}")
    for column in ("reported", "correct", "reason"):
        assert refused(f"UPDATE actionplan_correction SET {column} = 'x'")
    for table in ("actionplan_redaction", "actionplan_redactedplace"):
        assert refused(f"UPDATE {table} SET id = id")
        assert refused(f"DELETE FROM {table}")


def test_what_is_tampered_with_after_a_redaction_is_named(cast, typed, approval):
    redact(council=cast.council, wish=wished(cast), approval=approval)
    by_hand(f"UPDATE actionplan_entry SET commentary = 'All is well.' WHERE id = {typed.pk}")
    assert broken() == "PR-1 entry 2 has lost its commentary, and no redaction says so."
    by_hand(
        f"UPDATE actionplan_entry SET commentary = '{TOMBSTONE}', rating = 'G' "
        f"WHERE id = {typed.pk}"
    )
    assert broken() == "PR-1 entry 2 is not what was recorded, or not in its place."


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        (Wish("xy"), "at least 4 characters"),
        (Wish("words of nobody"), "nothing to remove"),
        (Wish(""), "nothing to remove"),
    ],
)
def test_what_cannot_be_removed_is_said(cast, approval, wish, sentence):
    with pytest.raises(CannotEdit, match=sentence):
        to_be_redacted(council=cast.council, wish=wish)
    assert not Redaction.objects.exists()


def test_the_reason_does_not_hold_the_words_and_other_councils_are_left_alone(cast, typed, admin):
    factories.entry(cast.other_action, commentary=WHOLE)
    wish = Wish(NAME.upper())
    with pytest.raises(CannotEdit, match="stays for ever"):
        redact(council=cast.council, wish=wish, approval=Approval(f"For {NAME}.", "DPO", admin))
    with pytest.raises(CannotEdit, match="Say why"):
        redact(council=cast.council, wish=wish, approval=Approval("", "DPO", admin))
    redact(council=cast.council, wish=wish, approval=Approval("Asked.", "DPO", admin))
    assert cast.other_action.entries.latest("number").commentary == WHOLE


@pytest.mark.parametrize("altered", ["reason = 'None.'", "approved_by = 'Nobody'"])
def test_a_removal_that_is_recorded_otherwise_is_named(cast, typed, approval, altered):
    redact(council=cast.council, wish=wished(cast), approval=approval)
    call_command("check_history", verbosity=0)
    by_hand(f"UPDATE actionplan_redaction SET {altered}")
    assert broken().startswith("PR-1 entry 4 tells of personal data that was removed")


# ---- the page


def page_of(action, number=2):
    return reverse("redactions:entry_redact", args=["ashdown", "peer-review", "PR-1", number])


def test_an_administrator_sees_where_it_stands_and_confirms(
    cast, typed, admin, logged_in, django_capture_on_commit_callbacks
):
    client, url = logged_in(admin), page_of(cast.ahead)
    page = client.get(url).content.decode()
    assert "says her doctor." in page
    note = Evidence.objects.get(title="Note")
    sent_in = {"words": SECRET, "reason": REASON, "approved_by": APPROVER, "evidence": [note.pk]}
    asked = client.post(url, sent_in)
    page = asked.content.decode()
    assert (asked.status_code, "no-store" in asked["Cache-Control"]) == (200, True)
    for where in (
        "PR-1 entry 2: commentary",
        "Q1 2023/24, closed",
        "Evidence",
        "has not sent",
        "Change 1",
    ):
        assert where in page
    assert not Redaction.objects.exists()
    assert client.post(url, sent_in | {"change": "1"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(url, sent_in | {"confirmed": "1"}).status_code == 302
    assert traces() == []
    listed = client.get(reverse("redactions:redaction_list", args=["ashdown"])).content.decode()
    assert APPROVER in listed
    assert "PR-1 entry 2" in listed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"reason": ""}, "Say why."),
        ({"approved_by": " "}, "Say who approved it."),
        ({"words": "  "}, "Say what must go."),
        ({"words": "abc"}, "at least 4 characters"),
        ({"words": "words of nobody"}, "nothing to remove"),
        ({"reason": f"For {NAME}", "words": NAME, "confirmed": "1"}, "stays for ever"),
    ],
    ids=str,
)
def test_what_is_amiss_is_said(cast, typed, admin, logged_in, changes, sentence):
    sent_in = {"words": SECRET, "reason": REASON, "approved_by": APPROVER} | changes
    answer = logged_in(admin).post(page_of(cast.ahead), sent_in)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not Redaction.objects.exists()


def test_only_entries_that_are_there(cast, admin, logged_in):
    client = logged_in(admin)
    assert client.get(page_of(cast.ahead, 9)).status_code == 404
    assert "Remove personal data" in client.get(cast.ahead.get_absolute_url()).content.decode()
    page = logged_in(cast.owner).get(cast.ahead.get_absolute_url()).content.decode()
    assert "Remove personal data" not in page


def test_pages_of_a_removed_file_still_open(cast, typed, approval, logged_in):
    redact(council=cast.council, wish=wished(cast), approval=approval)
    client = logged_in(cast.manager)
    for file in PlanFile.objects.all():
        for name in ("file_detail", "file_receipt", "file_columns", "file_original"):
            url = reverse(f"files:{name}", args=["ashdown", file.pk])
            answer = client.get(url, follow=True)
            assert answer.status_code == (404 if name == "file_original" else 200), (name, file)
