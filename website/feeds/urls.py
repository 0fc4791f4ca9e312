from django.urls import path

from . import views

urlpatterns = [
    path("abonnieren/", views.subscribing, name="subscribing"),
    path("feeds/portal.atom", views.portal_feed, name="portal_feed"),
    path("feeds/handlungsfelder/<slug:slug>.atom", views.field_feed, name="field_feed"),
    path("feeds/massnahmen/<slug:slug>.atom", views.measure_feed, name="measure_feed"),
]
