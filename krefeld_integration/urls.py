"""All addresses: each app brings its own, under the German paths of DESIGN.md 6."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("website.urls")),
    path("", include("fields.urls")),
    path("", include("partners.urls")),
    path("", include("measures.urls")),
    path("", include("reporting.urls")),
    path("konto/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
