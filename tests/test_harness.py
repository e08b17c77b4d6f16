"""The tests' own ground: the cast, the flush, and templates that do not forgive."""

import pytest
from django.db import DatabaseError, connection
from django.template import Context, Engine, Origin, Template

from actionplan.models import Entry
from council import clock
from council.models import Council
from scripts import surroundings
from tests import factories
from tests.conftest import TODAY
from tests.strict_templates import OURS, UnknownTemplateVariableError


def test_every_test_speaks_of_the_same_day():
    assert clock.today() == TODAY


def test_cast_is_as_it_says(cast):
    assert [action.reference for action in cast.actions] == [f"PR-{n}" for n in range(1, 7)]
    assert cast.other_action.reference == "PR-1"
    assert cast.unled.latest is None
    assert cast.late.latest.due_date < TODAY


@pytest.mark.parametrize("time", ["once", "and again after it was changed"])
def test_each_test_has_the_cast_as_it_was_made(cast, time):
    stored = Council.objects.get(pk=cast.council.pk)
    assert stored.name == cast.council.name == "Ashdown Borough Council"
    cast.council.name = "Ashdown City Council"
    cast.council.save()


@pytest.mark.django_db
@pytest.mark.parametrize("time", ["once", "and again"])
def test_test_without_the_cast_begins_from_nothing(time):
    assert not Council.objects.exists()


def _log_cannot_be_emptied() -> None:
    factories.a_council_with_a_plan()
    with pytest.raises(DatabaseError, match="append-only"):
        Entry.objects.all()._raw_delete(using="default")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["once", "and again after the flush"])
def test_triggers_stand_in_tests_and_flush_puts_them_back(time):
    assert not Entry.objects.exists()
    _log_cannot_be_emptied()


@pytest.mark.django_db
def test_triggers_stand_inside_a_transaction():
    _log_cannot_be_emptied()
    connection.set_rollback(True)  # PostgreSQL takes no more statements after a refused one


def _rendered(source: str, name: str, **context: object) -> str:
    template = Template(source, Origin(name), name, Engine.get_default())
    return template.render(Context(context))


def test_unknown_variable_in_our_template_fails():
    with pytest.raises(UnknownTemplateVariableError, match=r"“plan.titel” is unknown in a/b.html"):
        _rendered("{{ plan.titel }}", f"{OURS}a/b.html", plan=object())


@pytest.mark.parametrize(
    "source", ["{% if x %}a{% endif %}", "{% firstof x '' %}", "{% for y in x %}a{% endfor %}"]
)
def test_asking_whether_a_variable_is_there_is_no_mistake(source):
    assert _rendered(source, f"{OURS}a/b.html") == ""


def test_allauths_elements_may_ask_for_attributes_nobody_gave():
    assert _rendered("{{ attrs.value }}", f"{OURS}allauth/elements/button.html", attrs={}) == ""


def test_unknown_variable_in_others_templates_prints_nothing():
    assert _rendered("{{ nothing }}", "/elsewhere/admin/base.html") == ""


def test_other_programs_are_started_without_the_fonts_of_the_pdf_library(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "static/pdf/fonts.conf")
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    given = surroundings.with_the_machines_fonts()
    assert "FONTCONFIG_FILE" not in given
    assert given["LANG"] == "en_GB.UTF-8"
