"""A request for reading writes nothing, so nobody notes any more when a calendar was fetched."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("website", "0005_open_data_and_calendars")]

    operations = [
        migrations.RemoveField(model_name="calendarsubscription", name="last_used_at"),
    ]
