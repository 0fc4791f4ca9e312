"""Addresses to which forms post, and addresses that are keys."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

View = Callable[..., HttpResponse]


def post_or_back(page: str, *arguments: str) -> Callable[[View], View]:
    """Act on POST only; after an error the address stands in the browser, and reloading it leads back to `page`.

    `arguments` names those parts of the address that `page` has too.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, **parts: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, **parts)
            return redirect(reverse(page, kwargs={name: parts[name] for name in arguments}))

        return require_http_methods(["GET", "HEAD", "POST"])(guarded)

    return decorate


def keeps_no_trace(view: View) -> View:
    """The address is the key: it stays out of caches, and no other address gets to know it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return guarded
