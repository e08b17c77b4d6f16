"""New dates are proposed and agreed. SQLite makes the log's table anew, so its triggers too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from council import append_only

KINDS = [
    "update", "decision", "meeting moved", "agreed", "returned", "withdrawn", "redacted",
    "date proposed", "date agreed", "date refused", "date taken back", "minute given",
]  # fmt: skip
ANSWERS = [
    "agreed", "returned", "withdrawn",
    "date agreed", "date refused", "date taken back", "minute given",
]  # fmt: skip
CHANGES = [
    ("plan", "plan set up"),
    ("state", "state of the plan"),
    ("key", "key or timescales"),
    ("theme", "theme"),
    ("recommendation", "recommendation"),
    ("added", "added"),
    ("reworded", "reworded"),
    ("reordered", "reordered"),
    ("moved", "moved"),
    ("split", "split"),
    ("merged", "merged"),
    ("dropped", "dropped"),
    ("restored", "restored"),
    ("counted", "counted in totals or not"),
    ("exempt", "exempt from publication or not"),
    ("leads", "leads"),
    ("date", "due date moved by agreement"),
    ("meeting moved", "meeting moved"),
    ("tied", "tied to a meeting"),
    ("carried", "carried from or to another plan"),
    ("closed", "closed with the plan"),
    ("undone", "import undone"),
]


def keep_append_only(apps, schema_editor):
    append_only.create(schema_editor, "actionplan_entry")


ASKS = models.BooleanField(
    default=False, help_text="New dates are agreed before they are in force."
)
APPROVER = "The post that agrees new dates; without one, only committees do."


class Migration(migrations.Migration):
    dependencies = [
        ("actionplan", "0023_public_plans"),
        ("council", "0007_long_work"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, keep_append_only),
        migrations.AddField("historicalplan", "asks_date_agreement", ASKS),
        migrations.AddField(
            "historicalplan",
            "date_approver",
            models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text=APPROVER,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="council.post",
            ),
        ),
        migrations.AddField("plan", "asks_date_agreement", ASKS),
        migrations.AddField(
            "plan",
            "date_approver",
            models.ForeignKey(
                blank=True,
                help_text=APPROVER,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agrees_dates_of",
                to="council.post",
            ),
        ),
        migrations.AlterField(
            "change", "kind", models.CharField(choices=CHANGES, max_length=20)
        ),
        migrations.AlterField(
            "entry",
            "kind",
            models.CharField(
                choices=[(kind, kind) for kind in KINDS], default="update", max_length=20
            ),
        ),
        migrations.RemoveConstraint("entry", "entry_verdict_is_about_an_update"),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("about", None), models.Q(("kind__in", ANSWERS), _negated=True)),
                    models.Q(("about__isnull", False), ("kind__in", ANSWERS)),
                    _connector="OR",
                ),
                name="entry_verdict_is_about_an_update",
            ),
        ),
        migrations.AddConstraint(
            "entry",
            models.CheckConstraint(
                condition=models.Q(("commentary", ""), ("kind", "date refused"), _negated=True),
                name="entry_refused_with_a_reason",
            ),
        ),
        migrations.RunPython(keep_append_only, migrations.RunPython.noop),
    ]
