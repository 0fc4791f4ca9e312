"""The addresses of committee papers."""

from django.urls import URLPattern, path, re_path

from .views import paper_files, paper_steps, papers

PAPERS = "abfragen/<slug:slug>/vorlagen/"
PAPER = PAPERS + "<uuid:paper_id>/"
UUID = "(?P<paper_id>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
SLUG = r"(?P<slug>[-\w]+)"
KIND = r"\.(?P<kind>pdf|docx|xlsx)$"

paper_urls: list[URLPattern] = [
    path(PAPERS, papers.papers, name="papers"),
    path(PAPERS + "neu/", papers.write, name="write_paper"),
    path(PAPER, papers.paper, name="paper"),
    path(PAPER + "bearbeiten/", papers.edit, name="edit_paper"),
    path(PAPER + "verwerfen/", paper_steps.discard, name="discard_paper"),
    path(PAPER + "festlegen/", paper_steps.finalise, name="finalise_paper"),
    path(PAPER + "neue-fassung/", paper_steps.reopen, name="reopen_paper"),
    path(PAPER + "beratung/", paper_steps.outcome, name="paper_outcome"),
    path(PAPER + "dateien/", paper_steps.remake, name="remake_paper_files"),
    re_path(rf"^abfragen/{SLUG}/vorlagen/{UUID}/entwurf{KIND}", paper_files.draft, name="paper_draft"),
    re_path(
        rf"^abfragen/{SLUG}/vorlagen/{UUID}/fassungen/(?P<number>[1-9]\d{{0,3}})/vorlage{KIND}",
        paper_files.edition,
        name="paper_edition",
    ),
    re_path(rf"^berichte/{SLUG}/vorlagen/{UUID}/vorlage{KIND}", paper_files.public_file, name="paper_file"),
]
