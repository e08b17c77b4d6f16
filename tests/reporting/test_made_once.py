"""An unchanged report again is a file read; a changed one, or another version, is made anew."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.queries.report import plan_report
from actionplan.reporting import made_once as module
from actionplan.reporting.made_once import made_by, made_once
from actionplan.reporting.writers import Writer
from tests import factories


@pytest.fixture
def writer():
    """Writes how many files it has made."""
    made = []

    def write(report):
        made.append(report.title)
        return str(len(made)).encode()

    return Writer("text", write, "text/plain", "txt")


@pytest.fixture
def report(cast):
    return plan_report(cast.plan, date(2023, 6, 30))


def test_equal_report_is_only_read(report, writer):
    assert made_once(report, "txt", writer) == b"1"
    assert made_once(replace(report), "txt", writer) == b"1"


def test_other_words_or_another_kind_are_made_anew(report, writer):
    made_once(report, "txt", writer)
    assert made_once(replace(report, author="Head of Law"), "txt", writer) == b"2"
    assert made_once(report, "other", writer) == b"3"


def test_another_version_of_the_product_makes_its_files_anew(report, writer, monkeypatch):
    made_once(report, "txt", writer)
    assert made_by() == made_by.__wrapped__()
    monkeypatch.setattr(module, "SOURCES", ("templates",))
    monkeypatch.setattr(module, "made_by", made_by.__wrapped__)
    assert made_once(report, "txt", writer) == b"2"


def test_what_is_said_after_a_download_stands_in_the_next(cast, logged_in):
    client = logged_in(cast.reader)
    address = f"/ashdown/plans/{cast.plan.slug}/download/?format=csv"
    first = client.get(address).content
    assert client.get(address).content == first
    factories.entry(cast.late, by=cast.owner, commentary="The last councillor was trained today.")
    assert "The last councillor was trained today." in client.get(address).content.decode()
