"""Under which licence the city gives its data away; the city decides, by settings."""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Licence:
    name: str
    url: str
    #: In the list of licences of DCAT-AP.de.
    code: str
    #: Whether who uses the data has to name the source.
    needs_attribution: bool


LICENCES = {
    "dl-de/by-2-0": Licence(
        "Datenlizenz Deutschland – Namensnennung – Version 2.0",
        "https://www.govdata.de/dl-de/by-2-0",
        "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
        needs_attribution=True,
    ),
    "dl-de/zero-2-0": Licence(
        "Datenlizenz Deutschland – Zero – Version 2.0",
        "https://www.govdata.de/dl-de/zero-2-0",
        "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
        needs_attribution=False,
    ),
    "cc-by-4.0": Licence(
        "Creative Commons Namensnennung 4.0 International",
        "https://creativecommons.org/licenses/by/4.0/deed.de",
        "http://dcat-ap.de/def/licenses/cc-by/4.0",
        needs_attribution=True,
    ),
    "cc-zero": Licence(
        "Creative Commons Zero 1.0",
        "https://creativecommons.org/publicdomain/zero/1.0/deed.de",
        "http://dcat-ap.de/def/licenses/cc-zero",
        needs_attribution=False,
    ),
}


def data_licence() -> Licence:
    try:
        return LICENCES[settings.PORTAL_DATA_LICENCE]
    except KeyError:
        known = ", ".join(LICENCES)
        raise ImproperlyConfigured(f"PORTAL_DATA_LICENCE must be one of {known}.") from None


def attribution() -> str:
    """How the source is to be named; the licences ask for the name and for the address of the data."""
    licence = data_licence()
    where = f"{settings.SITE_URL}/daten/"
    return f"{settings.PORTAL_DATA_ATTRIBUTION}, {licence.name} ({licence.url}), {where}"
