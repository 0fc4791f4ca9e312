"""The version of the content follows every change of what is public, and costs one statement."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from measures.models import Measure, MeasureStatus, TargetGroup
from tests.builders import (
    make_concept,
    make_field,
    make_goal,
    make_indicator,
    make_measure,
    make_organisation,
    make_report,
    make_responsible,
    make_status,
)
from website.open_data import rows, version
from website.open_data.datasets import DATASETS
from website.open_data.rows import one_state, stream_rows
from website.open_data.version import content_state

DAY = dt.date(2026, 9, 30)


def renamed_group() -> None:
    TargetGroup.objects.update(name="Jugendliche")


def renamed_organisation() -> None:
    organisation = Measure.objects.get().responsibilities.get().organisation
    assert organisation
    organisation.name = "Neu"
    organisation.save()


def deleted_status() -> None:
    MeasureStatus.objects.get().delete()


def unpublished_measure() -> None:
    measure = Measure.objects.get()
    measure.is_published = False
    measure.save()


def approved_report() -> None:
    report = Measure.objects.get().reports.get()
    report.state, report.approved_at = "approved", dt.datetime(2026, 10, 1, tzinfo=dt.UTC)
    report.save()


def assigned_goal() -> None:
    Measure.objects.get().goals.add(make_goal(make_field()))


def loaded_in_bulk() -> None:
    MeasureStatus.objects.bulk_create(
        [MeasureStatus(measure=Measure.objects.get(), as_of=DAY, status="planning")]
    )


def measured_value() -> None:
    Measure.objects.get().indicators.get().values.create(as_of=DAY, attainment="partly")


@pytest.fixture
def city() -> None:
    measure = make_measure(make_field(make_concept()))
    TargetGroup.objects.create(name="Kinder", slug="kinder")
    make_status(measure, "in_progress")
    make_indicator(measure)
    make_responsible(measure, make_organisation())
    make_report(measure, make_organisation())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        renamed_group,
        renamed_organisation,
        deleted_status,
        unpublished_measure,
        approved_report,
        assigned_goal,
        loaded_in_bulk,
        measured_value,
    ],
)
def test_every_change_gives_another_version(city: None, change: Callable[[], None]) -> None:
    before = content_state().version
    assert content_state().version == before
    change()
    assert content_state().version != before


@pytest.mark.django_db
def test_a_change_that_is_committed_after_a_later_one_is_seen(city: None) -> None:
    """Two writers: the one with the lower number of history may be the last to commit."""
    history = Measure.history.model
    measure = Measure.objects.get()
    measure.save()
    late = Measure.history.latest("history_id")
    measure.save()
    key = late.pk
    history.objects.filter(pk=key).delete()
    before = content_state().version
    late.pk = key
    late.save(force_insert=True)
    assert content_state().version != before


@pytest.mark.django_db
def test_the_version_costs_one_statement(city: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        content_state()
    assert len(queries) == 1


@pytest.mark.django_db
def test_settings_and_columns_belong_to_the_version(
    city: None, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {content_state().version}
    settings.PORTAL_DATA_LICENCE = "cc-zero"
    versions.add(content_state().version)
    monkeypatch.setattr(version, "WRITING", version.WRITING + 1)
    versions.add(content_state().version)
    assert len(versions) == 3


@pytest.mark.django_db
def test_the_last_change_is_the_newest_of_all(city: None) -> None:
    measure = Measure.objects.get()
    measure.save()
    assert content_state().changed_at == Measure.history.latest("history_id").history_date


def elsewhere(action: Callable[[], object]) -> None:
    """In a connection of its own, as another process would."""

    def run() -> None:
        try:
            action()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


@pytest.mark.django_db(transaction=True)
def test_a_file_is_of_one_state_while_others_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "FIRST_BATCH", 1)
    monkeypatch.setattr(rows, "BATCH", 2)
    field = make_field()
    for number in range(6):
        make_measure(field, number=number + 1, title="alt")
    dataset = DATASETS["massnahmen"]
    title = dataset.names.index("titel")
    read = stream_rows(dataset, dataset.public())
    first = next(read)
    elsewhere(lambda: Measure.objects.update(title="neu"))
    elsewhere(lambda: Measure.objects.filter(number=5).delete())
    assert [row[title] for row in [first, *read]] == ["alt"] * 6
    assert [row[title] for row in stream_rows(dataset, dataset.public())] == ["neu"] * 5


@pytest.mark.django_db(transaction=True)
def test_who_stops_reading_leaves_nothing_open() -> None:
    for _number in range(3):
        make_measure()
    dataset = DATASETS["massnahmen"]
    read = stream_rows(dataset, dataset.public())
    next(read)
    assert is_reading()
    read.close()  # type: ignore[attr-defined]
    assert not is_reading()
    # And the connection can be written with.
    make_measure()


def is_reading() -> bool:
    if connection.vendor == "sqlite":
        return bool(connection.connection.in_transaction)
    return connection.in_atomic_block


@pytest.mark.django_db(transaction=True)
def test_an_error_within_leaves_nothing_open() -> None:
    make_measure()
    with pytest.raises(ValidationError, match="kein Tag"), one_state():
        Measure.objects.get().statuses.get(as_of="kein Tag")
    assert not is_reading()
    make_measure()
