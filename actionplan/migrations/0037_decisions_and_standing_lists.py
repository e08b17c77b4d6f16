"""Decisions of SLT, and standing lists. SQLite makes the log's table anew, so its triggers too."""

import django.db.models.deletion
from django.db import migrations, models

from council import append_only

KINDS = [
    "update", "correction", "decision", "meeting moved", "agreed", "returned", "withdrawn",
    "redacted", "date proposed", "date agreed", "date refused", "date taken back", "minute given",
    "query answered", "answer accepted", "asked again", "question", "reply", "decided",
]  # fmt: skip
WITH_WORDS = ["query answered", "asked again", "question", "reply", "decided"]


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


def _flag():
    return models.BooleanField(
        default=False, editable=False, help_text="A standing list of actions arising at meetings."
    )


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0036_reminders_have_kinds"),
        ("council", "0001_squashed_0008_when_leads_are_asked_by_email"),
    ]

    operations = [
        migrations.AddField("plan", "is_standing", _flag()),
        migrations.AddField("historicalplan", "is_standing", _flag()),
        migrations.AddField(
            "plan",
            "arises_at",
            models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The committee of a standing list; none for that of SLT.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="standing_lists",
                to="council.committee",
            ),
        ),
        migrations.AddField(
            "historicalplan",
            "arises_at",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                help_text="The committee of a standing list; none for that of SLT.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="council.committee",
            ),
        ),
        migrations.AddConstraint(
            "plan",
            models.CheckConstraint(
                condition=models.Q(("arises_at", None), ("is_standing", True), _connector="OR"),
                name="plan_arises_only_as_standing_list",
            ),
        ),
        migrations.AddConstraint(
            "plan",
            models.UniqueConstraint(
                condition=models.Q(("is_standing", True)),
                fields=("arises_at",),
                name="plan_one_standing_list_a_committee",
            ),
        ),
        migrations.AddConstraint(
            "plan",
            models.UniqueConstraint(
                condition=models.Q(("arises_at", None), ("is_standing", True)),
                fields=("council",),
                name="plan_one_standing_list_of_slt",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_append_only),
        migrations.RemoveConstraint("entry", "entry_asks_in_words"),
        migrations.AlterField(
            "entry",
            "kind",
            models.CharField(
                choices=[(kind, kind) for kind in KINDS], default="update", max_length=20
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(("commentary", ""), ("kind__in", WITH_WORDS), _negated=True),
                name="entry_asks_in_words",
            ),
        ),
        migrations.RunPython(keep_append_only, migrations.RunPython.noop),
    ]
