"""Legal pages in the admin, and the names of the admin site itself."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from safety.admin import VersionedAdmin

from .models import LegalPage

admin.site.site_header = f"{settings.PORTAL_TITLE} – {settings.PORTAL_CITY}"
admin.site.site_title = settings.PORTAL_CITY
admin.site.index_title = _("Redaktion")


@admin.register(LegalPage)
class LegalPageAdmin(VersionedAdmin):
    fieldsets = [
        (
            None,
            {
                "fields": ["kind", "body", "reviewed_on"],
                "description": _("Was in doppelten eckigen Klammern steht, muss die Stadt noch ausfüllen."),
            },
        )
    ]
    list_display = ["kind", "reviewed_on"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["kind"] if obj else []
