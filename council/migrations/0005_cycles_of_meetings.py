"""The cycles that meetings named in words become cycles of their council."""

from django.db import migrations


def name_cycles(apps, schema_editor):
    Meeting = apps.get_model("council", "Meeting")
    Cycle = apps.get_model("council", "Cycle")
    for meeting in Meeting.objects.exclude(cycle_words="").select_related("committee"):
        council = meeting.committee.council_id
        known = Cycle.objects.filter(council=council, name__iexact=meeting.cycle_words).first()
        meeting.cycle = known or Cycle.objects.create(
            council_id=council, name=meeting.cycle_words
        )
        meeting.save(update_fields=["cycle"])


def back_to_words(apps, schema_editor):
    Meeting = apps.get_model("council", "Meeting")
    for meeting in Meeting.objects.exclude(cycle=None).select_related("cycle"):
        meeting.cycle_words = meeting.cycle.name
        meeting.save(update_fields=["cycle_words"])


class Migration(migrations.Migration):
    dependencies = [("council", "0004_organisation")]
    operations = [migrations.RunPython(name_cycles, back_to_words)]
