"""The table of the database cache, so that `migrate` alone makes an installation work."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import migrations

TABLE = "safety_cache"


def make_table(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop_table(apps: Any, schema_editor: Any) -> None:
    schema_editor.execute(f"DROP TABLE IF EXISTS {TABLE}")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("safety", "0001_initial"),
    ]

    operations = [migrations.RunPython(make_table, drop_table)]
