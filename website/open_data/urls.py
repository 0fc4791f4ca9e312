from django.urls import path

from . import views

urlpatterns = [
    path("", views.overview, name="open_data"),
    path("woerterbuch/", views.dictionary, name="open_data_dictionary"),
    path("schema.json", views.schema, name="open_data_schema"),
    path("katalog.jsonld", views.catalogue, {"syntax": "json-ld"}, name="open_data_catalogue_jsonld"),
    path("katalog.ttl", views.catalogue, {"syntax": "turtle"}, name="open_data_catalogue_turtle"),
    path("<slug:name>.<str:ending>", views.file, name="open_data_file"),
]
