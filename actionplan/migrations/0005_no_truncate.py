"""The log cannot be emptied at one stroke either."""

from django.db import migrations

from council import append_only


def create(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0004_thread_links")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
