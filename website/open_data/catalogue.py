"""The catalogue that other portals read, after DCAT-AP.de 3.0 (https://www.dcat-ap.de/def/dcatde/3.0/spec/).

Every node has an address of its own, so that the same content gives the same bytes.
"""

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from fields.models import Concept

from .dataset import Dataset
from .datasets import DATASETS
from .formats import FORMATS, XLSX, Format
from .keeping import file_name
from .licence import attribution, data_licence
from .nodes import DCATAP, DCATDE, EU, GEOCODING, PREFIXES, VCARD, add, german, page
from .version import ContentState

THEMES = ("SOCI", "GOVE")


def catalogue_text(syntax: str, state: ContentState, kept: Mapping[str, int]) -> str:
    """`kept` names the sizes of the files that are known."""
    graph = catalogue(state, kept)
    if syntax == "turtle":
        return graph.serialize(format="turtle")
    context = {prefix: str(names) for prefix, names in PREFIXES.items()}
    found = json.loads(graph.serialize(format="json-ld", context=context, auto_compact=True))
    return json.dumps(_in_order(found), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def catalogue(state: ContentState, kept: Mapping[str, int]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, names in PREFIXES.items():
        graph.bind(prefix, names)
    first = _first_day()
    with translation.override(settings.LANGUAGE_CODE):
        _add_catalogue(graph, state)
        _add_people(graph)
        for dataset in DATASETS.values():
            node = _add_dataset(graph, dataset, state, first)
            for form in FORMATS.values():
                size = kept.get(file_name(dataset)) if form.ending == XLSX else None
                graph.add((node, DCAT.distribution, _add_distribution(graph, dataset, form, state, size)))
    return graph


def _add_catalogue(graph: Graph, state: ContentState) -> None:
    node = add(
        graph,
        page("open_data"),
        DCAT.Catalog,
        [
            (DCTERMS.title, german(f"{settings.PORTAL_TITLE} {settings.PORTAL_CITY}: offene Daten")),
            (
                DCTERMS.description,
                german("Maßnahmen des Integrationskonzepts, ihr Umsetzungsstand und ihre Indikatoren."),
            ),
            (DCTERMS.publisher, page("open_data", "herausgeber")),
            (DCTERMS.language, EU["language/DEU"]),
            (DCTERMS.license, URIRef(data_licence().code)),
            (DCTERMS.modified, _moment(state)),
            (DCAT.themeTaxonomy, EU["data-theme"]),
            (FOAF.homepage, page("open_data")),
            (DCTERMS.spatial, _place(graph)),
        ],
    )
    for name in DATASETS:
        graph.add((node, DCAT.dataset, page("open_data", name)))
    graph.add((node, DCAT.service, _add_service(graph)))


def _add_service(graph: Graph) -> URIRef:
    node = add(
        graph,
        page("open_data", "schnittstelle"),
        DCAT.DataService,
        [
            (DCTERMS.title, german(f"Schnittstelle: {settings.PORTAL_TITLE} {settings.PORTAL_CITY}")),
            (DCAT.endpointURL, page("api_entrance")),
            (DCAT.endpointDescription, page("api_openapi")),
            (FOAF.page, page("api_documentation")),
            (DCTERMS.publisher, page("open_data", "herausgeber")),
            (DCTERMS.license, URIRef(data_licence().code)),
            (DCTERMS.accessRights, EU["access-right/PUBLIC"]),
        ],
    )
    for name in DATASETS:
        graph.add((node, DCAT.servesDataset, page("open_data", name)))
    return node


def _add_people(graph: Graph) -> None:
    """Offices, never persons."""
    add(
        graph,
        page("open_data", "herausgeber"),
        FOAF.Agent,
        [(FOAF.name, german(settings.PORTAL_CITY)), (FOAF.homepage, URIRef(f"{settings.SITE_URL}/"))],
    )
    mail = settings.PORTAL_CONTACT_EMAIL
    add(
        graph,
        page("open_data", "kontakt"),
        VCARD.Organization,
        [
            (VCARD.fn, german(f"{settings.PORTAL_OFFICE}, {settings.PORTAL_CITY}")),
            (VCARD.hasEmail, URIRef(f"mailto:{mail}") if mail else None),
            (VCARD.hasURL, page("imprint")),
        ],
    )


def _add_dataset(graph: Graph, dataset: Dataset, state: ContentState, first: Literal | None) -> URIRef:
    node = page("open_data", dataset.name)
    key = settings.PORTAL_MUNICIPALITY_KEY
    said: list[tuple[URIRef, Any]] = [
        (DCTERMS.title, german(f"{dataset.title} ({settings.PORTAL_TITLE} {settings.PORTAL_CITY})")),
        (DCTERMS.description, german(str(dataset.description))),
        (DCTERMS.identifier, Literal(str(node))),
        (DCTERMS.publisher, page("open_data", "herausgeber")),
        (DCAT.contactPoint, page("open_data", "kontakt")),
        (DCATDE.contributorID, URIRef(settings.PORTAL_DATA_CONTRIBUTOR)),
        (DCTERMS.issued, first),
        (DCTERMS.modified, _moment(state)),
        (DCTERMS.language, EU["language/DEU"]),
        (DCTERMS.accessRights, EU["access-right/PUBLIC"]),
        (DCTERMS.accrualPeriodicity, EU["frequency/IRREG"]),
        (DCAT.landingPage, page("open_data")),
        (FOAF.page, page("open_data_dictionary", dataset.name)),
        (DCTERMS.spatial, _place(graph)),
        (DCATDE.politicalGeocodingURI, GEOCODING[f"municipalityKey/{key}"] if key else None),
        (DCATDE.politicalGeocodingLevelURI, GEOCODING["Level/municipality"] if key else None),
    ]
    said += [(DCAT.theme, EU[f"data-theme/{theme}"]) for theme in THEMES]
    said += [(DCAT.keyword, german(str(keyword))) for keyword in dataset.keywords]
    return add(graph, node, DCAT.Dataset, said)


def _add_distribution(
    graph: Graph, dataset: Dataset, form: Format, state: ContentState, size: int | None
) -> URIRef:
    path = reverse("website:open_data_file", args=[dataset.name, form.ending])
    address, licence = URIRef(settings.SITE_URL + path), data_licence()
    return add(
        graph,
        page("open_data", f"{dataset.name}.{form.ending}"),
        DCAT.Distribution,
        [
            (DCTERMS.title, german(f"{dataset.title}: {form.label}")),
            (DCTERMS.description, german(str(form.note))),
            (DCAT.accessURL, address),
            (DCAT.downloadURL, address),
            (DCTERMS.license, URIRef(licence.code)),
            (DCATDE.licenseAttributionByText, german(attribution()) if licence.needs_attribution else None),
            (DCTERMS.format, EU[f"file-type/{form.file_type}"]),
            (DCAT.mediaType, URIRef(f"https://www.iana.org/assignments/media-types/{form.media_type}")),
            (DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger) if size else None),
            (DCTERMS.conformsTo, page("open_data_schema") if form.ending == "json" else None),
            (DCTERMS.language, EU["language/DEU"]),
            (DCTERMS.modified, _moment(state)),
            (DCATAP.availability, EU["planned-availability/STABLE"]),
        ],
    )


def _place(graph: Graph) -> URIRef | None:
    """By the Gemeindeschlüssel, where the city has set it."""
    if not settings.PORTAL_MUNICIPALITY_KEY:
        return None
    node = GEOCODING[f"municipalityKey/{settings.PORTAL_MUNICIPALITY_KEY}"]
    graph.add((node, RDF.type, DCTERMS.Location))
    return node


def _first_day() -> Literal | None:
    """Since when the concept has been in the portal."""
    known = Concept.history.filter(state="in_force").order_by("history_date")
    first = known.values_list("history_date", flat=True).first()
    return Literal(first.isoformat(timespec="seconds"), datatype=XSD.dateTime) if first else None


def _moment(state: ContentState) -> Literal | None:
    if state.changed_at is None:
        return None
    return Literal(state.changed_at.isoformat(timespec="seconds"), datatype=XSD.dateTime)


def _in_order(part: Any) -> Any:
    """Sets have no order; written out they get one."""
    if isinstance(part, list):
        return sorted(map(_in_order, part), key=lambda each: json.dumps(each, sort_keys=True))
    return {key: _in_order(value) for key, value in part.items()} if isinstance(part, dict) else part
