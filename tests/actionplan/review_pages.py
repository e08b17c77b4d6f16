"""A file under review in a browser: sent in, opened, decided on."""

import re
from urllib.parse import unquote

from actionplan.merging.decisions import from_data
from actionplan.models import PlanFile
from actionplan.services.reading import keep_file
from tests.importing.making import word_plan

HEADINGS = ["Action", "Lead", "By when", "RAG", "Update"]

HTMX = {"HX-Request": "true"}


def kept(cast, *rows, plan=None, title="Peer challenge"):
    """A file of rows: action, lead, due, rating, update."""
    content = word_plan(title, [HEADINGS, *(list(row) for row in rows)])
    return keep_file(
        council=cast.council, content=content, name="plan.docx", by=cast.manager, plan=plan
    )


def three(cast):
    """Two rows with the same doubt and one without."""
    return kept(
        cast,
        ("Publish the budget", "Head of Finance", "As above", "G", "Sent to all members."),
        ("Close the gap", "Head of Finance", "As above", "A", "The gap is known."),
        ("Train every councillor", "Head of Finance", "30 September 2023", "G", "Booked."),
    )


def page(file, step=""):
    return f"/ashdown/plan-files/{file.pk}/{step}"


def text(answer):
    return answer.content.decode()


def seen(client, file, place):
    """What the form of a row carries to tell that nobody has decided on it meanwhile."""
    whole = text(client.get(page(file, "?show=all")))
    row = whole[whole.index(f'id="row-{place}"') :]
    return value_in(row, "seen")


def value_in(html: str, name: str) -> str:
    """What the first hidden field of that name holds."""
    found = re.search(rf'name="{name}" value="(\w+)"', html)
    assert found, f"no field {name}"
    return found[1]


def decide(client, file, place, headers=None, **sent):
    sent.setdefault("seen", seen(client, file, place))
    return client.post(page(file, f"rows/{place}/"), sent, headers=headers)


def decisions(file):
    return from_data(PlanFile.objects.get(pk=file.pk).decisions)


def downloaded(client, plan, kind):
    """The name and the bytes of a plan's file, as a browser saves it."""
    answer = client.get(f"/ashdown/plans/{plan.slug}/download/", {"format": kind})
    named = re.search(r"filename\*=utf-8''(.+)", answer["Content-Disposition"])
    assert named
    return unquote(named[1]), answer.content
