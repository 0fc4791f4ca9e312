"""Addresses that changed: whoever comes by an old one is led to the present one (DESIGN.md 4.8)."""

from collections.abc import Callable
from typing import Any

from django.db import models
from django.http import Http404, HttpResponsePermanentRedirect


def moved(
    shown: models.QuerySet[Any], slug: str, *, address: Callable[[Any], str] | None = None
) -> HttpResponsePermanentRedirect:
    """Lead from a former slug to the page, or another `address`, of the row that had it last, or raise Http404.

    Only rows of `shown` are led to, so that nothing unpublished betrays itself by its old address.
    """
    model: Any = shown.model
    record = model.history.filter(slug=slug, id__in=shown.values("pk")).first()
    if record is None:
        raise Http404
    row = shown.get(pk=record.id)
    return HttpResponsePermanentRedirect(address(row) if address else row.get_absolute_url())
