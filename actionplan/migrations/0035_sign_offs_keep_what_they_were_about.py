"""A sign-off keeps the title, cover and plans that it was given for; earlier ones say nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0034_meetings_that_periods_go_to_stay")]

    operations = [
        migrations.AddField("reportsignature", "basis", models.JSONField(default=dict)),
    ]
