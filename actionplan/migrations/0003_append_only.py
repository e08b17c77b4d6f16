"""The log is append-only in the database itself, whoever writes to it."""

from django.db import migrations

from council import append_only


def create(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


def drop(apps, schema_editor):
    append_only.drop(schema_editor, "actionplan_entry")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0002_initial")]
    operations = [migrations.RunPython(create, drop)]
