"""Part of a data set, as its file says of itself: by which filters, and under which address."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class NamedFilter:
    """As it stands in the address, and in words."""

    name: str
    value: str
    label: str
    words: str


@dataclass(frozen=True)
class Part:
    filters: tuple[NamedFilter, ...]
    #: The filters as they stand in an address.
    query: str

    def address(self, dataset_name: str, ending: str) -> str:
        path = reverse("website:open_data_file", args=[dataset_name, ending])
        return f"{settings.SITE_URL}{path}?{self.query}"
