from django.urls import path

from . import views

urlpatterns = [
    path("kalender/termine.ics", views.public_calendar, name="public_calendar"),
    path("kalender/handlungsfelder/<slug:slug>.ics", views.field_calendar, name="field_calendar"),
    path("kalender/persoenlich/<str:token>.ics", views.personal_calendar, name="personal_calendar"),
    path("mein-bereich/kalender/", views.my_calendar, name="my_calendar"),
    path("mein-bereich/kalender/erstellen/", views.give_calendar, name="give_calendar"),
    path("mein-bereich/kalender/widerrufen/", views.revoke_calendar, name="revoke_calendar"),
]
