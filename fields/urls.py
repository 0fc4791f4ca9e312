from django.urls import path

from . import views

app_name = "fields"

urlpatterns = [
    path("konzept/", views.concept, name="concept"),
    path("konzept/<slug:slug>/", views.chapter, name="chapter"),
    path("handlungsfelder/<slug:slug>/", views.field, name="field"),
]
