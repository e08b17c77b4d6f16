"""About how many words an update should have, where a plan says so."""

import django.core.validators
from django.db import migrations, models


def _guide():
    return models.PositiveSmallIntegerField(
        blank=True,
        help_text="About how many words an update should have; none for no guide.",
        null=True,
        validators=[
            django.core.validators.MinValueValidator(10),
            django.core.validators.MaxValueValidator(2000),
        ],
    )


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0037_decisions_and_standing_lists")]

    operations = [
        migrations.AddField("plan", "words_guide", _guide()),
        migrations.AddField("historicalplan", "words_guide", _guide()),
    ]
