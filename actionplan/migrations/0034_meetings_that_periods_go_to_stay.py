"""A meeting to which a period is reported cannot be removed. The table is the one that was there."""

import django.db.models.deletion
from django.db import migrations, models

THROUGH = migrations.CreateModel(
    name="PeriodMeeting",
    fields=[
        (
            "id",
            models.BigAutoField(
                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
            ),
        ),
        (
            "period",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, to="actionplan.period"
            ),
        ),
        (
            "meeting",
            models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="council.meeting"),
        ),
    ],
    options={
        "db_table": "actionplan_period_meetings",
        "ordering": ("pk",),
        "unique_together": {("period", "meeting")},
    },
)
MEETINGS = migrations.AlterField(
    model_name="period",
    name="meetings",
    field=models.ManyToManyField(
        blank=True,
        related_name="periods",
        through="actionplan.PeriodMeeting",
        to="council.meeting",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0033_corrections_of_slips")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[THROUGH, MEETINGS]),
    ]
