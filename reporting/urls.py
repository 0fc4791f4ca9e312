from django.urls import URLPattern, URLResolver, path, re_path

from .views import partner, published, queries, review

app_name = "reporting"

urlpatterns: list[URLPattern | URLResolver] = [
    # a partner reports
    path("mein-bereich/", partner.my_area, name="my_area"),
    path("mein-bereich/<slug:organisation>/<slug:measure>/melden/", partner.start, name="start_report"),
    # a partner, or whoever has the personal link of a mail, answers
    path("mein-bereich/meldungen/<uuid:report_id>/", partner.report, name="report"),
    path("mein-bereich/meldungen/<uuid:report_id>/vorschau/", partner.preview, name="preview"),
    path("mein-bereich/meldungen/<uuid:report_id>/absenden/", partner.submit_, name="submit"),
    path("mein-bereich/meldungen/<uuid:report_id>/unveraendert/", partner.confirm, name="confirm_unchanged"),
    # the KI reviews
    path("freigaben/", review.review, name="review"),
    path("freigaben/in-vertretung/", review.on_behalf, name="on_behalf"),
    path("freigaben/<uuid:report_id>/", review.review_report, name="review_report"),
    path("freigaben/<uuid:report_id>/freigeben/", review.approve_report, name="approve_report"),
    path("freigaben/<uuid:report_id>/zurueckgeben/", review.return_, name="return_report"),
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
