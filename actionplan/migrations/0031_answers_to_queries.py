"""Answers to queries, and questions. SQLite makes the log's table anew, so its triggers too."""

import django.db.models.deletion
from django.db import migrations, models

from council import append_only

KINDS = [
    "update", "decision", "meeting moved", "agreed", "returned", "withdrawn", "redacted",
    "date proposed", "date agreed", "date refused", "date taken back", "minute given",
    "query answered", "answer accepted", "asked again", "question", "reply",
]  # fmt: skip
ANSWERS = [
    "agreed", "returned", "withdrawn",
    "date agreed", "date refused", "date taken back", "minute given",
    "answer accepted", "asked again", "reply",
]  # fmt: skip
WITH_WORDS = ["query answered", "asked again", "question", "reply"]


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0030_drafts_of_updates")]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep_append_only),
        migrations.RemoveConstraint("entry", "entry_verdict_is_about_an_update"),
        migrations.AddField("entry", "query_code", models.CharField(blank=True, max_length=30)),
        migrations.AddField("entry", "query_facts", models.JSONField(blank=True, null=True)),
        migrations.AddField(
            "query",
            "answer",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actionplan.entry",
            ),
        ),
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
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(("commentary", ""), ("kind__in", WITH_WORDS), _negated=True),
                name="entry_asks_in_words",
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(("kind", "query answered"), ("query_code", ""), _negated=True),
                name="entry_answers_a_query",
            ),
        ),
        migrations.RunPython(keep_append_only, migrations.RunPython.noop),
    ]
