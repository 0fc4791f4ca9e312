"""What is said after an approval."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from reporting.models import ProgressReport


def approved_words(report: ProgressReport) -> SafeString:
    """With the way to the public wording, and a word where the approval comes too late for the report of the query."""
    words, onward = (
        [_("Die Meldung ist freigegeben und jetzt öffentlich.")],
        _("Veröffentlichte Fassung bearbeiten"),
    )
    if report.request and report.request.query.is_frozen:
        words.append(_("Für den Bericht der Abfrage zählt sie nicht mehr: Die Abfrage ist geschlossen."))
        onward = _("Meldung ansehen")
    address = reverse("reporting:review_report", args=[report.uuid])
    link = format_html('<a class="kern-link" href="{}">{}</a>', address, onward)
    return format_html("{} {}", " ".join(words), link)
