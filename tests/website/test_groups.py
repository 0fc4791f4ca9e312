"""The role groups stand after `migrate`, with what DESIGN.md 5 gives them and no more."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection

from partners.access import (
    ADMINISTRATORS,
    COMMISSIONERS,
    CONDUCT_QUERIES,
    EDITORS,
    READ_QUERIES,
    REVIEW_REPORTS,
)
from tests.builders import make_administrator, make_commissioner, make_editor, make_organisation, make_partner

pytestmark = pytest.mark.django_db
migration = import_module("website.migrations.0002_role_groups")


def test_the_groups_bear_the_names_that_the_code_uses() -> None:
    names = set(Group.objects.values_list("name", flat=True))
    assert {EDITORS, COMMISSIONERS, ADMINISTRATORS} <= names


def test_editors_edit_measures_and_review_reports_but_conduct_no_query() -> None:
    editor = make_editor()
    assert editor.has_perms(
        ["measures.change_measure", "fields.change_chapter", REVIEW_REPORTS, READ_QUERIES]
    )
    assert not editor.has_perm(CONDUCT_QUERIES)


@pytest.mark.parametrize(
    "permission", ["partners.change_user", "auth.change_group", "website.change_legalpage"]
)
def test_editors_manage_no_users(permission: str) -> None:
    assert not make_editor().has_perm(permission)


def test_commissioners_conduct_queries_and_keep_committees() -> None:
    commissioner = make_commissioner()
    wanted = ["measures.change_measure", REVIEW_REPORTS, CONDUCT_QUERIES, "reporting.add_committeereport"]
    assert commissioner.has_perms(wanted)
    assert not commissioner.has_perm("partners.change_user")


def test_administrators_manage_persons_but_approve_nothing() -> None:
    administrator = make_administrator()
    assert administrator.has_perms(
        ["partners.change_user", "auth.change_group", "partners.add_membership", "website.change_legalpage"]
    )
    assert not administrator.has_perm(REVIEW_REPORTS)
    assert not administrator.has_perm(CONDUCT_QUERIES)


def test_partners_have_no_permission_at_all() -> None:
    assert make_partner(make_organisation()).get_all_permissions() == set()


def test_the_migration_makes_its_permissions_itself() -> None:
    """On a fresh database the permissions are made only after all migrations."""
    Group.objects.all().delete()
    Permission.objects.all().delete()
    migration.create_groups(apps, connection.schema_editor())
    assert Group.objects.get(name=EDITORS).permissions.filter(codename="review_progressreport").exists()


def test_the_migration_can_be_taken_back() -> None:
    migration.remove_groups(apps, connection.schema_editor())
    assert not Group.objects.filter(name__in=[EDITORS, COMMISSIONERS, ADMINISTRATORS]).exists()
