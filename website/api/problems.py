"""Errors as problem details (RFC 9457), in German, without anything of the inside."""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import Field, NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import ConfigDict

CONTENT_TYPE = "application/problem+json"
METHODS = ("GET", "HEAD", "OPTIONS")


class Fault(Schema):
    """Wo eine Anfrage nicht stimmt, und warum."""

    model_config = ConfigDict(title="Einzelfehler")

    stelle: str = Field(
        description="Teil der Anfrage, zum Beispiel der Name eines Filters.", examples=["limit"]
    )
    meldung: str = Field(description="Was dort nicht stimmt.", examples=["Die Zahl ist zu groß."])


class Problem(Schema):
    """Warum es keine Antwort gibt (RFC 9457)."""

    model_config = ConfigDict(title="Fehler")

    type: str = Field(description="Art des Fehlers; immer „about:blank“.", examples=["about:blank"])
    title: str = Field(description="Der Fehler in einem Wort.", examples=["Nicht gefunden"])
    status: int = Field(description="Die Nummer des Fehlers nach HTTP.", examples=[404])
    detail: str = Field(
        description="Der Fehler in einem Satz.", examples=["Unter dieser Adresse gibt es nichts."]
    )
    fehler: list[Fault] = Field(description="Die einzelnen Fehler in der Anfrage, sonst leer.")


def problem(status: HTTPStatus, detail: str, faults: Mapping[str, str] | None = None) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": _title(status),
        "status": int(status),
        "detail": detail,
        "fehler": [{"stelle": place, "meldung": message} for place, message in (faults or {}).items()],
    }
    options = {"ensure_ascii": False}
    return JsonResponse(body, status=status, content_type=CONTENT_TYPE, json_dumps_params=options)


def not_found(request: HttpRequest, _error: Exception | type[Exception] | None = None) -> HttpResponse:
    return problem(HTTPStatus.NOT_FOUND, _("Unter dieser Adresse gibt es nichts."))


def nothing_there(request: HttpRequest, rest: str) -> HttpResponse:
    """Whatever is asked for under the interface is answered in its form, not with a page for people."""
    return not_found(request)


def not_allowed() -> HttpResponse:
    detail = _("Die Schnittstelle gibt nur Daten heraus. Erlaubt sind GET, HEAD und OPTIONS.")
    response = problem(HTTPStatus.METHOD_NOT_ALLOWED, detail)
    response["Allow"] = ", ".join(METHODS)
    return response


def said_twice(names: Iterable[str]) -> HttpResponse:
    """Of several values only one would count, and nobody could know which."""
    return _not_possible({name: _("Diese Angabe darf nur einmal dastehen.") for name in names})


def register(api: NinjaAPI) -> None:
    """What is no fault of the request stays an error of the server, and is logged as such."""
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _refused)
    api.add_exception_handler(Http404, not_found)


def _invalid(request: HttpRequest, error: ValidationError | type[ValidationError]) -> HttpResponse:
    faults: dict[str, str] = {}
    for fault in getattr(error, "errors", []):
        faults.setdefault(_place(fault["loc"]), _message(fault))
    return _not_possible(faults)


def _not_possible(faults: Mapping[str, str]) -> HttpResponse:
    detail = _("Die Anfrage enthält Angaben, die hier nicht möglich sind.")
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, faults)


def _place(location: Sequence[str | int]) -> str:
    """The name of the parameter, without the shape that holds it and the types that were tried."""
    is_grouped = location[0] == "query" and len(location) > 2
    return str(location[2] if is_grouped else location[-1])


def _refused(request: HttpRequest, error: HttpError | type[HttpError]) -> HttpResponse:
    status = HTTPStatus(getattr(error, "status_code", HTTPStatus.BAD_REQUEST))
    return problem(status, _("Die Anfrage lässt sich nicht lesen."))


def _message(fault: dict[str, Any]) -> str:
    """In German, whatever the checking library says; never with what was sent."""
    known = {
        "unknown_parameter": _("Diese Angabe gibt es hier nicht."),
        "int_parsing": _("Hier muss eine ganze Zahl stehen."),
        "uuid_parsing": _("Das ist keine Kennung."),
        "less_than_equal": _("Die Zahl ist zu groß."),
        "greater_than_equal": _("Die Zahl ist zu klein."),
        "string_too_long": _("Der Text ist zu lang."),
        "string_pattern_mismatch": _("Der Text enthält Zeichen, die hier nicht möglich sind."),
    }
    if fault["type"] in ("literal_error", "enum"):
        values = str(fault["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
        return _("Möglich ist: %(values)s.") % {"values": values}
    return known.get(fault["type"], _("Der Wert ist nicht möglich."))


def _title(status: HTTPStatus) -> str:
    titles = {
        HTTPStatus.BAD_REQUEST: _("Anfrage nicht lesbar"),
        HTTPStatus.NOT_FOUND: _("Nicht gefunden"),
        HTTPStatus.METHOD_NOT_ALLOWED: _("Nicht erlaubt"),
        HTTPStatus.UNPROCESSABLE_ENTITY: _("Anfrage nicht möglich"),
    }
    return titles.get(status, _("Fehler"))
