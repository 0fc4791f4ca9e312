from django.urls import path

from . import views

app_name = "measures"

urlpatterns = [
    path("massnahmen/", views.measures, name="list"),
    path("massnahmen/<slug:slug>/", views.measure, name="measure"),
]
