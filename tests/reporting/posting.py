"""Posting as a browser does: with the form key that the page showed for the address."""

import re
from html import unescape
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


def form_of(html: str, to: str = "") -> dict[str, str]:
    """What the form that leads to `to`, or the one without an address of its own, would post unchanged."""
    wanted = f'action="{to}"' if to else "action="
    for attributes, body in _FORM.findall(html):
        if _KEY.search(body) and (wanted in attributes) == bool(to):
            return _fields_of(body)
    raise AssertionError(f"no form for {to}")


def _fields_of(body: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for tag in re.findall(r"<input\b[^>]*>", body):
        named, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        ticks = re.search(r'type="(checkbox|radio|submit)"', tag)
        if named and (not ticks or re.search(r"\schecked\b", tag)):
            fields[named[1]] = unescape(value[1]) if value else ("on" if ticks else "")
    for name, text in re.findall(r'<textarea\b[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', body, re.DOTALL):
        fields[name] = unescape(text).removeprefix("\n").removeprefix("\r\n")
    for name, options in re.findall(r'<select\b[^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.DOTALL):
        chosen = re.findall(r'<option value="([^"]*)"(?=[^>]*\sselected)', options)
        chosen = chosen or re.findall(r'<option value="([^"]+)"', options) or [""]
        fields[name] = unescape(chosen[0])
    return fields
