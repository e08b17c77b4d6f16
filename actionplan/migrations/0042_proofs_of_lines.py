"""Lines of the register, corrections and narratives get proofs, which are only ever added."""

import django.db.models.deletion
from django.db import migrations, models

from council import append_only

TABLE = "actionplan_lineproof"


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, TABLE)


def let_them_change(apps, schema_editor):
    append_only.drop(schema_editor, TABLE)


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0041_a_glossary_per_council")]

    operations = [
        migrations.CreateModel(
            name="LineProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("table", models.CharField(max_length=100)),
                ("row", models.BigIntegerField()),
                ("line", models.PositiveIntegerField()),
                ("salts", models.CharField(editable=False, max_length=400)),
                ("digests", models.CharField(editable=False, max_length=800)),
                ("link", models.CharField(editable=False, max_length=64)),
                ("recorded_at", models.DateTimeField()),
                (
                    "period",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_proofs",
                        to="actionplan.period",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="line_proofs",
                        to="actionplan.plan",
                    ),
                ),
            ],
            options={
                "ordering": ("plan", "number"),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="line_proof_once_a_plan"
                    ),
                    models.UniqueConstraint(fields=("table", "row"), name="line_proof_once_a_line"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="line_proof_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("link", ""), _negated=True),
                        name="line_proof_is_chained",
                    ),
                ],
            },
        ),
        migrations.RunPython(keep_append_only, let_them_change),
    ]
