"""Corrections of slips. SQLite makes the log's table anew, so its triggers too."""

from django.db import migrations, models

from council import append_only

KINDS = [
    "update", "correction", "decision", "meeting moved", "agreed", "returned", "withdrawn",
    "redacted", "date proposed", "date agreed", "date refused", "date taken back", "minute given",
    "query answered", "answer accepted", "asked again", "question", "reply",
]  # fmt: skip
ANSWERS = [
    "agreed", "returned", "withdrawn", "correction",
    "date agreed", "date refused", "date taken back", "minute given",
    "answer accepted", "asked again", "reply",
]  # fmt: skip


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0032_digests_by_email")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep_append_only),
        migrations.RemoveConstraint("entry", "entry_verdict_is_about_an_update"),
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
                condition=models.Q(
                    models.Q(("about", None), models.Q(("kind__in", ANSWERS), _negated=True)),
                    models.Q(
                        ("about__isnull", False), ("kind__in", [*ANSWERS, "query answered"])
                    ),
                    _connector="OR",
                ),
                name="entry_verdict_is_about_an_update",
            ),
        ),
        migrations.RunPython(keep_append_only, migrations.RunPython.noop),
    ]
