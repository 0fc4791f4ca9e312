import uuid

import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200, unique=True, verbose_name="Name")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="Kurzname")),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="Adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("administration", "Stadtverwaltung"),
                            ("agency", "Behörde"),
                            ("education", "Bildungseinrichtung"),
                            ("welfare", "Wohlfahrtsverband"),
                            ("religious", "Religionsgemeinschaft"),
                            ("migrant_organisation", "Migrantenorganisation"),
                            ("culture_sport", "Kultur und Sport"),
                            ("working_group", "Arbeitsgruppe oder Netzwerk"),
                            ("association", "Verein oder Initiative"),
                            ("unnamed_group", "Gruppe ohne einzelne Namen"),
                            ("other", "Sonstige"),
                        ],
                        max_length=30,
                        verbose_name="Art",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="Internetseite")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
            ],
            options={
                "verbose_name": "Organisation",
                "verbose_name_plural": "Organisationen",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="E-Mail-Adresse")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "Benutzerkonto",
                "verbose_name_plural": "Benutzerkonten",
            },
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="Version")),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("name", models.CharField(db_index=True, max_length=200, verbose_name="Name")),
                ("short_name", models.CharField(blank=True, max_length=60, verbose_name="Kurzname")),
                ("slug", models.SlugField(max_length=120, verbose_name="Adresse")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("administration", "Stadtverwaltung"),
                            ("agency", "Behörde"),
                            ("education", "Bildungseinrichtung"),
                            ("welfare", "Wohlfahrtsverband"),
                            ("religious", "Religionsgemeinschaft"),
                            ("migrant_organisation", "Migrantenorganisation"),
                            ("culture_sport", "Kultur und Sport"),
                            ("working_group", "Arbeitsgruppe oder Netzwerk"),
                            ("association", "Verein oder Initiative"),
                            ("unnamed_group", "Gruppe ohne einzelne Namen"),
                            ("other", "Sonstige"),
                        ],
                        max_length=30,
                        verbose_name="Art",
                    ),
                ),
                ("website", models.URLField(blank=True, verbose_name="Internetseite")),
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
                "verbose_name": "historical Organisation",
                "verbose_name_plural": "historical Organisationen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("editor", "Bearbeitung"), ("deputy", "Vertretung"), ("head", "Leitung")],
                        default="editor",
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
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
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Benutzerkonto",
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
            ],
            options={
                "verbose_name": "historical Mitgliedschaft",
                "verbose_name_plural": "historical Mitgliedschaften",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalContact",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("uuid", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("function", models.CharField(blank=True, max_length=200, verbose_name="Funktion")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="Dienstliche E-Mail-Adresse"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("contact", "Ansprechperson"),
                            ("deputy", "Vertretung"),
                            ("head", "Leitung"),
                        ],
                        default="contact",
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Nur mit Einwilligung der Person. Ohne Haken zeigt die Website nur die Organisation.",
                        verbose_name="Name öffentlich zeigen",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
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
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Benutzerkonto",
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
            ],
            options={
                "verbose_name": "historical Ansprechperson",
                "verbose_name_plural": "historical Ansprechpersonen",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("editor", "Bearbeitung"), ("deputy", "Vertretung"), ("head", "Leitung")],
                        default="editor",
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Benutzerkonto",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="partners.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Mitgliedschaft",
                "verbose_name_plural": "Mitgliedschaften",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "organisation"),
                        name="membership_once",
                        violation_error_message="Dieses Konto gehört der Organisation schon an.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200, verbose_name="Name")),
                ("function", models.CharField(blank=True, max_length=200, verbose_name="Funktion")),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="Dienstliche E-Mail-Adresse"),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("contact", "Ansprechperson"),
                            ("deputy", "Vertretung"),
                            ("head", "Leitung"),
                        ],
                        default="contact",
                        max_length=20,
                        verbose_name="Rolle",
                    ),
                ),
                (
                    "is_public",
                    models.BooleanField(
                        default=False,
                        help_text="Nur mit Einwilligung der Person. Ohne Haken zeigt die Website nur die Organisation.",
                        verbose_name="Name öffentlich zeigen",
                    ),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                ("loaded_hash", models.CharField(blank=True, editable=False, max_length=64)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="Benutzerkonto",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="partners.organisation",
                        verbose_name="Organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "Ansprechperson",
                "verbose_name_plural": "Ansprechpersonen",
                "ordering": ["organisation", "name"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("email", ""), _negated=True),
                        fields=("organisation", "email"),
                        name="contact_mail_once_per_organisation",
                        violation_error_message="Diese E-Mail-Adresse ist bei der Organisation schon eingetragen.",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "name"),
                        name="contact_name_once_per_organisation",
                        violation_error_message="Diese Person ist bei der Organisation schon eingetragen.",
                    ),
                ],
            },
        ),
    ]
