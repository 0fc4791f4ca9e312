"""What every page needs to know about the portal."""

from django.conf import settings
from django.http import HttpRequest

from fields.models import Concept


def portal(request: HttpRequest) -> dict[str, object]:
    """Names of the city, and the concept in force; lazily, since error pages must do without a database."""
    return {
        "portal_city": settings.PORTAL_CITY,
        "portal_title": settings.PORTAL_TITLE,
        "portal_office": settings.PORTAL_OFFICE,
        "portal_contact_email": settings.PORTAL_CONTACT_EMAIL,
        "current_concept": Concept.objects.in_force().first,
    }
