from django.urls import URLPattern, URLResolver, path, re_path

from .views import published, queries

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    # the status query
    path("abfragen/", queries.queries, name="queries"),
    path("abfragen/neu/", queries.plan, name="plan_query"),
    path("abfragen/<slug:slug>/", queries.query, name="query"),
    path("abfragen/<slug:slug>/planung/", queries.replan, name="replan_query"),
    path("abfragen/<slug:slug>/oeffnen/", queries.open_, name="open_query"),
    path("abfragen/<slug:slug>/fehlend/", queries.missing, name="missing"),
    path("abfragen/<slug:slug>/schliessen/", queries.close, name="close_query"),
    path("abfragen/<slug:slug>/veroeffentlichen/", queries.publish, name="publish_query"),
    # published reports
    path("berichte/", published.reports, name="reports"),
    path("berichte/<slug:slug>/", published.report, name="published_report"),
    re_path(
        r"^berichte/(?P<slug>[-\w]+)/bericht\.(?P<kind>csv|xlsx)$", published.report_file, name="report_file"
    ),
]
