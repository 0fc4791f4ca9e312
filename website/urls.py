from django.urls import include, path

from . import documents, views
from .models import LegalPageKind

app_name = "website"

urlpatterns = [
    path("", views.home, name="home"),
    path("umsetzungsstand/", views.status_overview, name="status_overview"),
    path("begriffe/", views.definitions, name="definitions"),
    path("impressum/", views.legal, {"kind": LegalPageKind.IMPRINT}, name="imprint"),
    path("datenschutz/", views.legal, {"kind": LegalPageKind.PRIVACY}, name="privacy"),
    path("barrierefreiheit/", views.legal, {"kind": LegalPageKind.ACCESSIBILITY}, name="accessibility"),
    path("daten/", include("website.open_data.urls")),
    path("massnahmen/<slug:slug>/steckbrief.pdf", documents.sheet, name="sheet"),
    path("konzept/konzept.pdf", documents.concept, name="concept_pdf"),
    path("healthz", views.health, name="health"),
    path("api/v1/", include("website.api.urls")),
    path("", include("website.feeds.urls")),
    path("", include("website.calendars.urls")),
]
