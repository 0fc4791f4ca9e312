"""Addresses for programs know no person."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]

#: The page that explains the interface is for people.
FOR_PROGRAMS = re.compile(r"^/(?:api/v1/(?!dokumentation/)|feeds/|kalender/)")


def without_person(get_response: GetResponse) -> GetResponse:
    """Read no cookie, so that no session is touched and every visitor gets the same; stands before the sessions."""

    def answer(request: HttpRequest) -> HttpResponse:
        if not FOR_PROGRAMS.match(request.path):
            return get_response(request)
        request.COOKIES = {}
        response = get_response(request)
        varies = [name for name in response.get("Vary", "").split(", ") if name.lower() != "cookie"]
        response["Vary"] = ", ".join(filter(None, varies)) or "Accept-Encoding"
        return response

    return answer
