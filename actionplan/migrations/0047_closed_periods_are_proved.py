"""Closed periods that were there before they had proofs are proved from today on, oldest first."""

from django.db import migrations
from django.utils import timezone

from actionplan.proofs.hashing import Head
from actionplan.proofs.line_hashing import SEAL, prove_by


def prove_seals(apps, schema_editor):
    seals = apps.get_model("actionplan", "Seal").objects.select_related("period")
    for seal in seals.order_by("pk").iterator(chunk_size=5):
        _prove(apps, seal)


def _prove(apps, seal):
    proofs = apps.get_model("actionplan", "LineProof").objects
    plan = seal.period.plan_id
    last = proofs.filter(plan=plan).order_by("-number").values_list("number", "link").first()
    proof = proofs.model(
        plan_id=plan,
        table=SEAL,
        row=seal.pk,
        line=1,
        period_id=seal.period_id,
        recorded_at=timezone.now(),
    )
    seal.first_sha256 = _first(apps, seal)
    prove_by(proof, seal, Head(*last) if last else Head())
    proof.save()


def _first(apps, seal):
    """The digest with which it was locked: the law may have removed something since."""
    places = apps.get_model("actionplan", "RedactedPlace").objects.filter(table=SEAL, row=seal.pk)
    first = places.order_by("pk").values_list("before", flat=True).first()
    return seal.sha256 if first is None else first


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0046_agreement_is_told")]

    operations = [migrations.RunPython(prove_seals, migrations.RunPython.noop, elidable=True)]
