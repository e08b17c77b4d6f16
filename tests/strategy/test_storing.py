"""Strategy files into the database and out again: exactly, and only what was edited."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from actionplan.models import ThreadLink
from council import clock
from council.models import Post, Role
from strategy.exchange import dump, load
from strategy.models import Indicator, Measurement, Outcome, RelatedDocument, Strategy
from strategy.queries.document import strategy_document
from strategy.services.storing import CannotStore, store_strategy
from tests import factories

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
FILES = sorted(
    path
    for path in FIXTURES.glob("*/*.toml")
    if "\nprinciples" in (text := path.read_text(encoding="utf-8")) or "[[principles]]" in text
)
OWBC = FIXTURES / "oadby-wigston" / "organisational-strategy.toml"


@pytest.fixture
def council(db):
    return factories.council()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_source_comes_back_exactly(council, path):
    document = load(path.read_bytes())
    store_strategy(document=document, council=council, by=None)
    stored = strategy_document(Strategy.objects.get())
    assert stored == document
    assert dump(stored) == dump(document)


def test_four_sources_were_found():
    assert {path.parent.name for path in FILES} == {
        "dorset",
        "oadby-wigston",
        "oxfordshire",
        "worcester",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_the_same_file_again_changes_nothing(council, path):
    document = load(path.read_bytes())
    store_strategy(document=document, council=council, by=None)
    assert store_strategy(document=document, council=council, by=None).nothing_to_do


def test_export_edit_import_shows_just_the_edit(council, capsys, tmp_path):
    call_command("import_strategy", OWBC, council="ashdown")
    slug = Strategy.objects.get().slug
    file = tmp_path / "strategy.toml"
    call_command("export_strategy", council="ashdown", strategy=slug, output=file)
    outcome = Outcome.objects.get(text="Agile and flexible.")
    text = file.read_text(encoding="utf-8").replace("Agile and flexible.", "Agile and willing.")
    file.write_text(text, encoding="utf-8")
    capsys.readouterr()
    call_command("import_strategy", file, council="ashdown")
    assert capsys.readouterr().out.strip().endswith(f": changed {outcome.code}.")
    outcome.refresh_from_db()
    assert outcome.text == "Agile and willing."
    assert outcome.history.count() == 2


def test_who_imported_stands_in_the_history(council):
    manager = factories.member(council, Role.PLAN_MANAGER)
    call_command("import_strategy", OWBC, council="ashdown", by=manager.email)
    assert Strategy.objects.get().history.get().history_user == manager


def test_a_part_that_actions_serve_cannot_be_left_out(council):
    document = load(OWBC.read_bytes())
    store_strategy(document=document, council=council, by=None)
    outcome = Outcome.objects.latest("order")
    plan = factories.plan(council)
    ThreadLink.objects.create(
        action=factories.action(plan), outcome=outcome, linked_on=clock.today()
    )
    fewer = replace(document, outcomes=document.outcomes[:-1])
    with pytest.raises(CannotStore, match="still linked to"):
        store_strategy(document=fewer, council=council, by=None)
    assert Outcome.objects.filter(pk=outcome.pk).exists()


def test_unknown_owners_become_vacant_posts_and_aliases_are_known(council):
    known = factories.post(council, "Head of Finance")
    document = load(OWBC.read_bytes())
    owned = replace(document.related[0], owner_post="Head of Finance")
    other = replace(document.related[1], owner_post="Head of People")
    document = replace(document, related=(owned, other, *document.related[2:]))
    store_strategy(document=document, council=council, by=None)
    assert RelatedDocument.objects.get(owner_post=known).code == owned.code
    assert not Post.objects.get(title="Head of People").holdings.exists()


def test_the_document_takes_the_same_queries_whatever_its_size(council):
    for path in FILES:
        store_strategy(document=load(path.read_bytes()), council=council, by=None)
    counts = set()
    for strategy in Strategy.objects.all():
        with CaptureQueriesContext(connection) as queries:
            strategy_document(strategy)
        counts.add(len(queries))
    assert counts == {11}


def test_measurements_are_never_changed_or_removed(council):
    store_strategy(
        document=load((FIXTURES / "oxfordshire" / "business-strategy.toml").read_bytes()),
        council=council,
        by=None,
    )
    indicator = Indicator.objects.earliest("order")
    one = Measurement.objects.create(
        indicator=indicator, day=clock.today(), value=5, recorded_at=clock.now()
    )
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Measurement.objects.filter(pk=one.pk).update(value=6)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        one.delete()


@pytest.mark.parametrize(
    "content", [b"", b"format = 1", b"\xff\xfe", b"title = [", b"format = 1\nhacked = true"]
)
def test_a_bad_file_is_refused_with_one_sentence(council, tmp_path, content):
    bad = tmp_path / "bad.toml"
    bad.write_bytes(content)
    with pytest.raises(CommandError, match=r"^bad\.toml: ") as refusal:
        call_command("import_strategy", bad, council="ashdown")
    assert refusal.value.returncode == 2
    assert not Strategy.objects.exists()


def test_unknown_council_strategy_and_file_are_refused(council, tmp_path):
    for name, options in (
        ("import_strategy", {"file": tmp_path / "no.toml", "council": "ashdown"}),
        ("import_strategy", {"file": OWBC, "council": "nowhere"}),
        ("export_strategy", {"council": "ashdown", "strategy": "no", "output": tmp_path / "x"}),
    ):
        arguments = [options.pop("file")] if "file" in options else []
        with pytest.raises(CommandError) as refusal:
            call_command(name, *arguments, **options)
        assert refusal.value.returncode == 2


def test_a_file_without_end_is_refused_quickly(council):
    with pytest.raises(CommandError, match="larger than 1,000 kB"):
        call_command("import_strategy", Path("/dev/zero"), council="ashdown")
