import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LegalPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("impressum", "Impressum"),
                            ("datenschutz", "Datenschutz"),
                            ("barrierefreiheit", "Barrierefreiheit"),
                        ],
                        max_length=30,
                        unique=True,
                        verbose_name="Seite",
                    ),
                ),
                ("body", models.TextField(verbose_name="Text")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="Geprüft am")),
            ],
            options={
                "verbose_name": "Rechtliche Seite",
                "verbose_name_plural": "Rechtliche Seiten",
                "ordering": ["kind"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalLegalPage",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("impressum", "Impressum"),
                            ("datenschutz", "Datenschutz"),
                            ("barrierefreiheit", "Barrierefreiheit"),
                        ],
                        db_index=True,
                        max_length=30,
                        verbose_name="Seite",
                    ),
                ),
                ("body", models.TextField(verbose_name="Text")),
                ("reviewed_on", models.DateField(blank=True, null=True, verbose_name="Geprüft am")),
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
                "verbose_name": "historical Rechtliche Seite",
                "verbose_name_plural": "historical Rechtliche Seiten",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
    ]
