"""The change register is append-only, and so is the log again: its table was made anew."""

from django.db import migrations

from council import append_only

TABLES = ("actionplan_entry", "actionplan_change", "actionplan_succession")


def create(apps, schema_editor):
    for table in TABLES:
        append_only.create(schema_editor, table)


def drop(apps, schema_editor):
    for table in TABLES[1:]:
        append_only.drop(schema_editor, table)


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0009_structure")]
    operations = [migrations.RunPython(create, drop)]
