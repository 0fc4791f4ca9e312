"""The page with all measures, as a browser would post it back."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from .workbooks import Asked


class Fields(HTMLParser):
    """What a browser would post of the form „answer-all“, with no button pressed."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside, self.values = form, False, dict[str, Any]()
        self.area: str | None = None
        self.select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.form in found.get("class", "")
        if not self.inside or ("name" not in found and tag != "option"):
            return
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "select":
            self.select, self.values[name] = name, ""
        elif tag == "option" and self.select and "selected" in found:
            self.values[self.select] = value
        elif tag == "input" and (found.get("type") not in {"radio", "checkbox"} or "checked" in found):
            self.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = None
        elif tag == "form":
            self.inside = False

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values[self.area] += data.removeprefix("\n")


def page_of(asked: Asked) -> str:
    return reverse("reporting:answer_all", args=[asked.query.slug, asked.organisation.slug])


def fields_of(html: str, form: str = "answer-all") -> dict[str, Any]:
    parser = Fields(form)
    parser.feed(html)
    return parser.values


def open_page(client: Client, asked: Asked) -> dict[str, Any]:
    return fields_of(client.get(page_of(asked)).content.decode())


def key(asked: Asked, number: int = 0) -> str:
    return f"m{asked.requests[number].pk}"


def filled(asked: Asked, number: int = 0, text: str = "Es geht voran.") -> dict[str, Any]:
    names = {"status": "in_progress", "course": "on_track", "text": text}
    return {f"{key(asked, number)}-{name}": value for name, value in names.items()}
