import uuid

import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HistoricalIndicator",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "text",
                    models.TextField(
                        help_text="Wortlaut des Maßnahmenblatts.", verbose_name="Teilziel oder Indikator"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("number", "Zahl"),
                            ("range", "von … bis"),
                            ("at_least", "mindestens"),
                            ("all_of", "alle einer bekannten Zahl"),
                            ("per_period", "einmal je Zeitraum"),
                            ("trend", "Entwicklung"),
                            ("fact", "trifft zu oder nicht"),
                        ],
                        default="fact",
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                (
                    "target_min",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Zielwert (von)"
                    ),
                ),
                (
                    "target_max",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Zielwert (bis)"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=120, verbose_name="Einheit")),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Jahr"), ("half_year", "Halbjahr"), ("quarter", "Quartal")],
                        max_length=20,
                        verbose_name="je",
                    ),
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
                "verbose_name": "historical Teilziel oder Indikator",
                "verbose_name_plural": "historical Teilziele und Indikatoren",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIndicatorValue",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("as_of", models.DateField(verbose_name="Stand vom")),
                (
                    "attainment",
                    models.CharField(
                        choices=[
                            ("reached", "erreicht"),
                            ("partly", "teilweise erreicht"),
                            ("not_reached", "nicht erreicht"),
                            ("not_yet", "noch nicht bewertbar"),
                            ("obsolete", "nicht mehr relevant"),
                        ],
                        max_length=20,
                        verbose_name="Zielerreichung",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Wert"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Erläuterung")),
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
                "verbose_name": "historical Wert eines Teilziels",
                "verbose_name_plural": "historical Werte der Teilziele",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasure",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="Platz im Handlungsfeld, beginnend mit 1. Daraus entsteht die Nummer, etwa 6.2.3.",
                        verbose_name="Reihenfolge",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Wortlaut des Maßnahmenblatts.", max_length=300, verbose_name="Titel"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Letzter Teil der Internetadresse. Bitte nach der Veröffentlichung nicht mehr ändern.",
                        max_length=160,
                        verbose_name="Adresse",
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=True,
                        help_text="Ohne Haken sehen nur Beschäftigte mit Zugang zur Redaktion die Maßnahme.",
                        verbose_name="veröffentlicht",
                    ),
                ),
                ("current_state", models.TextField(blank=True, verbose_name="Ist-Zustand/Handlungsrelevanz")),
                ("target_group", models.TextField(blank=True, verbose_name="Zielgruppe")),
                ("objective", models.TextField(blank=True, verbose_name="Zielsetzung")),
                ("content", models.TextField(blank=True, verbose_name="Maßnahmeninhalte/Kurzbeschreibung")),
                ("indicators_intro", models.TextField(blank=True, verbose_name="Einleitung der Teilziele")),
                (
                    "responsibility_wording",
                    models.TextField(blank=True, verbose_name="Zuständigkeiten im Wortlaut"),
                ),
                (
                    "duration_wording",
                    models.TextField(blank=True, verbose_name="Dauer und Planung im Wortlaut"),
                ),
                (
                    "resources_wording",
                    models.TextField(blank=True, verbose_name="Ressourcenbedarf im Wortlaut"),
                ),
                ("start_on", models.DateField(blank=True, null=True, verbose_name="Beginn")),
                (
                    "start_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "Tag"),
                            ("month", "Monat"),
                            ("months", "mehrere Monate"),
                            ("mid_year", "Mitte des Jahres"),
                            ("end_of_year", "Ende des Jahres"),
                            ("year", "Jahr"),
                        ],
                        max_length=20,
                        verbose_name="Genauigkeit des Beginns",
                    ),
                ),
                ("end_on", models.DateField(blank=True, null=True, verbose_name="Ende")),
                (
                    "end_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "Tag"),
                            ("month", "Monat"),
                            ("months", "mehrere Monate"),
                            ("mid_year", "Mitte des Jahres"),
                            ("end_of_year", "Ende des Jahres"),
                            ("year", "Jahr"),
                        ],
                        max_length=20,
                        verbose_name="Genauigkeit des Endes",
                    ),
                ),
                ("is_ongoing", models.BooleanField(default=False, verbose_name="fortlaufend")),
                (
                    "recurrence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yearly", "jährlich"),
                            ("half_yearly", "halbjährlich"),
                            ("quarterly", "vierteljährlich"),
                        ],
                        max_length=20,
                        verbose_name="Wiederkehr",
                    ),
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
                "verbose_name": "historical Maßnahme",
                "verbose_name_plural": "historical Maßnahmen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasure_goals",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalMeasure_goals",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasure_related",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalMeasure_related",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasure_target_groups",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("m2m_history_id", models.AutoField(primary_key=True, serialize=False)),
            ],
            options={
                "verbose_name": "HistoricalMeasure_target_groups",
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMeasureStatus",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("as_of", models.DateField(verbose_name="Stand vom")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "noch nicht begonnen"),
                            ("planning", "in Planung"),
                            ("in_progress", "in Umsetzung"),
                            ("permanent", "Daueraufgabe"),
                            ("completed", "abgeschlossen"),
                            ("postponed", "zurückgestellt"),
                            ("dropped", "entfallen"),
                        ],
                        max_length=20,
                        verbose_name="Umsetzungsstand",
                    ),
                ),
                (
                    "course",
                    models.CharField(
                        blank=True,
                        choices=[("on_track", "im Plan"), ("delayed", "verzögert")],
                        max_length=20,
                        verbose_name="Verlauf",
                    ),
                ),
                (
                    "delay_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Personal"),
                            ("means", "Mittel"),
                            ("funding", "Förderung"),
                            ("decision", "Beschluss"),
                            ("partner", "Partner"),
                            ("law", "Recht"),
                            ("other", "Sonstiges"),
                        ],
                        max_length=20,
                        verbose_name="Hauptgrund der Verzögerung",
                    ),
                ),
                ("countermeasure", models.TextField(blank=True, verbose_name="Was wird dagegen getan?")),
                ("new_date", models.DateField(blank=True, null=True, verbose_name="Neuer Termin")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Erscheint öffentlich auf der Seite der Maßnahme.",
                        verbose_name="Erläuterung",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("concept", "Konzept"),
                            ("report", "Meldung"),
                            ("editors", "Kommunales Integrationszentrum"),
                        ],
                        default="editors",
                        max_length=20,
                        verbose_name="Quelle",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bestätigt am"),
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
                "verbose_name": "historical Umsetzungsstand",
                "verbose_name_plural": "historical Umsetzungsstände",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalResource",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff", "Personal"),
                            ("material", "Sachkosten"),
                            ("fees", "Honorare"),
                            ("travel", "Fahrtkosten"),
                            ("translation", "Übersetzung und Druck"),
                            ("funding", "Förderprogramm"),
                            ("other", "Sonstiges"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("wording", models.CharField(max_length=300, verbose_name="Wortlaut")),
                ("programme", models.CharField(blank=True, max_length=200, verbose_name="Förderprogramm")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="Betrag in Euro"
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Förderung endet am")),
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
                "verbose_name": "historical Ressource",
                "verbose_name_plural": "historical Ressourcen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalResponsibility",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Federführung"),
                            ("cooperation", "Kooperation"),
                            ("initiative", "Initiative"),
                            ("addressee", "Adressatenkreis"),
                            ("member", "Mitglied"),
                            ("open", "offen"),
                        ],
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                ("wording", models.CharField(blank=True, max_length=400, verbose_name="Wortlaut")),
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
                "verbose_name": "historical Zuständigkeit",
                "verbose_name_plural": "historical Zuständigkeiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalReviewDate",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "kind",
                    models.CharField(
                        choices=[("review", "Überprüfung"), ("evaluation", "Evaluation")],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                (
                    "planned_on",
                    models.DateField(
                        help_text="Bei ungenauer Angabe der letzte Tag des Zeitraums.",
                        verbose_name="Vorgesehen für",
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "Tag"),
                            ("month", "Monat"),
                            ("months", "mehrere Monate"),
                            ("mid_year", "Mitte des Jahres"),
                            ("end_of_year", "Ende des Jahres"),
                            ("year", "Jahr"),
                        ],
                        max_length=20,
                        verbose_name="Genauigkeit",
                    ),
                ),
                ("wording", models.CharField(blank=True, max_length=200, verbose_name="Wortlaut")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="Durchgeführt am")),
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
                "verbose_name": "historical Überprüfungstermin",
                "verbose_name_plural": "historical Überprüfungstermine",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStep",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "text",
                    models.TextField(
                        help_text="Ein Schritt in einem Satz, wie er im Maßnahmenblatt steht.",
                        verbose_name="Umsetzungsschritt",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="Erledigt, Stand vom")),
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
                "verbose_name": "historical Umsetzungsschritt",
                "verbose_name_plural": "historical Umsetzungsschritte",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "text",
                    models.TextField(
                        help_text="Wortlaut des Maßnahmenblatts.", verbose_name="Teilziel oder Indikator"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("number", "Zahl"),
                            ("range", "von … bis"),
                            ("at_least", "mindestens"),
                            ("all_of", "alle einer bekannten Zahl"),
                            ("per_period", "einmal je Zeitraum"),
                            ("trend", "Entwicklung"),
                            ("fact", "trifft zu oder nicht"),
                        ],
                        default="fact",
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                (
                    "target_min",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Zielwert (von)"
                    ),
                ),
                (
                    "target_max",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Zielwert (bis)"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=120, verbose_name="Einheit")),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        choices=[("year", "Jahr"), ("half_year", "Halbjahr"), ("quarter", "Quartal")],
                        max_length=20,
                        verbose_name="je",
                    ),
                ),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Teilziel oder Indikator",
                "verbose_name_plural": "Teilziele und Indikatoren",
                "ordering": ["measure", "number"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("as_of", models.DateField(verbose_name="Stand vom")),
                (
                    "attainment",
                    models.CharField(
                        choices=[
                            ("reached", "erreicht"),
                            ("partly", "teilweise erreicht"),
                            ("not_reached", "nicht erreicht"),
                            ("not_yet", "noch nicht bewertbar"),
                            ("obsolete", "nicht mehr relevant"),
                        ],
                        max_length=20,
                        verbose_name="Zielerreichung",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="Wert"
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="Erläuterung")),
            ],
            options={
                "verbose_name": "Wert eines Teilziels",
                "verbose_name_plural": "Werte der Teilziele",
                "ordering": ["-as_of", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Measure",
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
                    "number",
                    models.PositiveSmallIntegerField(
                        help_text="Platz im Handlungsfeld, beginnend mit 1. Daraus entsteht die Nummer, etwa 6.2.3.",
                        verbose_name="Reihenfolge",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="Wortlaut des Maßnahmenblatts.", max_length=300, verbose_name="Titel"
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Letzter Teil der Internetadresse. Bitte nach der Veröffentlichung nicht mehr ändern.",
                        max_length=160,
                        verbose_name="Adresse",
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=True,
                        help_text="Ohne Haken sehen nur Beschäftigte mit Zugang zur Redaktion die Maßnahme.",
                        verbose_name="veröffentlicht",
                    ),
                ),
                ("current_state", models.TextField(blank=True, verbose_name="Ist-Zustand/Handlungsrelevanz")),
                ("target_group", models.TextField(blank=True, verbose_name="Zielgruppe")),
                ("objective", models.TextField(blank=True, verbose_name="Zielsetzung")),
                ("content", models.TextField(blank=True, verbose_name="Maßnahmeninhalte/Kurzbeschreibung")),
                ("indicators_intro", models.TextField(blank=True, verbose_name="Einleitung der Teilziele")),
                (
                    "responsibility_wording",
                    models.TextField(blank=True, verbose_name="Zuständigkeiten im Wortlaut"),
                ),
                (
                    "duration_wording",
                    models.TextField(blank=True, verbose_name="Dauer und Planung im Wortlaut"),
                ),
                (
                    "resources_wording",
                    models.TextField(blank=True, verbose_name="Ressourcenbedarf im Wortlaut"),
                ),
                ("start_on", models.DateField(blank=True, null=True, verbose_name="Beginn")),
                (
                    "start_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "Tag"),
                            ("month", "Monat"),
                            ("months", "mehrere Monate"),
                            ("mid_year", "Mitte des Jahres"),
                            ("end_of_year", "Ende des Jahres"),
                            ("year", "Jahr"),
                        ],
                        max_length=20,
                        verbose_name="Genauigkeit des Beginns",
                    ),
                ),
                ("end_on", models.DateField(blank=True, null=True, verbose_name="Ende")),
                (
                    "end_precision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("day", "Tag"),
                            ("month", "Monat"),
                            ("months", "mehrere Monate"),
                            ("mid_year", "Mitte des Jahres"),
                            ("end_of_year", "Ende des Jahres"),
                            ("year", "Jahr"),
                        ],
                        max_length=20,
                        verbose_name="Genauigkeit des Endes",
                    ),
                ),
                ("is_ongoing", models.BooleanField(default=False, verbose_name="fortlaufend")),
                (
                    "recurrence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yearly", "jährlich"),
                            ("half_yearly", "halbjährlich"),
                            ("quarterly", "vierteljährlich"),
                        ],
                        max_length=20,
                        verbose_name="Wiederkehr",
                    ),
                ),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Maßnahme",
                "verbose_name_plural": "Maßnahmen",
                "ordering": ["field_of_action__number", "number"],
            },
        ),
        migrations.CreateModel(
            name="MeasureStatus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("as_of", models.DateField(verbose_name="Stand vom")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "noch nicht begonnen"),
                            ("planning", "in Planung"),
                            ("in_progress", "in Umsetzung"),
                            ("permanent", "Daueraufgabe"),
                            ("completed", "abgeschlossen"),
                            ("postponed", "zurückgestellt"),
                            ("dropped", "entfallen"),
                        ],
                        max_length=20,
                        verbose_name="Umsetzungsstand",
                    ),
                ),
                (
                    "course",
                    models.CharField(
                        blank=True,
                        choices=[("on_track", "im Plan"), ("delayed", "verzögert")],
                        max_length=20,
                        verbose_name="Verlauf",
                    ),
                ),
                (
                    "delay_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("staff", "Personal"),
                            ("means", "Mittel"),
                            ("funding", "Förderung"),
                            ("decision", "Beschluss"),
                            ("partner", "Partner"),
                            ("law", "Recht"),
                            ("other", "Sonstiges"),
                        ],
                        max_length=20,
                        verbose_name="Hauptgrund der Verzögerung",
                    ),
                ),
                ("countermeasure", models.TextField(blank=True, verbose_name="Was wird dagegen getan?")),
                ("new_date", models.DateField(blank=True, null=True, verbose_name="Neuer Termin")),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="Erscheint öffentlich auf der Seite der Maßnahme.",
                        verbose_name="Erläuterung",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("concept", "Konzept"),
                            ("report", "Meldung"),
                            ("editors", "Kommunales Integrationszentrum"),
                        ],
                        default="editors",
                        max_length=20,
                        verbose_name="Quelle",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, editable=False, null=True, verbose_name="bestätigt am"),
                ),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Umsetzungsstand",
                "verbose_name_plural": "Umsetzungsstände",
                "ordering": ["-as_of", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("staff", "Personal"),
                            ("material", "Sachkosten"),
                            ("fees", "Honorare"),
                            ("travel", "Fahrtkosten"),
                            ("translation", "Übersetzung und Druck"),
                            ("funding", "Förderprogramm"),
                            ("other", "Sonstiges"),
                        ],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("wording", models.CharField(max_length=300, verbose_name="Wortlaut")),
                ("programme", models.CharField(blank=True, max_length=200, verbose_name="Förderprogramm")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="Betrag in Euro"
                    ),
                ),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="Förderung endet am")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Ressource",
                "verbose_name_plural": "Ressourcen",
                "ordering": ["measure", "number"],
            },
        ),
        migrations.CreateModel(
            name="Responsibility",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Federführung"),
                            ("cooperation", "Kooperation"),
                            ("initiative", "Initiative"),
                            ("addressee", "Adressatenkreis"),
                            ("member", "Mitglied"),
                            ("open", "offen"),
                        ],
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                ("wording", models.CharField(blank=True, max_length=400, verbose_name="Wortlaut")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Zuständigkeit",
                "verbose_name_plural": "Zuständigkeiten",
                "ordering": ["measure", "number"],
            },
        ),
        migrations.CreateModel(
            name="ReviewDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "kind",
                    models.CharField(
                        choices=[("review", "Überprüfung"), ("evaluation", "Evaluation")],
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                (
                    "planned_on",
                    models.DateField(
                        help_text="Bei ungenauer Angabe der letzte Tag des Zeitraums.",
                        verbose_name="Vorgesehen für",
                    ),
                ),
                (
                    "precision",
                    models.CharField(
                        choices=[
                            ("day", "Tag"),
                            ("month", "Monat"),
                            ("months", "mehrere Monate"),
                            ("mid_year", "Mitte des Jahres"),
                            ("end_of_year", "Ende des Jahres"),
                            ("year", "Jahr"),
                        ],
                        max_length=20,
                        verbose_name="Genauigkeit",
                    ),
                ),
                ("wording", models.CharField(blank=True, max_length=200, verbose_name="Wortlaut")),
                ("held_on", models.DateField(blank=True, null=True, verbose_name="Durchgeführt am")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Überprüfungstermin",
                "verbose_name_plural": "Überprüfungstermine",
                "ordering": ["measure", "number"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="Reihenfolge")),
                (
                    "text",
                    models.TextField(
                        help_text="Ein Schritt in einem Satz, wie er im Maßnahmenblatt steht.",
                        verbose_name="Umsetzungsschritt",
                    ),
                ),
                ("done_on", models.DateField(blank=True, null=True, verbose_name="Erledigt, Stand vom")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Umsetzungsschritt",
                "verbose_name_plural": "Umsetzungsschritte",
                "ordering": ["measure", "number"],
            },
        ),
        migrations.CreateModel(
            name="TargetGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="Zielgruppe")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Adresse")),
            ],
            options={
                "verbose_name": "Zielgruppe",
                "verbose_name_plural": "Zielgruppen",
                "ordering": ["name"],
            },
        ),
    ]
