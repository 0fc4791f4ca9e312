"""Papers that were fixed before stations had keys and names of their own, brought up to date with their rows."""

from collections.abc import Generator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from reporting.models import Committee, Consultation

from .papers import make_final
from .rounds import LATER

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE = [("reporting", "0013_concept_as_pdf")]


def migrate(targets: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(targets)


@pytest.fixture(autouse=True)
def up_to_date_in_the_end() -> Generator[None]:
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("reporting")
    yield
    migrate(newest)


def test_stations_of_a_final_paper_get_their_key_and_name() -> None:
    paper = make_final()
    station = paper.consultations.get()
    Committee.history.update(history_date=LATER)
    station.committee.name = "Ausschuss unter neuem Namen"
    station.committee.save()
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes("reporting")
    migrate(BEFORE)
    migrate(newest)
    migrated = Consultation.objects.get(paper_id=paper.pk)
    assert migrated.uuid not in {None, station.uuid}
    assert migrated.fixed_name == station.fixed_name != station.committee.name
