from django.urls import URLPattern, URLResolver

app_name = "fields"

urlpatterns: list[URLPattern | URLResolver] = []
