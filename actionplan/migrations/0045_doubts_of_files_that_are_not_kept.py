"""A line of the set-up list names its file, which need not be kept."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def name_files(apps, schema_editor):
    """What is there has its file's name."""
    files = apps.get_model("actionplan", "PlanFile").objects.filter(pk=OuterRef("file_id"))
    doubts = apps.get_model("actionplan", "Doubt").objects
    doubts.update(file_name=Subquery(files.values("file_name")[:1]))


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0044_decisions_are_told")]

    operations = [
        migrations.AddField(
            "doubt", "file_name", models.CharField(default="", max_length=200), preserve_default=False
        ),
        migrations.RunPython(name_files, migrations.RunPython.noop),
        migrations.AlterField(
            "doubt",
            "file",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=models.deletion.PROTECT,
                related_name="doubts",
                to="actionplan.planfile",
            ),
        ),
    ]
