"""Posting as a browser does: with the form key that the page showed for the address."""

import re
from typing import Any

from django.test import Client

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_KEY = re.compile(r'name="form_key" value="([^"]+)"')


def post_form(client: Client, page: str, to: str = "", **data: Any) -> Any:
    """Post the form of `page` that leads to `to`, or the one without an address of its own."""
    html = client.get(page).content.decode()
    wanted = f'action="{to}"' if to else "action="
    for attributes, body in _FORM.findall(html):
        key = _KEY.search(body)
        if key and (wanted in attributes) == bool(to):
            return client.post(to or page, {"form_key": key[1], **data})
    raise AssertionError(f"no form for {to or page}")
