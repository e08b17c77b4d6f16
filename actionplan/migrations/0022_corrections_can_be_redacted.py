"""Corrections of closed periods hold people's words too."""

from django.db import migrations

from council import append_only


def create(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_correction")


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0021_duties_of_a_peer_challenge")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
