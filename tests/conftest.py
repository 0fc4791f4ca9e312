"""What every test finds prepared: a database file that several threads can share, and rows made by migrations kept."""

import gc
from collections.abc import Generator

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.plugin import blocking_manager_key

from reporting.protection import protect, unprotect
from reporting.services.jobs import load_handlers
from tests.safety.world import World, make_world

#: The rows that migrations made, kept for the tests that empty every table.
MIGRATED = pytest.StashKey[str]()
TRANSACTIONAL_FIXTURES = {"live_server", "transactional_db"}
DATABASE_FIXTURES = {*TRANSACTIONAL_FIXTURES, "db", "shared_world"}


#: So many new objects between two searches for garbage: migrations alone spend a sixth of their time on them.
gc.set_threshold(50_000, 20, 50)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the slow proofs to `pytest -m proof`; an expression for other marks does not bring them in either.

    Tests in which no database takes part are marked, before marks are chosen by: once is enough for them.
    """
    for item in items:
        if not has_database(item):
            item.add_marker("no_database")
    if "proof" in config.option.markexpr:
        return
    proofs = [item for item in items if item.get_closest_marker("proof")]
    if proofs:
        config.hook.pytest_deselected(items=proofs)
        items[:] = [item for item in items if item not in set(proofs)]


def has_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


def is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    marked = marker is not None and bool(marker.kwargs.get("transaction"))
    return marked or not TRANSACTIONAL_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Keep SQLite in a file per worker, as in operation, so that the live server has connections of its own."""
    if connection.vendor == "sqlite":
        folder = tmp_path_factory.mktemp("database")
        connection.settings_dict["TEST"]["NAME"] = str(folder / "test.sqlite3")
    else:
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """Note what the migrations made."""
    with django_db_blocker.unblock():
        request.config.stash[MIGRATED] = connection.creation.serialize_db_to_string()


@pytest.fixture(scope="session", autouse=True)
def jobs_can_be_done() -> None:
    """Load what `run_jobs` loads, for the tests that do jobs themselves."""
    load_handlers()


@pytest.fixture(scope="session", autouse=True)
def no_collected_static_files(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """Serve no static file of an earlier `make setup`, whose folder every test client would read in anew."""
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="module")
def shared_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[World]:
    """One world for all tests of a module that walk over many addresses.

    Each test runs in a savepoint within, so what one changes, the next does not see.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def without_second_factor(settings: Settings) -> None:
    """Let staff of a test act at once; the tests of the second factor itself require it again."""
    settings.SECOND_FACTOR_REQUIRED = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None, None, None]:
    """A test with real commits ends by emptying every table; the next one gets back what the migrations had made.

    Not left to `serialized_rollback`, which acts only before such a test, and not at all in the browser tests, where
    Playwright's event loop gives the thread another connection object.
    """
    try:
        # What a fixture raises at its end is a fault of this test only.
        return (yield)
    finally:
        if nextitem is not None and is_transactional(item):
            with item.config.stash[blocking_manager_key].unblock():
                call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
                ContentType.objects.clear_cache()
                connection.creation.deserialize_db_from_string(item.config.stash[MIGRATED])
                protect(connection)


@pytest.fixture(autouse=True)
def frozen_rows_can_be_cleaned_up(request: pytest.FixtureRequest) -> Generator[None]:
    """SQLite empties the tables row by row after a test with real commits, which the triggers would refuse."""
    if connection.vendor != "sqlite" or not is_transactional(request.node):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    unprotect(connection)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """Spare the tests the work that Argon2 makes on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
