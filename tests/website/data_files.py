"""Fetching a file of the open data whole, for the tests of this folder."""

from typing import Any

from django.test import Client


def fetch(client: Client, address: str, **headers: str) -> Any:
    response: Any = client.get(f"/daten/{address}", headers=headers)
    response.body = b"".join(response)
    return response
