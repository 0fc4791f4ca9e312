"""Posting the pages of a query's plan, for the tests of this folder."""

from typing import Any

from django.test import Client
from django.urls import reverse

from reporting.models import StatusQuery
from safety.formkeys import FIELD_NAME

SAVED = "Die Planung ist gespeichert."


def post(client: Client, page: str, **fields: Any) -> Any:
    """Post as a browser would: with the key and the version of the page that was shown."""
    return client.post(page, {**hidden(client, page), **fields}, follow=True)


def hidden(client: Client, page: str) -> dict[str, str]:
    shown = client.get(page).text
    names = [name for name in (FIELD_NAME, "version") if f'name="{name}" value="' in shown]
    return {name: shown.split(f'name="{name}" value="')[1].split('"')[0] for name in names}


def address(name: str, query: StatusQuery, *more: str) -> str:
    return reverse(f"reporting:{name}", args=[query.slug, *more])
