"""Of related measures a data set names the keys alone, so their long texts stay in the database."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.builders import make_field, make_measure
from tests.website.data_files import fetch

pytestmark = pytest.mark.django_db


def test_only_the_keys_of_related_measures_are_read(client: Client) -> None:
    field = make_field()
    measure, related = make_measure(field), make_measure(field)
    measure.related.set([related])
    with CaptureQueriesContext(connection) as queries:
        said = json.loads(fetch(client, "massnahmen.json").body)["daten"]
    assert said[0]["verwandte_massnahmen_ids"] == [str(related.uuid)]
    [statement] = [each["sql"] for each in queries if "measures_measure_related" in each["sql"]]
    assert '"measures_measure"."uuid"' in statement
    assert '"measures_measure"."objective"' not in statement
