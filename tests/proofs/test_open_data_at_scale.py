"""A hundred thousand measures as CSV, JSON and workbook: the first piece comes at once, and memory stays small.

OPEN_DATA_MEASURES=2000 pytest -m proof tests/proofs/test_open_data_at_scale.py -s
"""

import json
import os
import statistics
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection

from fields.models import FieldOfAction
from measures.models import Measure, MeasureStatus, Responsibility
from partners.models import Organisation, OrganisationKind
from tests.builders import make_concept
from tests.proofs.sink import ROOT, database_url
from tests.proofs.states import NOW, gather_statistics

pytestmark = [pytest.mark.proof, pytest.mark.django_db(transaction=True)]

MEASURES = int(os.environ.get("OPEN_DATA_MEASURES", "100000"))
FIELDS, ORGANISATIONS, BATCH = 20, 500, 5_000
#: Seconds until the first piece of a text file, and MiB that a web process grows by meanwhile.
FIRST_PIECE, GROWTH = 1.0, 64
#: MiB of the whole process of the job.
WORKBOOK_MEMORY = 512
TEXT = "Ein Absatz, wie er auf einem Maßnahmenblatt steht. " * 8


def make_measures() -> None:
    concept = make_concept()
    fields = FieldOfAction.objects.bulk_create(
        FieldOfAction(concept=concept, number=n, title=f"Feld {n}", short_title=f"F {n}", slug=f"feld-{n}")
        for n in range(1, FIELDS + 1)
    )
    bodies = Organisation.objects.bulk_create(
        Organisation(name=f"Verein {n}", slug=f"verein-{n}", kind=OrganisationKind.ASSOCIATION)
        for n in range(ORGANISATIONS)
    )
    for start in range(0, MEASURES, BATCH):
        numbers = range(start, min(start + BATCH, MEASURES))
        sheets = Measure.objects.bulk_create(_measure(fields, n) for n in numbers)
        MeasureStatus.objects.bulk_create(
            MeasureStatus(measure=sheet, as_of=NOW.date(), status="in_progress", course="on_track")
            for sheet in sheets
        )
        Responsibility.objects.bulk_create(
            Responsibility(
                measure=sheet, organisation=bodies[(n + step) % ORGANISATIONS], role=role, number=step
            )
            for n, sheet in zip(numbers, sheets, strict=True)
            for step, role in enumerate(("lead", "cooperation"))
        )
    gather_statistics()


def _measure(fields: list[FieldOfAction], n: int) -> Measure:
    texts = dict.fromkeys(("current_state", "objective", "content"), f"{n}: {TEXT}")
    return Measure(
        field_of_action=fields[n % FIELDS],
        number=n // FIELDS + 1,
        title=f"Maßnahme {n} mit einem längeren Titel",
        slug=f"massnahme-{n}",
        **texts,
    )


def taken_by(step: str) -> dict[str, Any]:
    """In a process of its own, whose memory nothing else has filled."""
    finished = subprocess.run(
        [sys.executable, "-m", "tests.proofs.open_data_child", step],
        cwd=ROOT,
        env={**os.environ, "DEMO": "1", "DATABASE_URL": database_url()},
        check=True,
        stdout=subprocess.PIPE,
    )
    taken: dict[str, Any] = json.loads(finished.stdout)
    load = f"{os.getloadavg()[0]:.1f}"
    shown = {key: round(value, 2) if isinstance(value, float) else value for key, value in taken.items()}
    print(f"{connection.vendor}, {MEASURES} measures, {step}: {shown}, load {load}")  # noqa: T201
    return taken


def test_a_hundred_thousand_measures_as_files() -> None:
    make_measures()
    for ending in ("csv", "json"):
        tries = [taken_by(ending) for _try in range(3)]
        # The heading goes with the first piece, or stands before the rows.
        assert {each["rows"] for each in tries} == {MEASURES}
        assert statistics.median(each["first"] for each in tries) <= FIRST_PIECE
        assert max(each["peak"] - each["before"] for each in tries) <= GROWTH
    made = taken_by("xlsx")
    assert (made["state"], made["error"], made["rows"]) == ("done", "", MEASURES)
    assert made["peak"] <= WORKBOOK_MEMORY
