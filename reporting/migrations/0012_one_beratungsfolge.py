"""What a Beratungsfolge holds now."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("reporting", "0011_papers_and_report_texts")]

    operations = [
        migrations.RemoveField(
            model_name="committeereport",
            name="committee",
        ),
        migrations.RemoveField(
            model_name="committeereport",
            name="meeting_on",
        ),
        migrations.RemoveField(
            model_name="committeereport",
            name="result",
        ),
        migrations.RemoveField(
            model_name="historicalcommitteereport",
            name="committee",
        ),
        migrations.RemoveField(
            model_name="historicalcommitteereport",
            name="meeting_on",
        ),
        migrations.RemoveField(
            model_name="historicalcommitteereport",
            name="result",
        ),
    ]
