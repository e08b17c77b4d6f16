"""Measurements are only ever added."""

from django.db import migrations

from council import append_only


def create(apps, schema_editor):
    append_only.create(schema_editor, "strategy_measurement")


def drop(apps, schema_editor):
    append_only.drop(schema_editor, "strategy_measurement")


class Migration(migrations.Migration):
    dependencies = [("strategy", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
