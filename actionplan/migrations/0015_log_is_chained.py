"""Each entry is linked to the one before. SQLite makes the log's table anew, so its triggers too."""

from itertools import batched

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from actionplan.hashing import Head, link_up
from council import append_only

AT_ONCE = 500


def let_it_change(apps, schema_editor):
    append_only.drop(schema_editor, "actionplan_entry")


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


def link_all(apps, schema_editor):
    """Link what was said before; from now on no word of it can change unnoticed either."""
    entries = apps.get_model("actionplan", "Entry").objects
    heads = {}
    every = entries.order_by("action", "number").iterator(chunk_size=AT_ONCE)
    for some in batched(every, AT_ONCE):
        for entry in some:
            link_up(entry, Head(entry.number - 1, heads.get(entry.action_id, Head()).link))
            heads[entry.action_id] = Head(entry.number, entry.link)
        entries.bulk_update(some, ["salts", "digests", "link"])


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0014_files_are_read_by_the_queue"),
        ("council", "0007_long_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(let_it_change, keep_append_only),
        migrations.AddField(
            model_name="entry",
            name="digests",
            field=models.CharField(default="", editable=False, max_length=800),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="link",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="salts",
            field=models.CharField(default="", editable=False, max_length=400),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="entry",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("update", "update"),
                    ("decision", "decision"),
                    ("meeting moved", "meeting moved"),
                    ("agreed", "agreed"),
                    ("returned", "returned"),
                    ("withdrawn", "withdrawn"),
                    ("redacted", "redacted"),
                ],
                default="update",
                max_length=20,
            ),
        ),
        migrations.RunPython(link_all, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("link", ""), _negated=True), name="entry_is_chained"
            ),
        ),
        migrations.RunPython(keep_append_only, let_it_change),
    ]
