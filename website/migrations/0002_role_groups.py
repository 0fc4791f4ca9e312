from django.apps import apps as installed_apps
from django.contrib.auth.management import create_permissions
from django.db import migrations

# The names stand in partners.access too; a migration keeps what held when it was written.
EDITORS = "KI-Redaktion"
COMMISSIONERS = "Integrationsbeauftragte"
ADMINISTRATORS = "Administration"

CONTENT = {
    "fields": ["chapter", "fieldofaction", "goal"],
    "measures": [
        "indicator",
        "indicatorvalue",
        "measure",
        "measurestatus",
        "resource",
        "responsibility",
        "reviewdate",
        "step",
        "targetgroup",
    ],
    "partners": ["contact", "organisation"],
}
COMMITTEES = {"reporting": ["committee", "committeereport"]}
PERSONS = {"auth": ["group"], "partners": ["membership", "user"], "website": ["legalpage"]}


def permissions(models, *actions):
    return {
        (app, f"{action}_{model}") for app, names in models.items() for model in names for action in actions
    }


EDIT_CONTENT = permissions(CONTENT, "view", "add", "change", "delete") | permissions(
    {"fields": ["concept"]}, "view", "add", "change"
)
READ_REPORTS = permissions(
    {"reporting": ["progressreport", "indicatoranswer", "stepanswer", "statusquery", "queryrequest"]}, "view"
)
DECIDE_ON_MAILS = permissions({"reporting": ["outboxmail"]}, "view", "change")

GROUPS = {
    EDITORS: EDIT_CONTENT
    | READ_REPORTS
    | permissions(COMMITTEES, "view")
    | {("reporting", "review_progressreport")},
    COMMISSIONERS: EDIT_CONTENT
    | READ_REPORTS
    | permissions(COMMITTEES, "view", "add", "change", "delete")
    | DECIDE_ON_MAILS
    | {("reporting", "review_progressreport"), ("reporting", "conduct_statusquery")},
    ADMINISTRATORS: EDIT_CONTENT
    | permissions(PERSONS, "view", "add", "change", "delete")
    | permissions({"auth": ["permission"]}, "view")
    | DECIDE_ON_MAILS,
}


def create_groups(apps, schema_editor):
    """Make the role groups; on a fresh database the permissions do not exist before the end of `migrate`."""
    alias = schema_editor.connection.alias
    for label in ["auth", "fields", "partners", "measures", "reporting", "website"]:
        config = installed_apps.get_app_config(label)
        create_permissions(config, verbosity=0, interactive=False, using=alias, apps=apps)
    found = {
        (permission.content_type.app_label, permission.codename): permission
        for permission in apps.get_model("auth", "Permission")
        .objects.using(alias)
        .select_related("content_type")
    }
    for name, wanted in GROUPS.items():
        group, _ = apps.get_model("auth", "Group").objects.using(alias).get_or_create(name=name)
        group.permissions.add(*(found[key] for key in sorted(wanted)))


def remove_groups(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    groups.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("website", "0001_initial"),
        ("fields", "0002_relations"),
        ("partners", "0001_initial"),
        ("measures", "0002_relations"),
        ("reporting", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_groups, remove_groups)]
