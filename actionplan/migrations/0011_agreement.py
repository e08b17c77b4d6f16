"""Updates are agreed or returned. SQLite makes the log's table anew, so its triggers too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from council import append_only


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0010_register_is_append_only"),
        ("council", "0006_cycles_in_place_of_words"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep_append_only),
        migrations.AddField(
            model_name="entry",
            name="about",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="verdicts",
                to="actionplan.entry",
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
                ],
                default="update",
                max_length=20,
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("about", None),
                        models.Q(("kind__in", ["agreed", "returned"]), _negated=True),
                    ),
                    models.Q(("about__isnull", False), ("kind__in", ["agreed", "returned"])),
                    _connector="OR",
                ),
                name="entry_verdict_is_about_an_update",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("commentary", ""), ("kind", "returned"), _negated=True),
                name="entry_returned_with_a_note",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(
                condition=models.Q(("about__isnull", False)),
                fields=("about",),
                name="entry_one_verdict_an_update",
            ),
        ),
        migrations.RunPython(keep_append_only, migrations.RunPython.noop),
    ]
