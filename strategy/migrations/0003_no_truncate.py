"""Measurements cannot be emptied at one stroke either."""

from django.db import migrations

from council import append_only


def create(apps, schema_editor):
    append_only.create(schema_editor, "strategy_measurement")


class Migration(migrations.Migration):
    dependencies = [("strategy", "0002_append_only")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
