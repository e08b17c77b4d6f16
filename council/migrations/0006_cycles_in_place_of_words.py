from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("council", "0005_cycles_of_meetings")]
    operations = [
        migrations.RemoveField("meeting", "cycle_words"),
        migrations.RemoveField("historicalmeeting", "cycle_words"),
    ]
