"""The catalogue as an answer: built only for whoever does not have it yet."""

import hashlib
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.module_loading import import_string

from website.models import OpenDataFile

from .datasets import DATASETS
from .formats import FORMATS
from .version import ContentState, content_state

CONTENT_TYPES = {"json-ld": "application/ld+json", "turtle": "text/turtle; charset=utf-8"}
#: What a release may change beside the words of the data sets.
WRITTEN_BY = [Path(__file__).with_name(name) for name in ("catalogue.py", "nodes.py")]

#: Names and sizes of the files that are kept.
Kept = tuple[tuple[str, int], ...]


def catalogue_answer(request: HttpRequest, syntax: str) -> HttpResponse:
    """Its ETag names all that it is built from, so that neither 304 nor the second reader costs the building."""
    state = content_state()
    kept: Kept = tuple(OpenDataFile.objects.order_by("name").values_list("name", "size"))
    said = _said(state, kept)
    answer = HttpResponse(content_type=CONTENT_TYPES[syntax])
    answer["ETag"] = f'"{hashlib.sha256(f"{syntax} {said}".encode()).hexdigest()[:32]}"'
    patch_cache_control(answer, public=True, no_cache=True)
    patch_vary_headers(answer, ["Accept-Encoding"])
    found = get_conditional_response(request, etag=answer["ETag"], response=answer)
    if found is not None and found is not answer:
        return found
    answer.content = _built(syntax, state, kept, said)
    return answer


@lru_cache(maxsize=2 * len(CONTENT_TYPES))
def _built(syntax: str, state: ContentState, kept: Kept, said: str) -> bytes:
    # What builds it takes 17 MB of memory, so only a process that is asked for the catalogue loads it.
    text: Callable[..., str] = import_string("website.open_data.catalogue.catalogue_text")
    return text(syntax, state, dict(kept)).encode()


def _said(state: ContentState, kept: Kept) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        words = [[each.title, each.description, each.keywords] for each in DATASETS.values()]
        forms = [[each.label, each.note] for each in FORMATS.values()]
        return json.dumps([state.version, kept, _settings(), words, forms, _release()], default=str)


def _settings() -> dict[str, str]:
    return {name: str(getattr(settings, name)) for name in dir(settings) if name.startswith("PORTAL_")}


@lru_cache(maxsize=1)
def _release() -> str:
    return hashlib.sha256(b"".join(path.read_bytes() for path in WRITTEN_BY)).hexdigest()
