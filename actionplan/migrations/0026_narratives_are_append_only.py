"""What SLT leads said is only ever added to, as the law asks redacted, and never changed."""

from django.db import migrations

from council import append_only


def create(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_narrative")


def drop(apps, schema_editor):
    append_only.drop(schema_editor, "actionplan_narrative")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0025_narratives")]
    operations = [migrations.RunPython(create, drop)]
