"""Answers to programs that ask again and again: what has not changed is not sent once more."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import parse_http_date_safe


def unless_known(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """`response` with its ETag, or 304 where the reader has the same already."""
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    changed_at = parse_http_date_safe(response.get("Last-Modified", ""))
    answer = get_conditional_response(
        request, etag=response["ETag"], last_modified=changed_at, response=response
    )
    return answer or response
