"""The text of the invitation is one of several mail texts now."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from reporting.protection import protect, unprotect


def carry_over(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    queries = apps.get_model("reporting", "StatusQuery").objects.exclude(invitation_text="")
    texts = apps.get_model("reporting", "MailText").objects
    for query in queries:
        texts.get_or_create(query=query, kind="invitation", defaults={"body": query.invitation_text})


def carry_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for text in apps.get_model("reporting", "MailText").objects.filter(kind="invitation"):
        apps.get_model("reporting", "StatusQuery").objects.filter(pk=text.query_id).update(
            invitation_text=text.body
        )


def make_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """SQLite lost those of the tables that got a column; the table of addenda is new."""
    protect(schema_editor.connection)


def drop_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unprotect(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0004_campaign")]

    operations = [
        migrations.RunPython(carry_over, carry_back),
        migrations.RunPython(make_triggers, drop_triggers),
    ]
