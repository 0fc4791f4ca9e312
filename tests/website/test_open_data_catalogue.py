"""Other portals read the catalogue: what DCAT-AP.de asks for is there, in both forms."""

import os
import subprocess
import sys

import pytest
from django.test import Client, override_settings
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, FOAF, RDF

from tests.builders import make_measure
from website.models import OpenDataFile
from website.open_data.datasets import DATASETS
from website.open_data.formats import FORMATS

pytestmark = pytest.mark.django_db

DCAT = Namespace("http://www.w3.org/ns/dcat#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

#: What is mandatory, with where it is said so. DCAT-AP.de 2.0 and 3.0: https://www.dcat-ap.de/def/dcatde/3.0/spec/;
#: rules K..: https://www.dcat-ap.de/def/dcatde/2.0/implRules/; checked by GovData with the shapes in
#: https://github.com/GovDataOfficial/DCAT-AP.de-SHACL-Validation.
MANDATORY: dict[URIRef, list[URIRef]] = {
    # Klasse Katalog: Titel, Beschreibung, Datensatz (3.0), Herausgeber.
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCAT.dataset, DCTERMS.publisher],
    # Klasse Datensatz: Titel, Beschreibung; contributorID (K12, K13); Herausgeber (K36).
    DCAT.Dataset: [DCTERMS.title, DCTERMS.description, DCATDE.contributorID, DCTERMS.publisher],
    # Klasse Distribution: Zugangs-URL; Lizenz (2.0 and K31).
    DCAT.Distribution: [DCAT.accessURL, DCTERMS.license],
    # Klasse Datenservice: Titel, Endpunkt-URL; license and publisher as above.
    DCAT.DataService: [DCTERMS.title, DCAT.endpointURL, DCTERMS.license, DCTERMS.publisher],
    # Klasse Akteur: Name.
    FOAF.Agent: [FOAF.name],
    # K01: a contact has a mail address or the address of a page; fn is its name.
    VCARD.Organization: [VCARD.fn, VCARD.hasURL],
}
#: What GovData's shapes warn about where it is missing.
RECOMMENDED: dict[URIRef, list[URIRef]] = {
    DCAT.Catalog: [DCTERMS.language, DCTERMS.license, FOAF.homepage, DCTERMS.modified],
    DCAT.Dataset: [
        DCAT.theme, DCAT.keyword, DCAT.landingPage, DCAT.distribution, DCAT.contactPoint, DCTERMS.identifier,
        DCTERMS.issued, DCTERMS.modified, DCTERMS.language, DCTERMS.accessRights, FOAF.page,
    ],
    DCAT.Distribution: [
        DCTERMS.title, DCTERMS.format, DCAT.mediaType, DCAT.downloadURL, DCATDE.licenseAttributionByText,
    ],
}  # fmt: skip
#: At most one of each.
SINGLE = [DCTERMS.license, DCTERMS.publisher, DCTERMS.issued, DCTERMS.modified, DCATDE.contributorID]


@pytest.fixture
def turtle(client: Client) -> Graph:
    make_measure()
    return read(client, "katalog.ttl", "turtle")


def read(client: Client, name: str, syntax: str) -> Graph:
    return Graph().parse(data=client.get(f"/daten/{name}").content, format=syntax)


@pytest.mark.parametrize("wanted", [MANDATORY, RECOMMENDED], ids=["mandatory", "recommended"])
def test_every_node_has_what_it_must_have(turtle: Graph, wanted: dict[URIRef, list[URIRef]]) -> None:
    missing = []
    for kind, properties in wanted.items():
        nodes = list(turtle.subjects(RDF.type, kind))
        assert nodes, kind
        missing += [(node, name) for node in nodes for name in properties if not turtle.value(node, name)]
    assert missing == []


def test_nothing_is_said_twice_that_may_be_said_once(turtle: Graph) -> None:
    twice = [
        (node, name)
        for node in set(turtle.subjects())
        for name in SINGLE
        if len(list(turtle.objects(node, name))) > 1
    ]
    assert twice == []


def test_every_data_set_has_every_file(turtle: Graph) -> None:
    assert len(list(turtle.subjects(RDF.type, DCAT.Dataset))) == len(DATASETS)
    files = set(turtle.objects(None, DCAT.downloadURL))
    assert len(files) == len(DATASETS) * len(FORMATS)
    assert set(turtle.objects(None, DCAT.distribution)) == set(turtle.subjects(RDF.type, DCAT.Distribution))


def test_every_file_of_the_catalogue_can_be_fetched(client: Client, turtle: Graph) -> None:
    for address in turtle.objects(None, DCAT.downloadURL):
        path = "/" + str(address).split("/", 3)[3]
        assert client.head(path).status_code == 200, address


def test_values_come_from_the_lists_of_the_standard(turtle: Graph) -> None:
    assert set(turtle.objects(None, DCTERMS.license)) == {
        URIRef("http://dcat-ap.de/def/licenses/dl-by-de/2.0")
    }
    authority = "http://publications.europa.eu/resource/authority/"
    themes = {str(theme).removeprefix(authority) for theme in turtle.objects(None, DCAT.theme)}
    assert themes == {"data-theme/SOCI", "data-theme/GOVE"}
    assert set(turtle.objects(None, DCTERMS.language)) == {URIRef(f"{authority}language/DEU")}
    formats = {
        str(each).removeprefix(f"{authority}file-type/") for each in turtle.objects(None, DCTERMS.format)
    }
    assert formats == {"CSV", "JSON", "XLSX"}
    contributors = set(turtle.objects(None, DCATDE.contributorID))
    assert contributors == {URIRef("http://dcat-ap.de/def/contributors/openNRW")}


# The parser of rdflib itself uses what rdflib has deprecated.
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_both_forms_say_the_same(client: Client, turtle: Graph) -> None:
    other = read(client, "katalog.jsonld", "json-ld")
    assert set(turtle) ^ set(other) == set()
    assert isomorphic(turtle, other)


def test_the_types_of_the_forms_are_right(client: Client) -> None:
    assert client.get("/daten/katalog.jsonld")["Content-Type"] == "application/ld+json"
    assert client.get("/daten/katalog.ttl")["Content-Type"] == "text/turtle; charset=utf-8"


@pytest.mark.parametrize("name", ["katalog.jsonld", "katalog.ttl"])
def test_the_same_catalogue_is_the_same_bytes(client: Client, name: str) -> None:
    make_measure()
    first, second = client.get(f"/daten/{name}"), client.get(f"/daten/{name}")
    assert first.content == second.content
    assert client.get(f"/daten/{name}", headers={"if-none-match": first["ETag"]}).status_code == 304


def test_it_is_built_once_and_anew_after_a_change(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []

    def text(syntax: str, *_arguments: object) -> str:
        built.append(syntax)
        return str(len(built))

    monkeypatch.setattr("website.open_data.catalogue.catalogue_text", text)
    with override_settings(PORTAL_CITY="Stadt, die es nur hier gibt"):
        first = client.get("/daten/katalog.ttl")
        again = client.get("/daten/katalog.ttl", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again["ETag"]) == (304, first["ETag"])
        assert client.get("/daten/katalog.ttl").content == b"1"
        make_measure()
        assert client.get("/daten/katalog.ttl")["ETag"] != first["ETag"]
    assert built == ["turtle", "turtle"]


def test_what_builds_it_is_loaded_only_for_it() -> None:
    code = (
        "import django, sys; django.setup(); import krefeld_integration.urls; print('rdflib' in sys.modules)"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "krefeld_integration.settings", "DEBUG": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_there_are_no_nodes_without_address(turtle: Graph) -> None:
    """They would get another name at each writing."""
    nodes = {*turtle.subjects(), *turtle.objects()}
    assert all(isinstance(node, URIRef | Literal) for node in nodes)


@override_settings(PORTAL_MUNICIPALITY_KEY="05114000")
def test_the_place_is_said_where_the_city_has_set_it(client: Client) -> None:
    graph = read(client, "katalog.ttl", "turtle")
    place = URIRef("http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05114000")
    datasets = set(graph.subjects(RDF.type, DCAT.Dataset))
    assert set(graph.subjects(DCATDE.politicalGeocodingURI, place)) == datasets
    assert datasets < set(graph.subjects(DCTERMS.spatial, place))
    levels = set(graph.objects(None, DCATDE.politicalGeocodingLevelURI))
    assert levels == {URIRef("http://dcat-ap.de/def/politicalGeocoding/Level/municipality")}


def test_no_place_is_invented(turtle: Graph) -> None:
    assert list(turtle.objects(None, DCTERMS.spatial)) == []


def test_the_size_is_said_where_it_is_known(client: Client, turtle: Graph) -> None:
    assert list(turtle.objects(None, DCAT.byteSize)) == []
    OpenDataFile.objects.create(
        name="massnahmen.xlsx", content_version="v", size=1234, sha256="", created_at="2026-10-01T00:00Z"
    )
    graph = read(client, "katalog.ttl", "turtle")
    assert list(graph.objects(None, DCAT.byteSize)) == [Literal(1234, datatype=XSD.nonNegativeInteger)]


@override_settings(PORTAL_CONTACT_EMAIL="ki@stadt.example")
def test_the_contact_is_the_office(client: Client) -> None:
    graph = read(client, "katalog.ttl", "turtle")
    assert set(graph.objects(None, VCARD.hasEmail)) == {URIRef("mailto:ki@stadt.example")}
