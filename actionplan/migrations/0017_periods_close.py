"""Periods are closed and locked: meetings, corrections, reminders; the database keeps the lock."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from council import append_only

TABLES = ("actionplan_correction", "actionplan_period")


def create(apps, schema_editor):
    for table in TABLES:
        append_only.create(schema_editor, table)


def drop(apps, schema_editor):
    for table in TABLES:
        append_only.drop(schema_editor, table)


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0016_redactions'),
        ('council', '0007_long_work'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='period',
            name='meetings',
            field=models.ManyToManyField(blank=True, related_name='periods', to='council.meeting'),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('reference', models.CharField(blank=True, max_length=20)),
                ('field', models.CharField(choices=[('rating', 'RAG'), ('status', 'Status'), ('due', 'Due date'), ('completed', 'Completed on'), ('commentary', 'Commentary'), ('leads', 'Leads'), ('title', 'Wording of the action'), ('total', 'Actions'), ('complete', 'Complete'), ('open', 'Open'), ('past_date', 'Past their own date'), ('no_date', 'Without a date'), ('no_lead', 'Without a lead')], max_length=12)),
                ('reported', models.TextField()),
                ('correct', models.TextField()),
                ('minute', models.CharField(max_length=200)),
                ('reason', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='actionplan.period')),
            ],
            options={
                'ordering': ('period', 'number'),
                'constraints': [models.UniqueConstraint(fields=('period', 'number'), name='correction_number_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='correction_number_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('correct', ''), _negated=True), models.Q(('minute', ''), _negated=True), models.Q(('reason', ''), _negated=True)), name='correction_says_what_and_why')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('posts', models.TextField(help_text='Whose actions it asked for, as the posts were called.')),
                ('day', models.DateField()),
                ('actions', models.PositiveIntegerField(help_text='How many it asked for.')),
                ('sent_at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('period', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='actionplan.period')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ('-sent_at', 'pk'),
                'constraints': [models.UniqueConstraint(fields=('period', 'person', 'day'), name='reminder_once_a_person_and_day')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
