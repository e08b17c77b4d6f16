"""Data-protection redactions, the one change that the log, seals and the register know."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from council import append_only

OLDER = ("actionplan_entry", "actionplan_seal", "actionplan_change")
TABLES = (*OLDER, "actionplan_redaction", "actionplan_redactedplace")


def create_older(apps, schema_editor):
    for table in OLDER:
        append_only.create(schema_editor, table)


def create(apps, schema_editor):
    for table in TABLES:
        append_only.create(schema_editor, table)


def drop(apps, schema_editor):
    for table in TABLES:
        append_only.drop(schema_editor, table)


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0015_log_is_chained'),
        ('council', '0007_long_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, create_older),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField()),
                ('approved_by', models.CharField(max_length=200)),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to=settings.AUTH_USER_MODEL)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to='council.council')),
            ],
            options={
                'ordering': ('-pk',),
            },
        ),
        migrations.CreateModel(
            name='RedactedPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=100)),
                ('row', models.BigIntegerField()),
                ('columns', models.CharField(max_length=500)),
                ('where', models.CharField(max_length=300)),
                ('before', models.CharField(blank=True, max_length=64)),
                ('after', models.CharField(blank=True, max_length=64)),
                ('redaction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='actionplan.redaction')),
            ],
            options={
                'ordering': ('pk',),
                'indexes': [models.Index(fields=['table', 'row'], name='redacted_place_of_row')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
