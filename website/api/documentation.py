"""The interface explained to people, from the same OpenAPI document that programs read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from website.open_data.licence import attribution, data_licence

from .description import ROOT
from .interface import api

Part = dict[str, Any]


@dataclass(frozen=True)
class Kind:
    """The type of a value in words; `anchor` leads to the shape that it has."""

    words: str
    anchor: str = ""


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    description: str
    example: str
    choices: list[str]


@dataclass(frozen=True)
class Shape:
    name: str
    anchor: str
    description: str
    fields: list[Field]


@dataclass(frozen=True)
class Operation:
    anchor: str
    path: str
    title: str
    description: str
    parameters: list[Field]
    answer: Kind


@login_not_required
@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    shapes = schema["components"]["schemas"]
    context = {
        "root": f"{settings.SITE_URL}{ROOT}",
        "groups": _groups(schema["paths"]),
        "shapes": [_shape(name, part) for name, part in sorted(shapes.items())],
        "licence": data_licence(),
        "attribution": attribution(),
    }
    return render(request, "website/api/documentation.html", context)


def _groups(paths: Part) -> dict[str, list[Operation]]:
    groups: dict[str, list[Operation]] = {}
    for path, methods in paths.items():
        said = methods["get"]
        groups.setdefault(said["tags"][0], []).append(_operation(path, said))
    return groups


def _operation(path: str, said: Part) -> Operation:
    answer = said["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        anchor=said["operationId"].replace("_", "-"),
        path=path,
        title=said["summary"],
        description=said["description"],
        parameters=[
            _field(
                parameter["name"], {**parameter["schema"], "description": parameter.get("description", "")}
            )
            for parameter in said["parameters"]
        ],
        answer=_kind(answer),
    )


def _shape(name: str, part: Part) -> Shape:
    fields = [_field(key, value) for key, value in part.get("properties", {}).items()]
    return Shape(name, _anchor(name), part.get("description", ""), fields)


def _field(name: str, part: Part) -> Field:
    examples = part.get("examples", [])
    return Field(
        name=name,
        kind=_kind(part),
        description=part.get("description", ""),
        example=_shown(examples[0]) if examples else "",
        choices=[str(value) for value in _one(part).get("enum", [])],
    )


def _shown(example: Any) -> str:
    if isinstance(example, bool):
        return "true" if example else "false"
    return ", ".join(map(str, example)) if isinstance(example, list | dict) else str(example)


def _one(part: Part) -> Part:
    """Without „or null“."""
    options = [option for option in part.get("anyOf", []) if option.get("type") != "null"]
    return options[0] if options else part


def _kind(part: Part) -> Kind:
    inner = _one(part)
    if "$ref" in inner:
        name = inner["$ref"].rsplit("/", 1)[-1]
        return Kind(name, _anchor(name))
    if inner.get("type") == "array":
        items = _kind(inner.get("items", {}))
        return Kind(_("Liste: %(of)s") % {"of": items.words}, items.anchor)
    words = " ".join(_words(inner))
    if inner is not part:
        words = _("%(kind)s oder leer (null)") % {"kind": words}
    return Kind(words)


def _words(part: Part) -> Iterator[str]:
    names = {
        "string": _("Text"),
        "integer": _("ganze Zahl"),
        "number": _("Zahl"),
        "boolean": _("ja oder nein (true, false)"),
        "object": _("Objekt"),
    }
    formats = {"uuid": _("Kennung (UUID)"), "date": _("Tag"), "date-time": _("Zeitpunkt")}
    yield formats.get(part.get("format", ""), names.get(part.get("type", ""), _("beliebig")))
    if "minimum" in part and "maximum" in part:
        yield _("von %(low)s bis %(high)s") % {"low": part["minimum"], "high": part["maximum"]}


def _anchor(name: str) -> str:
    return f"form-{name.lower()}"
