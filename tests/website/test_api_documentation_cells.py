"""The tables of the interface's documentation where a narrow screen shows a label before each cell."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_no_label_announces_an_example_that_there_is_not(client: Client) -> None:
    page = client.get("/api/v1/dokumentation/").text
    cells = re.findall(r'<td class="kern-table__cell" data-label="Beispiel"><span[^>]*>(.*?)</span>', page)
    assert cells
    assert all(cells)
