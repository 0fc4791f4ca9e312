import uuid

import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HistoricalConcept",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "key",
                    models.SlugField(
                        help_text="Kurzer fester Name, zum Beispiel „krefeld-2018“.", verbose_name="Kennung"
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                ("municipality", models.CharField(max_length=200, verbose_name="Kommune")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="Beschlossen am")),
                (
                    "adopted_wording",
                    models.CharField(blank=True, max_length=200, verbose_name="Datum im Wortlaut"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Entwurf"), ("in_force", "in Kraft"), ("superseded", "abgelöst")],
                        default="draft",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("source_note", models.TextField(blank=True, verbose_name="Quelle")),
                (
                    "has_demo_data",
                    models.BooleanField(default=False, editable=False, verbose_name="enthält Beispieldaten"),
                ),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Konzept",
                "verbose_name_plural": "historical Konzepte",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalFieldOfAction",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                (
                    "short_title",
                    models.CharField(
                        help_text="Für Menü, Listen und Diagramme; Worte des amtlichen Titels.",
                        max_length=80,
                        verbose_name="Kurztitel",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="Adresse")),
                ("text_before_goals", models.TextField(blank=True, verbose_name="Text vor den Leitzielen")),
                ("goals_intro", models.TextField(blank=True, verbose_name="Einleitung der Leitziele")),
                ("goals_note", models.TextField(blank=True, verbose_name="Anmerkung zu den Leitzielen")),
                ("text_after_goals", models.TextField(blank=True, verbose_name="Text nach den Leitzielen")),
                ("measures_intro", models.TextField(blank=True, verbose_name="Einleitung der Maßnahmen")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Handlungsfeld",
                "verbose_name_plural": "historical Handlungsfelder",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalGoal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                ("title", models.CharField(max_length=400, verbose_name="Leitziel")),
                ("slug", models.SlugField(max_length=120, verbose_name="Adresse")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "gilt"), ("postponed", "zurückgestellt")],
                        default="active",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Anmerkung")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Leitziel",
                "verbose_name_plural": "historical Leitziele",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Concept",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "key",
                    models.SlugField(
                        help_text="Kurzer fester Name, zum Beispiel „krefeld-2018“.",
                        unique=True,
                        verbose_name="Kennung",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                ("municipality", models.CharField(max_length=200, verbose_name="Kommune")),
                ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                ("adopted_on", models.DateField(blank=True, null=True, verbose_name="Beschlossen am")),
                (
                    "adopted_wording",
                    models.CharField(blank=True, max_length=200, verbose_name="Datum im Wortlaut"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "Entwurf"), ("in_force", "in Kraft"), ("superseded", "abgelöst")],
                        default="draft",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("source_note", models.TextField(blank=True, verbose_name="Quelle")),
                (
                    "has_demo_data",
                    models.BooleanField(default=False, editable=False, verbose_name="enthält Beispieldaten"),
                ),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Konzept",
                "verbose_name_plural": "Konzepte",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("state",),
                        name="concept_one_in_force",
                        violation_error_message="Es ist schon ein anderes Konzept in Kraft. Bitte lösen Sie dieses zuerst ab.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FieldOfAction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Nummer")),
                ("title", models.CharField(max_length=300, verbose_name="Titel")),
                (
                    "short_title",
                    models.CharField(
                        help_text="Für Menü, Listen und Diagramme; Worte des amtlichen Titels.",
                        max_length=80,
                        verbose_name="Kurztitel",
                    ),
                ),
                ("slug", models.SlugField(max_length=120, verbose_name="Adresse")),
                ("text_before_goals", models.TextField(blank=True, verbose_name="Text vor den Leitzielen")),
                ("goals_intro", models.TextField(blank=True, verbose_name="Einleitung der Leitziele")),
                ("goals_note", models.TextField(blank=True, verbose_name="Anmerkung zu den Leitzielen")),
                ("text_after_goals", models.TextField(blank=True, verbose_name="Text nach den Leitzielen")),
                ("measures_intro", models.TextField(blank=True, verbose_name="Einleitung der Maßnahmen")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fields",
                        to="fields.concept",
                        verbose_name="Konzept",
                    ),
                ),
            ],
            options={
                "verbose_name": "Handlungsfeld",
                "verbose_name_plural": "Handlungsfelder",
                "ordering": ["concept", "number"],
            },
        ),
        migrations.CreateModel(
            name="Chapter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(blank=True, max_length=10, verbose_name="Nummer")),
                ("order", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                ("slug", models.SlugField(max_length=120, verbose_name="Adresse")),
                ("title", models.CharField(max_length=300, verbose_name="Überschrift")),
                ("body", models.TextField(blank=True, verbose_name="Text")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="fields.chapter",
                        verbose_name="Teil von",
                    ),
                ),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chapters",
                        to="fields.concept",
                        verbose_name="Konzept",
                    ),
                ),
                (
                    "field_of_action",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="chapter",
                        to="fields.fieldofaction",
                        verbose_name="Handlungsfeld",
                    ),
                ),
            ],
            options={
                "verbose_name": "Kapitel",
                "verbose_name_plural": "Kapitel",
                "ordering": ["concept", "order"],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                ("title", models.CharField(max_length=400, verbose_name="Leitziel")),
                ("slug", models.SlugField(max_length=120, verbose_name="Adresse")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "gilt"), ("postponed", "zurückgestellt")],
                        default="active",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Anmerkung")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "field_of_action",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="goals",
                        to="fields.fieldofaction",
                        verbose_name="Handlungsfeld",
                    ),
                ),
            ],
            options={
                "verbose_name": "Leitziel",
                "verbose_name_plural": "Leitziele",
                "ordering": ["field_of_action", "number"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalChapter",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.CharField(blank=True, max_length=10, verbose_name="Nummer")),
                ("order", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                ("slug", models.SlugField(max_length=120, verbose_name="Adresse")),
                ("title", models.CharField(max_length=300, verbose_name="Überschrift")),
                ("body", models.TextField(blank=True, verbose_name="Text")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "concept",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="fields.concept",
                        verbose_name="Konzept",
                    ),
                ),
                (
                    "field_of_action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="fields.fieldofaction",
                        verbose_name="Handlungsfeld",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Kapitel",
                "verbose_name_plural": "historical Kapitel",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
