"""A query that was opened before there were participations gets one for every organisation that it asks."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

BATCH = 500


def make_missing(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    participations = apps.get_model("reporting", "Participation").objects
    known = set(participations.values_list("query_id", "organisation_id"))
    requests = apps.get_model("reporting", "QueryRequest").objects.filter(query__state="open")
    asked = set(requests.order_by().values_list("query_id", "organisation_id").distinct())
    made = participations.bulk_create(
        [
            participations.model(query_id=query, organisation_id=organisation)
            for query, organisation in sorted(asked - known)
        ],
        batch_size=BATCH,
    )
    _note(apps, made)


def _note(apps: Apps, made: list[Any]) -> None:
    """The first row of their history, as saving one by one would write it."""
    history = apps.get_model("reporting", "HistoricalParticipation").objects
    now = timezone.now()
    rows = [
        history.model(
            **{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields},
            history_date=now,
            history_type="+",
        )
        for row in made
    ]
    history.bulk_create(rows, batch_size=BATCH)


class Migration(migrations.Migration):
    dependencies = [("reporting", "0008_participation_on_behalf")]

    operations = [migrations.RunPython(make_missing, migrations.RunPython.noop)]
