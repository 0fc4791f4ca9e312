"""The interface describes itself, for programs and for people, and keeps to what it says."""

import json
from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from krefeld_integration.wsgi import application
from tests.safety.world import make_world
from website.api.interface import api

pytestmark = pytest.mark.django_db
#: Per operation and mode; the proof tries more.
EXAMPLES = 4


def test_description_is_openapi_3_1_in_german(client: Client) -> None:
    schema = json.loads(client.get("/api/v1/openapi.json").content)
    assert schema["openapi"] == "3.1.0"
    assert schema["info"]["license"]["url"].startswith("https://")
    operation = schema["paths"]["/api/v1/massnahmen/{id}"]["get"]
    assert list(operation["responses"]) == ["200", "404", "422"]
    assert list(operation["responses"]["404"]["content"]) == ["application/problem+json"]
    assert operation["responses"]["404"]["description"] == "Unter dieser Adresse gibt es nichts."


def test_every_field_is_explained() -> None:
    schema = api.get_openapi_schema()
    bare = [
        f"{name}.{field}"
        for name, shape in schema["components"]["schemas"].items()
        for field, part in shape["properties"].items()
        if not part.get("description")
    ]
    assert bare == []


def test_documentation_names_every_address(client: Client) -> None:
    page = client.get("/api/v1/dokumentation/").text
    assert [path for path in api.get_openapi_schema()["paths"] if path not in page] == []
    assert "<script" not in page


@pytest.fixture(name="kept_connection")
def keep_connection() -> Iterator[None]:
    """A request without Django's test client would close the connection, and with it the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("kept_connection")
def test_interface_keeps_to_its_description() -> None:
    """With what the description allows and with what it forbids; every answer has the shape that stands there."""
    make_world()
    try_out_all(EXAMPLES)


def try_out_all(examples: int) -> None:
    for operation in operations():
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            if mode == GenerationMode.POSITIVE or operation.query or operation.path_parameters:
                try_out(operation, mode, examples)


def operations() -> Iterator[schemathesis.schemas.APIOperation]:
    schema = schemathesis.openapi.from_dict(json.loads(json.dumps(api.get_openapi_schema())))
    schema.app = application
    for found in schema.get_all_operations():
        assert isinstance(found, Ok)
        yield found.ok()


def try_out(operation: schemathesis.schemas.APIOperation, mode: GenerationMode, examples: int) -> None:
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def check(case: schemathesis.Case) -> None:
        case.call_and_validate()

    check()
