"""Imports can be undone, and past periods are sealed. SQLite makes the log's table anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from council import append_only


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


def seal_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_seal")


def drop_of_seal(apps, schema_editor):
    append_only.drop(schema_editor, "actionplan_seal")


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0012_review'),
        ('council', '0006_cycles_in_place_of_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep_append_only),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('schema', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('as_at', models.DateField()),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ('period',),
            },
        ),
        migrations.RemoveConstraint(
            model_name='entry',
            name='entry_verdict_is_about_an_update',
        ),
        migrations.AlterField(
            model_name='action',
            name='left',
            field=models.CharField(blank=True, choices=[('dropped', 'dropped'), ('split', 'split into others'), ('merged', 'merged into another'), ('withdrawn', 'withdrawn with the import that made it')], editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='change',
            name='kind',
            field=models.CharField(choices=[('plan', 'plan set up'), ('state', 'state of the plan'), ('key', 'key or timescales'), ('theme', 'theme'), ('recommendation', 'recommendation'), ('added', 'added'), ('reworded', 'reworded'), ('reordered', 'reordered'), ('moved', 'moved'), ('split', 'split'), ('merged', 'merged'), ('dropped', 'dropped'), ('restored', 'restored'), ('counted', 'counted in totals or not'), ('leads', 'leads'), ('meeting moved', 'meeting moved'), ('tied', 'tied to a meeting'), ('carried', 'carried from or to another plan'), ('closed', 'closed with the plan'), ('undone', 'import undone')], max_length=20),
        ),
        migrations.AlterField(
            model_name='entry',
            name='kind',
            field=models.CharField(choices=[('update', 'update'), ('decision', 'decision'), ('meeting moved', 'meeting moved'), ('agreed', 'agreed'), ('returned', 'returned'), ('withdrawn', 'withdrawn')], default='update', max_length=20),
        ),
        migrations.AlterField(
            model_name='historicalaction',
            name='left',
            field=models.CharField(blank=True, choices=[('dropped', 'dropped'), ('split', 'split into others'), ('merged', 'merged into another'), ('withdrawn', 'withdrawn with the import that made it')], editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='historicalperiod',
            name='state',
            field=models.CharField(choices=[('open', 'open'), ('closing', 'closing'), ('sealed', 'closed and locked')], default='open', max_length=10),
        ),
        migrations.AlterField(
            model_name='period',
            name='state',
            field=models.CharField(choices=[('open', 'open'), ('closing', 'closing'), ('sealed', 'closed and locked')], default='open', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about', None), models.Q(('kind__in', ['agreed', 'returned', 'withdrawn']), _negated=True)), models.Q(('about__isnull', False), ('kind__in', ['agreed', 'returned', 'withdrawn'])), _connector='OR'), name='entry_verdict_is_about_an_update'),
        ),
        migrations.AddField(
            model_name='seal',
            name='file',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seals', to='actionplan.planfile'),
        ),
        migrations.AddField(
            model_name='seal',
            name='period',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='actionplan.period'),
        ),
        migrations.AddField(
            model_name='seal',
            name='sealed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seals', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(keep_append_only, migrations.RunPython.noop),
        migrations.RunPython(seal_append_only, drop_of_seal),
    ]
