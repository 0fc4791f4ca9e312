from django.urls import path

from . import views

app_name = "partners"

urlpatterns = [
    path("akteure/", views.organisations, name="organisations"),
    path("akteure/<slug:slug>/", views.organisation, name="organisation"),
]
