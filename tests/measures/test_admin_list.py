"""The list of measures in the admin: filters, search, and as many queries for few rows as for many."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from measures.definitions import NOT_ASKED
from measures.models import DatePrecision, ReviewDate, ReviewKind
from tests.builders import (
    make_editor,
    make_field,
    make_measure,
    make_organisation,
    make_responsible,
    make_status,
)

pytestmark = pytest.mark.django_db
LIST = "admin:measures_measure_changelist"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_editor())
    return client


def titles(client: Client, **query: Any) -> list[str]:
    response = client.get(reverse(LIST), query)
    assert response.status_code == 200
    return [measure.title for measure in response.context["cl"].result_list]


def test_filter_by_handlungsfeld(editor: Client) -> None:
    field = make_field()
    make_measure(field, title="Drin")
    make_measure(title="Anderswo")
    assert titles(editor, field_of_action__id__exact=field.pk) == ["Drin"]


def test_filter_by_the_current_status_only(editor: Client) -> None:
    measure = make_measure(title="Läuft")
    make_status(measure, "planning", dt.date(2025, 1, 1))
    make_status(measure, "in_progress", dt.date(2026, 1, 1))
    assert titles(editor, stand="in_progress") == ["Läuft"]
    assert titles(editor, stand="planning") == []


def test_filter_what_was_never_asked(editor: Client) -> None:
    make_measure(title="Offen")
    make_status(make_measure(title="Gefragt"), "planning")
    assert titles(editor, stand=NOT_ASKED) == ["Offen"]


def test_filter_by_organisation(editor: Client) -> None:
    organisation = make_organisation()
    make_responsible(make_measure(title="Ihre"), organisation)
    make_measure(title="Andere")
    assert titles(editor, responsibilities__organisation__id__exact=organisation.pk) == ["Ihre"]


def test_filter_without_responsible(editor: Client) -> None:
    make_responsible(make_measure(title="Mit"), make_organisation())
    make_measure(title="Ohne")
    assert titles(editor, zustaendigkeit="ohne") == ["Ohne"]


def test_filter_review_due(editor: Client) -> None:
    make_measure(title="Ohne Termin")
    ReviewDate.objects.create(
        measure=make_measure(title="Fällig"),
        number=1,
        kind=ReviewKind.REVIEW,
        planned_on=dt.date(2019, 12, 31),
        precision=DatePrecision.YEAR,
    )
    assert titles(editor, ueberpruefung="faellig") == ["Fällig"]


def test_search_in_the_text(editor: Client) -> None:
    make_measure(title="Tagung", content="Für Unternehmen")
    make_measure(title="Anderes")
    assert titles(editor, q="unternehmen") == ["Tagung"]


def test_who_was_never_asked_is_named_so(editor: Client) -> None:
    make_measure()
    assert "noch nicht abgefragt</td>" in editor.get(reverse(LIST)).content.decode()


def test_few_and_many_measures_take_the_same_queries(editor: Client) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            editor.get(reverse(LIST))
        return len(queries)

    field = make_field()
    make_responsible(make_measure(field), make_organisation())
    count()  # the first page after the start also reads the content types
    few = count()
    for _number in range(30):
        measure = make_measure(field)
        make_responsible(measure, make_organisation())
        make_status(measure, "planning")
    assert count() == few
    assert few <= 10


def test_every_choice_of_the_filters_has_a_name(editor: Client) -> None:
    make_responsible(make_measure(), make_organisation())
    make_responsible(make_measure(), make_organisation())
    shown = editor.get(reverse(LIST)).context["cl"]
    specs = shown.filter_specs
    assert "responsibilities__organisation" in {getattr(spec, "field_path", "") for spec in specs}
    choices = [str(one["display"]) for spec in specs for one in spec.choices(shown)]
    assert "-" not in choices
