from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

ADMINISTRATORS = "Administration"


def permission_in(apps, alias):
    """On a fresh database the permissions do not exist before the end of `migrate`."""
    config = installed_apps.get_app_config("safety")
    create_permissions(config, verbosity=0, interactive=False, using=alias, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    return permissions.get(content_type__app_label="safety", codename="view_auditentry")


def allow(apps, schema_editor):
    alias = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(alias).get(name=ADMINISTRATORS)
    group.permissions.add(permission_in(apps, alias))


def withdraw(apps, schema_editor):
    alias = schema_editor.connection.alias
    group = apps.get_model("auth", "Group").objects.using(alias).get(name=ADMINISTRATORS)
    group.permissions.remove(permission_in(apps, alias))


class Migration(migrations.Migration):
    dependencies = [("website", "0003_legal_pages"), ("safety", "0003_audit_trail")]

    operations = [migrations.RunPython(allow, withdraw)]
