"""What the interface says about itself: an OpenAPI 3.1 document, made from the same descriptions as the answers."""

import json
from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.conf import settings
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema, get_schema

from website.open_data.licence import attribution, data_licence

from .problems import CONTENT_TYPE

#: Path of the interface, without the slash at the end.
ROOT = "/api/v1"
TITLE = "Offene Schnittstelle"
DESCRIPTION = (
    "Die veröffentlichten Daten des Portals für Programme. Die Schnittstelle gibt nur Daten heraus, braucht keine "
    "Anmeldung und setzt keine Cookies. Listen kommen in Seiten: Die Adresse der nächsten Seite steht in „next“. "
    "Mit dem ETag einer Antwort lässt sich fragen, ob sich etwas geändert hat. Angaben in der Adresse, die es nicht "
    "gibt, werden abgelehnt (422)."
)
ANSWERS = {
    HTTPStatus.OK: "Die Antwort.",
    HTTPStatus.NOT_FOUND: "Unter dieser Adresse gibt es nichts.",
    HTTPStatus.UNPROCESSABLE_ENTITY: "Die Anfrage enthält Angaben, die hier nicht möglich sind.",
}


class PortalAPI(NinjaAPI):
    def get_openapi_schema(self, **_options: Any) -> OpenAPISchema:
        return self._described

    @cached_property
    def _described(self) -> OpenAPISchema:
        """In German, with the media type of problems, and without „null“ as a default of an address."""
        schema = get_schema(self, path_prefix=f"{ROOT}/")
        _name_in_german(schema)
        schema["info"] |= {
            "license": {"name": data_licence().name, "url": data_licence().url},
            "x-namensnennung": attribution(),
        }
        schema["servers"] = [{"url": settings.SITE_URL}]
        for path in schema["paths"].values():
            for operation in path.values():
                _in_german(operation)
        return schema


def _name_in_german(schema: OpenAPISchema) -> None:
    """Call the shapes by their titles, and leave out those that only group the parameters of an address."""
    shapes = schema["components"]["schemas"]
    for name in [name for name in shapes if name.endswith("Parameters")]:
        del shapes[name]
    text = json.dumps(schema)
    for name, shape in shapes.items():
        text = text.replace(f'"#/components/schemas/{name}"', f'"#/components/schemas/{shape["title"]}"')
    schema.update(json.loads(text))
    schema["components"]["schemas"] = {
        shape["title"]: shape for shape in schema["components"]["schemas"].values()
    }


def _in_german(operation: dict[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        answer["description"] = ANSWERS[HTTPStatus(int(status))]
        if int(status) != HTTPStatus.OK:
            answer["content"] = {CONTENT_TYPE: answer["content"].pop("application/json")}
    for parameter in operation["parameters"]:
        if parameter["schema"].get("default", "") is None:
            del parameter["schema"]["default"]
