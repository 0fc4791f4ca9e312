import uuid

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("fields", "0001_initial"),
        ("measures", "0001_initial"),
        ("partners", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Committee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="Name")),
            ],
            options={
                "verbose_name": "Gremium",
                "verbose_name_plural": "Gremien",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("report_files", "Dateien eines Berichts")],
                        max_length=40,
                        verbose_name="Art",
                    ),
                ),
                ("payload", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "wartet"),
                            ("running", "läuft"),
                            ("done", "fertig"),
                            ("failed", "fehlgeschlagen"),
                        ],
                        default="queued",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Versuche")),
                ("queued_at", models.DateTimeField(verbose_name="eingereiht am")),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="fertig am")),
                ("last_error", models.TextField(blank=True, verbose_name="letzter Fehler")),
            ],
            options={
                "verbose_name": "Aufgabe",
                "verbose_name_plural": "Aufgaben",
                "ordering": ["-queued_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("query_uuid", models.UUIDField(editable=False, unique=True)),
                ("schema_version", models.PositiveSmallIntegerField()),
                ("frozen_at", models.DateTimeField()),
                ("public", models.JSONField()),
                ("internal", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "Festgehaltener Bericht",
                "verbose_name_plural": "Festgehaltene Berichte",
            },
        ),
        migrations.CreateModel(
            name="HistoricalCommittee",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("name", models.CharField(db_index=True, max_length=200, verbose_name="Name")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Gremium",
                "verbose_name_plural": "historical Gremien",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalStatusQuery",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("slug", models.SlugField(max_length=60, verbose_name="Adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yearly", "jährliche Abfrage"),
                            ("evaluation", "Abschlussevaluation"),
                            ("interim", "Zwischenabfrage"),
                        ],
                        default="yearly",
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                (
                    "as_of",
                    models.DateField(
                        help_text="Der Tag, dessen Stand die Organisationen melden.", verbose_name="Stichtag"
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        help_text="Letzter Tag für die Antwort; er zählt ganz mit.", verbose_name="Frist"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "in Planung"),
                            ("open", "läuft"),
                            ("closed", "geschlossen"),
                            ("published", "veröffentlicht"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("invitation_text", models.TextField(blank=True, verbose_name="Text der Einladung")),
                ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="geöffnet am")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="geschlossen am")),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="veröffentlicht am"),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="Beispieldaten")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Statusabfrage",
                "verbose_name_plural": "historical Statusabfragen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="OutboxMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("occasion", models.CharField(max_length=200, unique=True)),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("recipient", models.EmailField(max_length=254, verbose_name="Empfangsadresse")),
                ("subject", models.CharField(max_length=200, verbose_name="Betreff")),
                ("body", models.TextField(verbose_name="Text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "wartet"),
                            ("sending", "wird gesendet"),
                            ("sent", "gesendet"),
                            ("failed", "abgelehnt"),
                            ("doubtful", "fraglich"),
                        ],
                        default="queued",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="Versuche")),
                ("queued_at", models.DateTimeField(verbose_name="eingereiht am")),
                ("next_try_at", models.DateTimeField(verbose_name="nächster Versuch")),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gesendet am")),
                ("last_error", models.TextField(blank=True, verbose_name="letzter Fehler")),
            ],
            options={
                "verbose_name": "E-Mail im Ausgang",
                "verbose_name_plural": "E-Mails im Ausgang",
                "ordering": ["-queued_at", "-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "queued")), fields=["next_try_at"], name="mail_due"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "sent"), _negated=True),
                            ("sent_at__isnull", False),
                            _connector="OR",
                        ),
                        name="mail_sent_with_date",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="QueryRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("in_progress", "in Bearbeitung"),
                            ("submitted", "eingereicht"),
                            ("returned", "zurückgegeben"),
                            ("approved", "freigegeben"),
                            ("not_required", "nicht erforderlich"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("extended_to", models.DateField(blank=True, null=True, verbose_name="Verlängert bis")),
                (
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="query_requests",
                        to="partners.contact",
                        verbose_name="Gefragt wird",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="query_requests",
                        to="measures.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="query_requests",
                        to="partners.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Anfrage",
                "verbose_name_plural": "Anfragen",
                "ordering": [
                    "query",
                    "measure__field_of_action__number",
                    "measure__number",
                    "organisation__name",
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressReport",
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
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("submitted", "eingereicht"),
                            ("returned", "zurückgegeben"),
                            ("approved", "freigegeben"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="Sachstand vom")),
                (
                    "status",
                    models.CharField(
                        blank=True,
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
                ("text", models.TextField(blank=True, verbose_name="Sachstand")),
                ("next_steps", models.TextField(blank=True, verbose_name="Nächste Schritte")),
                (
                    "internal_note",
                    models.TextField(
                        blank=True, verbose_name="Nachricht an das Kommunale Integrationszentrum"
                    ),
                ),
                ("is_unchanged", models.BooleanField(default=False, verbose_name="unverändert bestätigt")),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="in Vertretung durch das Kommunale Integrationszentrum"
                    ),
                ),
                ("return_remark", models.TextField(blank=True, verbose_name="Bemerkung zur Rückgabe")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="eingereicht am")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="freigegeben am")),
                (
                    "self_approval_reason",
                    models.TextField(blank=True, verbose_name="Grund, warum dieselbe Person freigibt"),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="Beispieldaten")),
                (
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="measures.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="partners.organisation",
                        verbose_name="Organisation",
                    ),
                ),
                (
                    "resulting_status",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="measures.measurestatus",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="report",
                        to="reporting.queryrequest",
                        verbose_name="Anfrage",
                    ),
                ),
            ],
            options={
                "verbose_name": "Sachstandsmeldung",
                "verbose_name_plural": "Sachstandsmeldungen",
                "ordering": ["-as_of", "-pk"],
                "permissions": [
                    ("review_progressreport", "Kann Sachstandsmeldungen freigeben und zurückgeben")
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProgressReport",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Entwurf"),
                            ("submitted", "eingereicht"),
                            ("returned", "zurückgegeben"),
                            ("approved", "freigegeben"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="Sachstand vom")),
                (
                    "status",
                    models.CharField(
                        blank=True,
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
                ("text", models.TextField(blank=True, verbose_name="Sachstand")),
                ("next_steps", models.TextField(blank=True, verbose_name="Nächste Schritte")),
                (
                    "internal_note",
                    models.TextField(
                        blank=True, verbose_name="Nachricht an das Kommunale Integrationszentrum"
                    ),
                ),
                ("is_unchanged", models.BooleanField(default=False, verbose_name="unverändert bestätigt")),
                (
                    "on_behalf",
                    models.BooleanField(
                        default=False, verbose_name="in Vertretung durch das Kommunale Integrationszentrum"
                    ),
                ),
                ("return_remark", models.TextField(blank=True, verbose_name="Bemerkung zur Rückgabe")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="eingereicht am")),
                ("approved_at", models.DateTimeField(blank=True, null=True, verbose_name="freigegeben am")),
                (
                    "self_approval_reason",
                    models.TextField(blank=True, verbose_name="Grund, warum dieselbe Person freigibt"),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="Beispieldaten")),
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
                    "approved_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="Organisation",
                    ),
                ),
                (
                    "resulting_status",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.measurestatus",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.queryrequest",
                        verbose_name="Anfrage",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Sachstandsmeldung",
                "verbose_name_plural": "historical Sachstandsmeldungen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("query_uuid", models.UUIDField(editable=False)),
                ("kind", models.CharField(choices=[("csv", "CSV"), ("xlsx", "XLSX")], max_length=10)),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("created_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "Datei eines Berichts",
                "verbose_name_plural": "Dateien der Berichte",
                "constraints": [
                    models.UniqueConstraint(fields=("query_uuid", "kind"), name="report_file_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SnapshotEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("query_uuid", models.UUIDField(editable=False)),
                ("measure_uuid", models.UUIDField(editable=False)),
                ("position", models.PositiveIntegerField()),
                ("public", models.JSONField()),
                ("internal", models.JSONField()),
            ],
            options={
                "verbose_name": "Festgehaltene Maßnahme",
                "verbose_name_plural": "Festgehaltene Maßnahmen",
                "ordering": ["query_uuid", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("query_uuid", "measure_uuid"), name="snapshot_measure_once"
                    ),
                    models.UniqueConstraint(fields=("query_uuid", "position"), name="snapshot_position_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatusQuery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=200, verbose_name="Titel")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="Adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("yearly", "jährliche Abfrage"),
                            ("evaluation", "Abschlussevaluation"),
                            ("interim", "Zwischenabfrage"),
                        ],
                        default="yearly",
                        max_length=20,
                        verbose_name="Art",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="Jahr")),
                (
                    "as_of",
                    models.DateField(
                        help_text="Der Tag, dessen Stand die Organisationen melden.", verbose_name="Stichtag"
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        help_text="Letzter Tag für die Antwort; er zählt ganz mit.", verbose_name="Frist"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "in Planung"),
                            ("open", "läuft"),
                            ("closed", "geschlossen"),
                            ("published", "veröffentlicht"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("invitation_text", models.TextField(blank=True, verbose_name="Text der Einladung")),
                ("opened_at", models.DateTimeField(editable=False, null=True, verbose_name="geöffnet am")),
                ("closed_at", models.DateTimeField(editable=False, null=True, verbose_name="geschlossen am")),
                (
                    "published_at",
                    models.DateTimeField(editable=False, null=True, verbose_name="veröffentlicht am"),
                ),
                ("is_demo", models.BooleanField(default=False, editable=False, verbose_name="Beispieldaten")),
                (
                    "concept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="queries",
                        to="fields.concept",
                        verbose_name="Konzept",
                    ),
                ),
                (
                    "measures",
                    models.ManyToManyField(
                        blank=True, related_name="queries", to="measures.measure", verbose_name="Maßnahmen"
                    ),
                ),
            ],
            options={
                "verbose_name": "Statusabfrage",
                "verbose_name_plural": "Statusabfragen",
                "ordering": ["-year", "-as_of"],
                "permissions": [
                    (
                        "conduct_statusquery",
                        "Kann Statusabfragen planen, öffnen, schließen und veröffentlichen",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="queryrequest",
            name="query",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="requests",
                to="reporting.statusquery",
                verbose_name="Abfrage",
            ),
        ),
        migrations.CreateModel(
            name="HistoricalQueryRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "offen"),
                            ("in_progress", "in Bearbeitung"),
                            ("submitted", "eingereicht"),
                            ("returned", "zurückgegeben"),
                            ("approved", "freigegeben"),
                            ("not_required", "nicht erforderlich"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="Stand",
                    ),
                ),
                ("extended_to", models.DateField(blank=True, null=True, verbose_name="Verlängert bis")),
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
                    "contact",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.contact",
                        verbose_name="Gefragt wird",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="measures.measure",
                        verbose_name="Maßnahme",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="partners.organisation",
                        verbose_name="Organisation",
                    ),
                ),
                (
                    "query",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.statusquery",
                        verbose_name="Abfrage",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Anfrage",
                "verbose_name_plural": "historical Anfragen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCommitteeReport",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="Nummer der Vorlage")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="Sitzung am")),
                ("link", models.URLField(blank=True, verbose_name="Adresse im Ratsinformationssystem")),
                ("result", models.TextField(blank=True, verbose_name="Ergebnis der Beratung")),
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
                    "committee",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.committee",
                        verbose_name="Gremium",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "query",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reporting.statusquery",
                        verbose_name="Abfrage",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical Vorlage",
                "verbose_name_plural": "historical Vorlagen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="CommitteeReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="Nummer der Vorlage")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="Sitzung am")),
                ("link", models.URLField(blank=True, verbose_name="Adresse im Ratsinformationssystem")),
                ("result", models.TextField(blank=True, verbose_name="Ergebnis der Beratung")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="reporting.committee",
                        verbose_name="Gremium",
                    ),
                ),
                (
                    "query",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="committee_reports",
                        to="reporting.statusquery",
                        verbose_name="Abfrage",
                    ),
                ),
            ],
            options={
                "verbose_name": "Vorlage",
                "verbose_name_plural": "Vorlagen",
                "ordering": ["-meeting_on", "committee__name"],
            },
        ),
        migrations.CreateModel(
            name="StepAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("is_done", models.BooleanField(default=False, verbose_name="erledigt")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="step_answers",
                        to="reporting.progressreport",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="measures.step",
                    ),
                ),
            ],
            options={
                "verbose_name": "Antwort zu einem Schritt",
                "verbose_name_plural": "Antworten zu Schritten",
                "ordering": ["step__number"],
            },
        ),
        migrations.CreateModel(
            name="IndicatorAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "attainment",
                    models.CharField(
                        blank=True,
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
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="measures.indicator",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicator_answers",
                        to="reporting.progressreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "Antwort zu einem Teilziel",
                "verbose_name_plural": "Antworten zu Teilzielen",
                "ordering": ["indicator__number"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "indicator"), name="indicator_answer_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="progressreport",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["measure", "-as_of", "-id"],
                name="report_published_of_measure",
            ),
        ),
        migrations.AddIndex(
            model_name="progressreport",
            index=models.Index(
                condition=models.Q(("state", "approved")),
                fields=["-approved_at", "-id"],
                name="report_latest_approved",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["draft", "submitted", "returned"])),
                fields=("measure", "organisation"),
                name="report_one_unfinished",
                violation_error_message="Zu dieser Maßnahme gibt es schon eine offene Meldung Ihrer Organisation.",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "approved"), _negated=True),
                    ("approved_at__isnull", False),
                    _connector="OR",
                ),
                name="report_approved_with_date",
                violation_error_message="Eine freigegebene Meldung braucht das Datum der Freigabe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "draft"), models.Q(("status", ""), _negated=True), _connector="OR"
                ),
                name="report_status_after_draft",
                violation_error_message="Bitte wählen Sie den Umsetzungsstand.",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("course", ""), ("status__in", ["planning", "in_progress", "permanent"]), _connector="OR"
                ),
                name="report_course_only_under_way",
                violation_error_message="Einen Verlauf gibt es nur bei Maßnahmen in Planung, in Umsetzung oder mit Daueraufgabe.",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("course", "delayed"), ("delay_reason", ""), _connector="OR"),
                name="report_reason_with_delay",
                violation_error_message="Bitte nennen Sie genau dann einen Grund, wenn die Maßnahme verzögert ist.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusquery",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("as_of"))),
                name="query_due_after_reference_date",
                violation_error_message="Die Frist liegt vor dem Stichtag.",
            ),
        ),
        migrations.AddConstraint(
            model_name="statusquery",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "yearly")),
                fields=("concept", "year"),
                name="query_one_yearly_per_year",
                violation_error_message="Für dieses Jahr gibt es schon eine jährliche Abfrage.",
            ),
        ),
        migrations.AddIndex(
            model_name="queryrequest",
            index=models.Index(fields=["query", "state"], name="request_state_in_query"),
        ),
        migrations.AddConstraint(
            model_name="queryrequest",
            constraint=models.UniqueConstraint(
                fields=("query", "measure", "organisation"),
                name="request_once",
                violation_error_message="Diese Organisation wird zu dieser Maßnahme schon gefragt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="committeereport",
            constraint=models.UniqueConstraint(
                fields=("query", "committee", "meeting_on"),
                name="committee_report_once",
                violation_error_message="Für diese Sitzung gibt es schon eine Vorlage.",
            ),
        ),
        migrations.AddConstraint(
            model_name="stepanswer",
            constraint=models.UniqueConstraint(fields=("report", "step"), name="step_answer_once"),
        ),
    ]
