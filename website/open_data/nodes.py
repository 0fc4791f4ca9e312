"""The vocabularies of the catalogue, and how something is said of a node."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
DCATAP = Namespace("http://data.europa.eu/r5r/")
EU = Namespace("http://publications.europa.eu/resource/authority/")
GEOCODING = Namespace("http://dcat-ap.de/def/politicalGeocoding/")
PREFIXES = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "vcard": VCARD,
    "xsd": XSD,
    "dcatde": DCATDE,
    "dcatap": DCATAP,
}


def page(name: str, fragment: str = "") -> URIRef:
    end = f"#{fragment}" if fragment else ""
    return URIRef(settings.SITE_URL + reverse(f"website:{name}") + end)


def add(graph: Graph, node: URIRef, kind: URIRef, said: list[tuple[URIRef, Any]]) -> URIRef:
    """Says of `node` what there is to say; what is None is not known."""
    graph.add((node, RDF.type, kind))
    for name, value in said:
        if value is not None:
            graph.add((node, name, value))
    return node


def german(text: str) -> Literal:
    return Literal(text, lang="de")
