"""Kept files of reports are only ever added to; they go when taken back, or as the law asks."""

from django.db import migrations

from council import append_only


def create(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_reportfile")


def drop(apps, schema_editor):
    append_only.drop(schema_editor, "actionplan_reportfile")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0027_report_files")]
    operations = [migrations.RunPython(create, drop)]
