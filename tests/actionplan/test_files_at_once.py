"""Two files brought into one plan at the same instant: nothing lost, no reference used twice."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from django.db import connection

from actionplan import document as doc
from actionplan.models import Entry, Plan, PlanFile
from actionplan.services.review import apply_review
from council.models import Person
from council.versions import CannotEdit
from tests import factories
from tests.actionplan.reviewed import edited, now, sent, stamp_of

SECONDS = 30


def offline(cast, rating: str, words: str, added: str) -> PlanFile:
    """The plan's own workbook with one row declared otherwise and one row added."""
    document = edited(now(cast.plan), PR_1={"rating": rating, "commentary": words})
    rows = (*document.loose_actions, doc.Action(added))
    document = replace(document, loose_actions=rows)
    return sent(cast.council, cast.manager, document, plan=cast.plan, stamp=stamp_of(cast.plan))


def brought_in(file: int, by: int, ready: Barrier) -> str:
    """What the person is told: nothing where it went well."""
    stored, person = PlanFile.objects.get(pk=file), Person.objects.get(pk=by)
    ready.wait(SECONDS)
    try:
        apply_review(file=stored, by=person, seen_version=stored.version)
    except CannotEdit as error:
        return str(error)
    finally:
        connection.close()
    return ""


def at_once(cast, *files: PlanFile) -> list[str]:
    ready = Barrier(len(files))
    with ThreadPoolExecutor(len(files)) as pool:
        jobs = [pool.submit(brought_in, one.pk, cast.manager.pk, ready) for one in files]
        return [job.result(SECONDS) for job in jobs]


@pytest.mark.django_db(transaction=True)
def test_two_files_into_one_plan_at_the_same_instant():
    cast = factories.a_council_with_a_plan()
    before = Entry.objects.filter(action=cast.ahead).count()
    first = offline(cast, "A", "The first file says so.", "Plant an orchard")
    second = offline(cast, "R", "The second file says so.", "Open the museum")
    assert at_once(cast, first, second) == ["", ""]

    plan = Plan.objects.get(pk=cast.plan.pk)
    numbers = list(plan.actions.values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert plan.actions.filter(title__in=["Plant an orchard", "Open the museum"]).count() == 2
    log = Entry.objects.filter(action=cast.ahead).order_by("number")
    # Whoever comes second finds that the lead has spoken since: a conflict, which is left alone.
    assert log.count() == before + 1
    cast.ahead.refresh_from_db()
    newest = log.last()
    assert newest is not None
    assert cast.ahead.latest == newest
    assert (newest.rating, newest.commentary) in {
        ("A", "The first file says so."),
        ("R", "The second file says so."),
    }


@pytest.mark.django_db(transaction=True)
def test_the_same_file_pressed_twice_at_the_same_instant():
    cast = factories.a_council_with_a_plan()
    file = offline(cast, "A", "Once.", "Plant an orchard")
    answers = at_once(cast, file, file)
    assert sorted(bool(one) for one in answers) == [False, True]
    assert "brought in already" in "".join(answers)
    assert cast.plan.actions.filter(title="Plant an orchard").count() == 1
