"""The pages' JSON-LD: read by an independent library, held against the vocabulary."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest
from rdflib import RDF, SDO, Graph, URIRef

from tests.built_sites import BuiltSite
from tests.site.documents import Document, Documents
from tests.vocabulary import schema_org

pytestmark = pytest.mark.site

ADDRESSES = ("url", "contentUrl", "thumbnailUrl", "license", "item", "eventStatus")
CONTEXT = {
    "@vocab": schema_org.BASE,
    **{name: {"@id": schema_org.BASE + name, "@type": "@id"} for name in ADDRESSES},
}
"""What https://schema.org/ says of the properties that hold addresses: no network is asked."""


def data(page: Document) -> dict[str, Any] | None:
    found = page.all('script[type="application/ld+json"]')
    assert len(found) <= 1, page.name
    return json.loads("".join(child.data for child in found[0].children)) if found else None


@pytest.fixture(scope="session")
def found(site: BuiltSite) -> dict[str, dict[str, Any]]:
    """The documents of all pages that have one, by the page's name."""
    pages = ((page.name, data(page)) for page in Documents.of(site))
    return {name: document for name, document in pages if document}


@pytest.fixture(scope="session")
def known(found: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The type of each thing that has a name."""
    things = (node for document in found.values() for node in schema_org.nodes(document))
    return {node["@id"]: node["@type"] for node in things if "@id" in node}


def things(documents: dict[str, dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [
        node
        for document in documents.values()
        for node in schema_org.nodes(document)
        if node["@type"] == kind
    ]


def test_every_page_that_is_to_be_found_has_one(found: dict[str, Any], documents: Documents):
    wanted = {page.name for page in documents.pages if not page.all("meta[name=robots]")}
    assert found.keys() == wanted


def test_types_properties_and_values_are_those_of_the_vocabulary(
    found: dict[str, Any], known: dict[str, str]
):
    wrong = [
        f"{name}: {fault}"
        for name, document in found.items()
        for node in document["@graph"]
        for fault in schema_org.faults(node, known)
    ]
    assert wrong == []


def test_the_vocabulary_is_that_of_schema_org():
    """Our part of it names nothing that the whole, as a library ships it, does not have."""
    for kind in schema_org.types():
        assert kind in SDO, kind
        for name in (*schema_org.properties(kind), *schema_org.types()[kind].get("members", ())):
            assert name in SDO, f"{kind}.{name}"


def test_what_is_wrong_is_found():
    known = {"#a": "Place", "#p": "Organization"}
    node = {"@type": "Event", "startDate": "14/2/2027", "organiser": "x", "location": {"@id": "#p"}}
    assert len(list(schema_org.faults(node, known))) == 3
    good = {"@type": "Event", "startDate": "2027-02-14", "location": {"@id": "#a"}}
    assert list(schema_org.faults(good, known)) == []


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_a_library_reads_the_same_things(found: dict[str, Any]):
    for name, document in found.items():
        graph = Graph()
        graph.parse(data=json.dumps({**document, "@context": CONTEXT}), format="json-ld")
        kinds = graph.objects(None, RDF.type)
        read = Counter(str(kind).removeprefix(schema_org.BASE) for kind in kinds)
        assert read == Counter(node["@type"] for node in schema_org.nodes(document)), name
        assert all(isinstance(address, URIRef) for address in graph.objects(None, SDO.url)), name


def test_what_is_named_is_described_somewhere(found: dict[str, Any], known: dict[str, str]):
    missing = {
        f"{name}: {ref}"
        for name, document in found.items()
        for ref in schema_org.references(document)
        if ref not in known
    }
    assert missing == set()


def test_addresses_lead_to_files_of_the_site(found: dict[str, Any], documents: Documents):
    for name, document in found.items():
        for node in schema_org.nodes(document):
            for key in ("url", "contentUrl", "thumbnailUrl", "item"):
                address = node.get(key)
                if address and address.startswith(documents.site.site_url):
                    documents.target(address)
                elif address:
                    assert node["@type"].endswith("Organization"), f"{name}: {address}"


def test_pages_speak_the_language_of_their_readers(found: dict[str, Any], documents: Documents):
    for name, document in found.items():
        page = documents.by_name[name]
        first = document["@graph"][0]
        assert first["inLanguage"] == page.root.attrs["lang"], name
        assert first["@type"] == "WebSite" or first["@id"] == page.url
        trail = [each["name"] for each in first.get("breadcrumb", {}).get("itemListElement", [])]
        shown = page.all(".crumbs a")
        assert len(trail) == len(shown) + bool(shown), name


def test_a_starter_site_claims_no_publisher(place: BuiltSite, sample: BuiltSite):
    for site, expected in ((place, 0), (sample, 1)):
        documents = {page.name: data(page) for page in Documents.of(site) if data(page)}
        assert bool(things(documents, "Organization")) is bool(expected)
        assert things(documents, "GovernmentOrganization") == []
        assert any("publisher" in json.dumps(each) for each in documents.values()) is bool(expected)


def test_the_search_page_answers_the_search_action(found: dict[str, Any], documents: Documents):
    actions = things(found, "SearchAction")
    assert len(actions) == len(documents.site.languages)
    for action in actions:
        address, _, query = action["target"]["urlTemplate"].partition("?")
        page = documents.by_name[documents.target(address)]
        assert query == "q={search_term_string}"
        assert page.one("form.finder input").attrs["name"] == "q"


def test_each_kind_of_page_says_what_it_is_about(sample: BuiltSite):
    documents = {page.name: data(page) for page in Documents.of(sample) if data(page)}

    def subject(name: str) -> dict[str, Any]:
        first, *others = documents[f"{name}index.html"]["@graph"]
        assert [first["mainEntity"]["@id"]] == [other["@id"] for other in others]
        return others[0]

    light = subject("discover/lighthouse/")
    assert light["@type"] == "TouristAttraction"
    supper = subject("events/supper/")
    assert supper["eventStatus"] == "https://schema.org/EventCancelled"
    assert (supper["startDate"], supper["endDate"]) == ("2027-06-05", "2027-06-06")
    assert supper["location"]["@id"] == light["@id"]
    assert subject("fr/events/lantern-night/")["@id"] == subject("events/lantern-night/")["@id"]
    report = subject("news/2026-02-10-step/")
    assert report["@type"] == "NewsArticle"
    assert report["publisher"]["name"] == "Harbour Office of Brume"
    wrong = subject("reader/correction/")
    assert wrong["@type"] == "CorrectionComment"
    assert report["correction"] == {"@id": wrong["@id"]}
    film = subject("reader/video/")
    assert film["@type"] == "VideoObject"
    assert film["duration"].startswith("PT")
    assert subject("reader/brochure/")["@type"] == "DigitalDocument"
    figures = subject("reader/sources/")
    assert figures["@type"] == "Dataset"
    assert figures["variableMeasured"]


def test_pictures_have_their_licence_and_credit(place: BuiltSite):
    documents = {page.name: data(page) for page in Documents.of(place) if data(page)}
    pictures = things(documents, "ImageObject")
    assert len(pictures) > 50
    for picture in pictures:
        assert picture["creditText"]
        assert picture["license"].startswith("https://creativecommons.org/")


def test_names_in_other_languages(place: BuiltSite):
    documents = {page.name: data(page) for page in Documents.of(place) if data(page)}
    of_home = {name: documents[f"{name}index.html"]["@graph"][1] for name in ("", "en/", "zh/")}
    assert {area["@id"] for area in of_home.values()} == {f"{place.site_url}#area"}
    assert of_home[""]["alternateName"] == "文朗"
    assert of_home["zh/"]["alternateName"] == "Văn Lãng"
    temple = documents["kham-pha/chua-tan-thanh/index.html"]["@graph"][1]
    assert {"Tân Thanh Pagoda", "新清寺"} <= set(temple["alternateName"])
