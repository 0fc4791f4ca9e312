"""Addresses in the council's information system: read by everybody, so nothing but the encrypted web."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from .refusals import PaperError

is_https = URLValidator(schemes=["https"])


def checked_link(link: str) -> str:
    """The address as it was given, or a refusal; none is fine."""
    if link:
        try:
            is_https(link)
        except ValidationError as error:
            raise PaperError(_("Adressen im Ratsinformationssystem beginnen mit https://.")) from error
    return link
