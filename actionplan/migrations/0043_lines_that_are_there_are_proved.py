"""Lines that were there before there were proofs are proved from today on, oldest first."""

from itertools import batched

from django.db import migrations
from django.utils import timezone

from actionplan.proofs.hashing import Head
from actionplan.proofs.line_hashing import prove_by


def prove_lines(apps, schema_editor):
    proofs = apps.get_model("actionplan", "LineProof").objects
    for plan in apps.get_model("actionplan", "Plan").objects.order_by("pk").values_list("pk", flat=True):
        for some in batched(_of_plan(apps, plan), 500):
            proofs.bulk_create(some)


def _of_plan(apps, plan):
    model, now, head = apps.get_model("actionplan", "LineProof"), timezone.now(), Head()
    for line, number, period in _lines(apps, plan):
        table = line._meta.db_table
        proof = model(
            plan_id=plan, table=table, row=line.pk, line=number, period_id=period, recorded_at=now
        )
        prove_by(proof, line, head)
        head = Head(proof.number, proof.link)
        yield proof


def _lines(apps, plan):
    """Each line of a plan, the number by which people call it, and its period."""
    of = {name: apps.get_model("actionplan", name).objects for name in (
        "Change", "Succession", "Correction", "Narrative",
    )}  # fmt: skip
    for line in of["Change"].filter(plan=plan).order_by("number").iterator():
        yield line, line.number, None
    successions = of["Succession"].filter(change__plan=plan).select_related("change")
    for line in successions.order_by("pk").iterator():
        yield line, line.change.number, None
    for name in ("Correction", "Narrative"):
        for line in of[name].filter(period__plan=plan).order_by("pk").iterator():
            yield line, line.number, line.period_id


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0042_proofs_of_lines")]

    operations = [migrations.RunPython(prove_lines, migrations.RunPython.noop, elidable=True)]
