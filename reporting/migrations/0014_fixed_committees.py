"""Stations keep their key and, once fixed, the name of their committee; a public paper stays while it is revised."""

import uuid

from django.db import migrations, models


def give_keys(apps, schema_editor):
    """One per station, the same in its history."""
    alias = schema_editor.connection.alias
    history = apps.get_model("reporting", "HistoricalConsultation").objects.using(alias)
    stations = apps.get_model("reporting", "Consultation").objects.using(alias)
    known = {*stations.values_list("pk", flat=True), *history.values_list("id", flat=True)}
    for pk in known:
        key = uuid.uuid4()
        stations.filter(pk=pk).update(uuid=key)
        history.filter(id=pk).update(uuid=key)


def keep_names(apps, schema_editor):
    """What the committees of final papers were called when the papers were fixed, as far as the history knows it."""
    alias = schema_editor.connection.alias
    stations = apps.get_model("reporting", "Consultation").objects.using(alias)
    names = apps.get_model("reporting", "HistoricalCommittee").objects.using(alias)
    for station in stations.filter(paper__state="final").select_related("paper", "committee"):
        known = names.filter(id=station.committee_id, history_date__lte=station.paper.finalised_at)
        then = known.order_by("-history_date", "-history_id").first()
        station.fixed_name = then.name if then else station.committee.name
        station.save(update_fields=["fixed_name"])


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0013_concept_as_pdf"),
    ]

    operations = [
        migrations.AddField(
            model_name="committeereport",
            name="shown_meanwhile",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalcommitteereport",
            name="shown_meanwhile",
            field=models.JSONField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="consultation",
            name="fixed_name",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=200,
                verbose_name="Name des Gremiums",
            ),
        ),
        migrations.AddField(
            model_name="historicalconsultation",
            name="fixed_name",
            field=models.CharField(
                blank=True,
                db_default="",
                default="",
                editable=False,
                max_length=200,
                verbose_name="Name des Gremiums",
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="uuid",
            field=models.UUIDField(default=None, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalconsultation",
            name="uuid",
            field=models.UUIDField(default=None, editable=False, null=True),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
