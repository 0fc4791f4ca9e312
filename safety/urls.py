from django.urls import path

from . import views

app_name = "safety"

urlpatterns = [
    path("aufgehobener-text/", views.kept, name="kept_text"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
]
