"""The log is append-only in the database itself, whoever writes to it."""

from django.db import migrations

from actionplan import triggers


def create(apps, schema_editor):
    triggers.create(schema_editor)


def drop(apps, schema_editor):
    triggers.drop(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0002_initial")]
    operations = [migrations.RunPython(create, drop)]
