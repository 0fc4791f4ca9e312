from django.urls import URLPattern, URLResolver, path, re_path

from .paper_urls import paper_urls
from .views import (
    access,
    addenda,
    answering,
    autosaving,
    closing,
    evaluation,
    following,
    mails,
    opening,
    opting_out,
    partner,
    plan_shown,
    planning,
    published,
    queries,
    query_previews,
    report_texts,
    requests,
    review,
    review_participation,
    review_report,
    review_several,
    who_answers,
    workbooks,
)

app_name = "reporting"

ASKED = "mein-bereich/abfragen/<slug:query>/<slug:organisation>/"
ANSWERS = "freigaben/organisationen/<uuid:participation_id>/"
PLAN = "abfragen/<slug:slug>/planung/"
MAILS = "abfragen/<slug:slug>/e-mails/"
REQUEST = "abfragen/<slug:slug>/anfragen/<uuid:request_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    # a partner reports
    path("mein-bereich/", partner.my_area, name="my_area"),
    path("mein-bereich/<slug:organisation>/<slug:measure>/melden/", partner.start, name="start_report"),
    # a partner, or whoever has the personal link of a mail, answers
    path("mein-bereich/meldungen/<uuid:report_id>/", partner.report, name="report"),
    path("mein-bereich/meldungen/<uuid:report_id>/vorschau/", partner.preview, name="preview"),
    path("mein-bereich/meldungen/<uuid:report_id>/absenden/", partner.submit_, name="submit"),
    path("mein-bereich/meldungen/<uuid:report_id>/unveraendert/", partner.confirm, name="confirm_unchanged"),
    path("mein-bereich/meldungen/<uuid:report_id>/zwischenspeichern/", autosaving.autosave, name="autosave"),
    path(
        "mein-bereich/anfragen/<uuid:request_id>/zwischenspeichern/",
        autosaving.autosave_request,
        name="autosave_request",
    ),
    path(
        "mein-bereich/beteiligungen/<uuid:part_id>/zwischenspeichern/",
        autosaving.autosave_own,
        name="autosave_own",
    ),
    path(ASKED, answering.answer_all, name="answer_all"),
    path(f"{ASKED}absenden/", answering.answer_submit, name="answer_submit"),
    path(f"{ASKED}drucken/", answering.answer_print, name="answer_print"),
    # the same by file
    path(f"{ASKED}tabelle.xlsx", workbooks.workbook, name="workbook"),
    path(f"{ASKED}tabelle/", workbooks.upload, name="upload_workbook"),
    path("mein-bereich/tabellen/<uuid:upload_id>/", workbooks.preview, name="workbook_preview"),
    path("mein-bereich/tabellen/<uuid:upload_id>/uebernehmen/", workbooks.take_over_, name="take_over"),
    path(f"{ASKED}ansprechperson/", who_answers.who_answers, name="who_answers"),
    path(f"{ASKED}ansprechperson/uebergeben/", who_answers.pass_on, name="pass_on"),
    path(f"{ASKED}ansprechperson/nachricht/", who_answers.tell_office, name="tell_office"),
    # the personal link of a mail
    path("zugang/beenden/", access.leave, name="leave_access"),
    path("zugang/beendet/", access.ended, name="access_ended"),
    path("zugang/aufgehobener-text/", access.kept, name="access_kept"),
    path("zugang/<slug:token>/", access.access, name="access"),
    path("zugang/erinnerungen/<slug:token>/", opting_out.reminders, name="opt_out"),
    # the KI reviews
    path("freigaben/", review.review, name="review"),
    path("freigaben/in-vertretung/", review.on_behalf, name="on_behalf"),
    path("freigaben/mehrere/", review_several.several, name="approve_several"),
    path("freigaben/mehrere/ergebnis/", review_several.several_done, name="approved_several"),
    path(ANSWERS, review_participation.review_participation, name="review_participation"),
    path(f"{ANSWERS}freigeben/", review_participation.approve_participation, name="approve_participation"),
    path(f"{ANSWERS}zurueckgeben/", review_participation.return_participation, name="return_participation"),
    path("freigaben/<uuid:report_id>/", review_report.review_report, name="review_report"),
    path("freigaben/<uuid:report_id>/freigeben/", review_report.approve_report, name="approve_report"),
    path("freigaben/<uuid:report_id>/zurueckgeben/", review_report.return_, name="return_report"),
    path("freigaben/<uuid:report_id>/wortlaut/", review_report.wording, name="edit_wording"),
    # the status query
    path("abfragen/", queries.queries, name="queries"),
    path("abfragen/neu/", planning.plan, name="plan_query"),
    path("abfragen/<slug:slug>/", opening.query, name="query"),
    path(PLAN, planning.plan_page, {"page": planning.BASICS}, name="replan_query"),
    path(PLAN + "umfang/", planning.plan_page, {"page": planning.SCOPE}, name="plan_scope"),
    path(PLAN + "fragen/", planning.plan_page, {"page": planning.QUESTIONS}, name="plan_questions"),
    path(PLAN + "erinnerungen/", planning.plan_page, {"page": planning.REMINDERS}, name="plan_reminders"),
    path(PLAN + "texte/", planning.plan_page, {"page": planning.TEXTS}, name="plan_texts"),
    path("abfragen/<slug:slug>/plan/", plan_shown.plan_shown, name="plan_shown"),
    path("abfragen/<slug:slug>/vorschau/", query_previews.query_preview, name="query_preview"),
    path("abfragen/<slug:slug>/vorschau/<slug:kind>/", query_previews.mail_preview, name="mail_preview"),
    path(
        "abfragen/<slug:slug>/vorschau/<slug:kind>/senden/",
        query_previews.send_test_mail,
        name="send_test_mail",
    ),
    path("abfragen/<slug:slug>/zustaendig/", opening.answering, name="assign"),
    path("abfragen/<slug:slug>/oeffnen/", opening.open_, name="open_query"),
    path(MAILS, mails.mails, name="mails"),
    path(MAILS + "erneut-senden/", mails.resend_stuck, name="resend_mails"),
    path(MAILS + "<int:mail_id>/erneut-senden/", mails.resend_one, name="resend_mail"),
    path(MAILS + "<int:mail_id>/angekommen/", mails.arrived, name="mail_arrived"),
    path(MAILS + "<int:mail_id>/adresse/", mails.correct_address, name="readdress_mail"),
    path("abfragen/<slug:slug>/fehlend/", following.missing, name="missing"),
    path("abfragen/<slug:slug>/ruecklauf.csv", following.response_file, name="response_file"),
    path("abfragen/<slug:slug>/bericht/", following.preview, name="report_preview"),
    path("abfragen/<slug:slug>/verlaengern/", closing.prolong, name="prolong_query"),
    path("abfragen/<slug:slug>/schliessen/", closing.close, name="close_query"),
    path("abfragen/<slug:slug>/wieder-oeffnen/", closing.reopen, name="reopen_query"),
    path("abfragen/<slug:slug>/veroeffentlichen/", closing.publish, name="publish_query"),
    path("abfragen/<slug:slug>/texte/", report_texts.report_texts, name="report_texts"),
    path("abfragen/<slug:slug>/texte/<slug:place>/", report_texts.report_text, name="report_text"),
    path("abfragen/<slug:slug>/nachtraege/", addenda.addenda, name="addenda"),
    path("abfragen/<slug:slug>/protokoll/", closing.log, name="query_log"),
    # one request of a query
    path(REQUEST, requests.request_page, name="request"),
    path(REQUEST + "frist/", requests.extend_request, name="extend_request"),
    path(REQUEST + "person/", requests.change_person, name="change_person"),
    path(REQUEST + "organisation/", requests.reassign_request, name="reassign_request"),
    path(REQUEST + "zurueckziehen/", requests.withdraw_request, name="withdraw_request"),
    path(REQUEST + "wieder-stellen/", requests.reinstate_request, name="reinstate_request"),
    path(REQUEST + "einladen/", requests.invite, name="invite_again"),
    path(REQUEST + "link-widerrufen/", requests.revoke, name="revoke_link"),
    path(REQUEST + "uebergeben/", requests.hand_over_, name="hand_over"),
    path(REQUEST + "notiz/", requests.note_request, name="note_request"),
    path(REQUEST + "in-vertretung/", requests.answer_on_behalf, name="answer_request"),
    *paper_urls,
    # published reports
    path("berichte/", published.reports, name="reports"),
    path("berichte/abschlussevaluation/", evaluation.evaluation, name="evaluation"),
    path("berichte/<slug:slug>/", published.report, name="published_report"),
    re_path(
        r"^berichte/(?P<slug>[-\w]+)/bericht\.(?P<kind>csv|xlsx|pdf)$", published.report_file, name="report_file"
    ),
]
