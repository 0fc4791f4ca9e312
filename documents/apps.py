from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Charts, PDF, Word and tables as such: what is drawn and written in them is told by the apps above."""

    name = "documents"
    verbose_name = _("Dokumente")
