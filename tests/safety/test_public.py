"""What the public gets: no cookie, nothing from another host, a strict policy, and nothing internal."""

import io
import re
import zipfile
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from tests.documents.pdfs import Opened
from tests.safety.world import PLANTED, World, public_addresses
from website.concept_pdf import concept_html

pytestmark = pytest.mark.django_db

#: The pages with a posted form, which cannot do without the cookie against forged requests.
WITH_FORM = ("/konto/",)
#: Attributes by which a page makes the browser ask for something by itself.
ASKED_BY_ITSELF = re.compile(
    r"<(?:script|img|iframe|source|audio|video|embed|track|input)\b[^>]*?\s(?:src|srcset)=\"([^\"]+)\""
    r"|<link\b[^>]*?\shref=\"([^\"]+)\"|<(?:use|image)\b[^>]*?\shref=\"([^\"]+)\"",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"<style\b|<[a-z][^>]*\sstyle=|<[a-z][^>]*\son[a-z]+=|<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE
)
DATA_BLOCK = re.compile(r"<script[^>]*type=\"application/(?:ld\+)?json\"[^>]*>", re.IGNORECASE)
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def world(shared_world: World) -> World:
    return shared_world


def read(client: Client, address: str) -> tuple[int, str]:
    response = client.get(address)
    content = b"".join(response)
    if content.startswith(b"PK"):  # a workbook, whose texts lie packed
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            content = b"\n".join(map(packed.read, packed.namelist()))
    if content.startswith(b"%PDF"):
        content = Opened(content).text.encode()
    return response.status_code, content.decode("utf-8", "replace")


def read_pages(client: Client, world: World) -> dict[str, str]:
    """What browsers show; a feed or a workbook is no page, and its links are asked by nobody."""
    found = {}
    for address in public_addresses(world):
        response = client.get(address)
        if response["Content-Type"].startswith("text/html"):
            found[address] = b"".join(response).decode()
    return found


def test_walk_reaches_all_public_pages(client: Client, world: World) -> None:
    answers = {address: read(client, address)[0] for address in public_addresses(world)}
    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert len(answers) > 15


def test_visitors_get_no_cookie(client: Client, world: World) -> None:
    given = {}
    for address in public_addresses(world):
        response = client.get(address)
        allowed = {"csrftoken"} if address.startswith(WITH_FORM) else set()
        if extra := set(response.cookies) - allowed:
            given[address] = extra
    assert given == {}


def foreign(page: str) -> list[str]:
    found = ["".join(groups) for groups in ASKED_BY_ITSELF.findall(page)]
    return [url for url in found if urlsplit(url).scheme not in ("", "data") or urlsplit(url).netloc]


def test_no_page_asks_another_host(client: Client, world: World) -> None:
    found = {address: foreign(page) for address, page in read_pages(client, world).items()}
    assert {address: urls for address, urls in found.items() if urls} == {}


def test_foreign_requests_are_found() -> None:
    page = (
        '<img alt="" src="https://a.example/x.png"><link rel="x" href="//b.example/y.css"><img src="/z.png">'
    )
    assert foreign(page) == ["https://a.example/x.png", "//b.example/y.css"]


def test_nothing_is_inline(client: Client, world: World) -> None:
    """What the policy would refuse must not be there in the first place."""
    found = {}
    for address, page in read_pages(client, world).items():
        if hits := INLINE.findall(DATA_BLOCK.sub("", page)):
            found[address] = hits
    assert found == {}


@pytest.mark.parametrize(
    "address", ["/", "/konto/login/", "/admin/", "/gibt-es-nicht/", "/static/x.css", "/healthz"]
)
def test_policy_stands_on_every_answer(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert set(headers["Content-Security-Policy"].split("; ")) >= POLICY
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"


def test_nothing_internal_is_public(client: Client, world: World) -> None:
    found = {}
    for address in public_addresses(world):
        page = read(client, address)[1]
        if shown := [text for text in PLANTED if text in page]:
            found[address] = shown
    assert found == {}


def test_nothing_internal_is_in_the_concept_for_paper(world: World) -> None:
    page = concept_html(world.measure.field_of_action.concept, on=timezone.localdate())
    assert world.measure.title in page
    assert [text for text in PLANTED if text in page] == []


def test_published_text_is_public(client: Client, world: World) -> None:
    """The walk would prove nothing if it did not reach what is public of the same rows."""
    pages = "".join(read(client, address)[1] for address in public_addresses(world))
    assert world.public_text in pages


def test_security_contact_can_be_found(client: Client, settings) -> None:  # type: ignore[no-untyped-def]
    settings.PORTAL_SECURITY_CONTACT = "sicherheit@stadt.de"
    page = client.get("/.well-known/security.txt").text
    assert "Contact: mailto:sicherheit@stadt.de" in page
    assert re.search(r"^Expires: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", page, re.MULTILINE)
