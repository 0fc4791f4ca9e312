"""By what a list can be narrowed; a filter has the name of the column that it looks at."""

from typing import Any, ClassVar, Literal, cast
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from ninja import Field
from ninja.errors import ValidationError
from pydantic.json_schema import SkipJsonSchema

from measures.definitions import NOT_ASKED
from measures.models import Course, ImplementationStatus, Measure
from measures.models.querysets import MeasureQuerySet

from .paging import PageParameters

EXAMPLE = "5d1f5a52-90a4-4a52-8d7c-5f2f0f6c3b77"
STATUSES = Literal[(NOT_ASKED, *ImplementationStatus.values)]  # type: ignore[valid-type]
COURSES = Literal[tuple(Course.values)]  # type: ignore[valid-type]
#: „null“ is no value of an address: what is not asked for is left out.
Key = UUID | SkipJsonSchema[None]


def _key(description: str) -> Any:
    return Field(None, description=description, examples=[EXAMPLE])


class ListParameters(PageParameters):
    """`lookups` says for each filter where the database finds it."""

    lookups: ClassVar[dict[str, str]] = {}

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {lookup: getattr(self, name) for name, lookup in self.lookups.items()}
        return rows.filter(**{lookup: value for lookup, value in wanted.items() if value is not None})


class GoalParameters(ListParameters):
    lookups = {"handlungsfeld_id": "field_of_action__uuid"}

    handlungsfeld_id: Key = _key("Nur Leitziele dieses Handlungsfelds.")


class MeasureParameters(ListParameters):
    lookups = {
        "handlungsfeld_id": "field_of_action__uuid",
        "verlauf_code": "current_course",
    }

    handlungsfeld_id: Key = _key("Nur Maßnahmen dieses Handlungsfelds.")
    organisation_id: Key = _key("Nur Maßnahmen, an denen diese Organisation mitwirkt.")
    umsetzungsstand_code: STATUSES | SkipJsonSchema[None] = Field(
        None, description="Nur Maßnahmen mit diesem Umsetzungsstand.", examples=["in_progress"]
    )
    verlauf_code: COURSES | SkipJsonSchema[None] = Field(  # type: ignore[valid-type]
        None, description="Nur Maßnahmen mit diesem Verlauf.", examples=["delayed"]
    )
    q: str = Field(
        "",
        max_length=100,
        pattern=r"^[^\x00-\x1f\x7f]*$",
        description="Nur Maßnahmen, in deren Text alle diese Wörter stehen.",
        examples=["Sprache"],
    )

    def narrow(self, rows: QuerySet[Any]) -> MeasureQuerySet:
        measures = cast("MeasureQuerySet", rows)
        if self.umsetzungsstand_code or self.verlauf_code:
            measures = measures.with_current_status()
        found = cast("MeasureQuerySet", super().narrow(measures))
        if self.umsetzungsstand_code is not None:
            found = found.in_status(
                None if self.umsetzungsstand_code == NOT_ASKED else self.umsetzungsstand_code
            )
        if self.organisation_id is not None:
            found = found.filter(
                pk__in=Measure.objects.filter(
                    responsibilities__organisation__uuid=self.organisation_id
                ).values("pk")
            )
        return found.search(self.q)


class OfMeasureParameters(ListParameters):
    lookups = {"massnahme_id": "measure__uuid"}

    massnahme_id: Key = _key("Nur Einträge zu dieser Maßnahme.")


class OfOrganisationParameters(OfMeasureParameters):
    lookups = {
        "massnahme_id": "measure__uuid",
        "organisation_id": "organisation__uuid",
    }

    organisation_id: Key = _key("Nur Einträge zu dieser Organisation.")


class ValueParameters(OfMeasureParameters):
    lookups = {
        "massnahme_id": "indicator__measure__uuid",
        "indikator_id": "indicator__uuid",
    }

    indikator_id: Key = _key("Nur Werte dieses Indikators.")


PARAMETERS: dict[str, type[ListParameters]] = {
    "massnahmen": MeasureParameters,
    "umsetzungsstaende": OfMeasureParameters,
    "sachstaende": OfOrganisationParameters,
    "indikatoren": OfMeasureParameters,
    "indikatorwerte": ValueParameters,
    "schritte": OfMeasureParameters,
    "ueberpruefungen": OfMeasureParameters,
    "ressourcen": OfMeasureParameters,
    "zustaendigkeiten": OfOrganisationParameters,
    "leitziele": GoalParameters,
}


def only_known(request: HttpRequest, parameters: type[PageParameters] | None = None) -> None:
    """Whoever mistypes a filter must not take everything for the answer."""
    known = parameters.model_fields if parameters else {}
    unknown = [name for name in request.GET if name not in known]
    if unknown:
        raise ValidationError([{"type": "unknown_parameter", "loc": ("query", name)} for name in unknown])
