"""Files as answers: streamed, with what a cache and a program want to know, and not sent again unchanged."""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import content_disposition_header, http_date, parse_http_date

from website.kept_files import pieces
from website.models import OpenDataFile

from .dataset import Dataset
from .formats import Format, write_pieces
from .rows import stream_rows
from .selection import Selection
from .version import ContentState, content_state
from .workbook import write_workbook_file

#: A change so short ago may have a neighbour in the same second; only the ETag tells them apart.
SETTLED = dt.timedelta(minutes=1)
PIECE = 64 * 1024


def text_download(
    request: HttpRequest, dataset: Dataset, selection: Selection, form: Format
) -> HttpResponseBase:
    state = content_state()
    body = write_pieces(dataset, stream_rows(dataset, selection.rows), form.ending, state, selection.part)
    return _answer(request, body, _name(dataset, selection), form, state, key=selection.key)


def workbook_download(
    request: HttpRequest, dataset: Dataset, selection: Selection, form: Format
) -> HttpResponseBase:
    """Of few rows: written to a file on disk, which is sent piece by piece."""
    state = content_state()
    body = _workbook(dataset, selection, state)
    return _answer(request, body, _name(dataset, selection), form, state, key=selection.key)


def kept_download(request: HttpRequest, file: OpenDataFile, content_type: str) -> HttpResponseBase:
    """As the job made it; until the next one is ready, the file of the state before."""
    response = StreamingHttpResponse([] if request.method == "HEAD" else pieces(file))
    response["Content-Length"] = str(file.size)
    response["ETag"] = f'"{file.sha256[:32]}"'
    response["Last-Modified"] = http_date(file.created_at.timestamp())
    return _finished(request, response, file.name, content_type)


def text_answer(request: HttpRequest, content: bytes, content_type: str) -> HttpResponse:
    """A description of the data, which is small."""
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _answer(
    request: HttpRequest, body: Iterable[bytes], name: str, form: Format, state: ContentState, *, key: str
) -> HttpResponseBase:
    """Nothing of `body` is read where the reader has it already, or asks for the head alone."""
    response = StreamingHttpResponse([] if request.method == "HEAD" else body)
    said = f"{state.version} {form.ending} {name} {key}"
    response["ETag"] = f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
    changed = state.changed_at
    if changed and not key and changed < timezone.now() - SETTLED:
        response["Last-Modified"] = http_date(changed.timestamp())
    return _finished(request, response, f"{name}.{form.ending}", form.content_type)


def _finished(
    request: HttpRequest, response: StreamingHttpResponse, name: str, content_type: str
) -> HttpResponseBase:
    response["Content-Type"] = content_type
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    # Kept by everyone and asked for each time, which costs one statement.
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    # Django takes any answer here, streamed ones too.
    conditional = cast("HttpResponse", response)
    changed = parse_http_date(response["Last-Modified"]) if "Last-Modified" in response else None
    return get_conditional_response(request, response["ETag"], changed, conditional) or response


def _name(dataset: Dataset, selection: Selection) -> str:
    return f"{dataset.name}-auswahl" if selection.is_part else dataset.name


def _workbook(dataset: Dataset, selection: Selection, state: ContentState) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / dataset.name
        write_workbook_file(path, dataset, stream_rows(dataset, selection.rows), state, selection.part)
        with path.open("rb") as file:
            while content := file.read(PIECE):
                yield content
