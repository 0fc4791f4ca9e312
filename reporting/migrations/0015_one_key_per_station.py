"""The keys of stations are unique; a migration of its own, for PostgreSQL alters no table with changed rows.

They may still be missing: the release before goes on writing stations while this one is being put in place.
"""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0014_fixed_committees"),
    ]

    operations = [
        migrations.AlterField(
            model_name="consultation",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name="historicalconsultation",
            name="uuid",
            field=models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, null=True),
        ),
    ]
