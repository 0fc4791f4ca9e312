"""The rows of the matrix for what composes all apps: start page, subscriptions, open data, interface."""

from collections.abc import Callable

from django.utils import timezone

from tests.safety.routes import Row, private, public
from tests.safety.world import World
from website.calendars.subscriptions import give_address, token_of
from website.open_data.datasets import DATASETS


def first_row(name: str) -> Callable[[World], dict[str, object]]:
    """Of a data set; in those of which the world has no row, none is found either."""

    def arguments(world: World) -> dict[str, object]:
        row = DATASETS[name].public().first()
        return {"id": row.uuid if row else world.hidden_measure.uuid}

    return arguments


def calendar_address(world: World) -> dict[str, object]:
    """Of the organisation „own“; whoever has it reads the calendar."""
    person = world.people["own"]
    assert person
    return {"token": token_of(give_address(user=person, now=timezone.now()))}


WEBSITE_ROWS: list[Row] = [
    public("website:home"),
    public("website:status_overview"),
    public("website:definitions"),
    public("website:imprint"),
    public("website:privacy"),
    public("website:accessibility"),
    public("website:health"),
    public("website:open_data"),
    public("website:open_data_dictionary"),
    public("website:open_data_schema"),
    public("website:open_data_catalogue_jsonld"),
    public("website:open_data_catalogue_turtle"),
    public("website:open_data_file", lambda world: {"name": "massnahmen", "ending": "csv"}),
    public("website:subscribing"),
    public("website:portal_feed"),
    public("website:field_feed", lambda world: {"slug": world.measure.field_of_action.slug}),
    public("website:measure_feed", lambda world: {"slug": world.measure.slug}),
    public("website:public_calendar"),
    public("website:field_calendar", lambda world: {"slug": world.measure.field_of_action.slug}),
    public("website:personal_calendar", calendar_address),
    private("website:my_calendar", "ok ok ok ok ok", "405 405 405 405 405"),
    private("website:give_calendar", "ok ok ok ok ok", "ok ok ok ok ok", purpose="website.give_calendar"),
    private("website:revoke_calendar", "ok ok ok ok ok", "ok ok ok ok ok", purpose="website.revoke_calendar"),
    public("website:api_documentation"),
    public("website:api_openapi"),
    public("website:api_entrance"),
    *(public(f"website:api_{name}") for name in [*DATASETS, "berichte"]),
    *(public(f"website:api_{name}_eintrag", first_row(name)) for name in DATASETS),
    public("website:api_berichte_eintrag", lambda world: {"id": world.published_query.uuid}),
    public("website:api_berichte_massnahmen", lambda world: {"id": world.published_query.uuid}),
    Row("website:api_nothing", ("404",) * 6, ("405",) * 6, lambda world: {"rest": "gibt-es-nicht"}),
    # Made by a job that has not run here.
    Row("website:concept_pdf", ("503",) * 6, ("405",) * 6),
    public("website:sheet", lambda world: {"slug": world.measure.slug}),
]
