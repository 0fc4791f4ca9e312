"""Fields that several forms of a Vorlage have."""

from typing import TYPE_CHECKING

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class SafeURLField(forms.URLField):
    """An address of the encrypted web: what is typed without a scheme gets https, any other scheme is refused."""

    default_validators = [URLValidator(schemes=["https"])]
    default_error_messages = {
        "invalid": _("Bitte geben Sie eine vollständige Adresse ein. Sie beginnt mit https://.")
    }

    def __init__(self, *, label: "StrOrPromise") -> None:
        super().__init__(label=label, required=False, max_length=200, assume_scheme="https")
