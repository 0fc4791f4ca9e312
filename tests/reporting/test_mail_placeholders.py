"""Placeholders: a fixed list, filled as plain text."""

import pytest

from reporting.models import MailKind
from reporting.services.mails import PLACEHOLDERS, check_placeholders, preview_letter, standard_wording
from reporting.services.mails.placeholders import fill
from tests.builders import make_query
from tests.reporting.rounds import make_planned


def test_the_list_is_fixed() -> None:
    assert set(PLACEHOLDERS) == {
        "name", "organisation", "abfrage", "jahr", "stichtag", "frist", "nachfrist", "anzahl", "stadt", "amt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Guten Tag {name}, bis {frist}", []),
        ("{Name} {vorname} {vorname}", ["Name", "vorname"]),
        ("{ name }", [" name "]),
        ("Menge {1, 2} und { } bleiben", []),
        ("{name.__class__}", []),
    ],
)
def test_unknown_ones_are_named_once(text: str, unknown: list[str]) -> None:
    assert check_placeholders(text) == unknown


def test_other_braces_stay_as_they_are() -> None:
    text = "{name.__class__} {0} {name!r} {{name}}"
    assert fill(text, {"name": "Ana"}) == "{name.__class__} {0} {name!r} {Ana}"


def test_what_was_filled_in_is_not_read_again() -> None:
    assert fill("{name}", {"name": "{amt}", "amt": "KI"}) == "{amt}"


def test_a_missing_name_leaves_no_hole() -> None:
    assert fill("Guten Tag {name},", {"name": ""}) == "Guten Tag,"


@pytest.mark.parametrize("kind", MailKind)
def test_standard_wordings_use_known_placeholders_only(kind: MailKind) -> None:
    wording = standard_wording(kind)
    assert wording.subject
    assert check_placeholders(wording.subject + wording.body) == []


@pytest.mark.django_db
@pytest.mark.parametrize("kind", MailKind)
def test_each_kind_has_a_preview_without_a_hole(kind: MailKind) -> None:
    letter = preview_letter(query=make_planned(2), kind=kind, recipient="ich@example.org", name="Ana Muster")
    assert letter.recipient == "ich@example.org"
    assert "{" not in letter.subject + letter.body
    assert "Ana Muster" in letter.body
    assert letter.html.startswith("<!DOCTYPE html>")


@pytest.mark.django_db
def test_without_a_nachfrist_the_frist_stands_there() -> None:
    query = make_query()
    query.mail_texts.create(kind=MailKind.INVITATION, subject="S", body="Spätestens {nachfrist}!")
    letter = preview_letter(query=query, kind=MailKind.INVITATION, recipient="a@example.org", name="")
    assert "Spätestens Samstag, 31. Oktober 2026!" in letter.body


@pytest.mark.django_db
def test_words_of_a_person_cannot_become_html() -> None:
    query = make_query()
    query.mail_texts.create(kind=MailKind.INVITATION, subject="<b>S</b>", body="<script>x</script>")
    letter = preview_letter(query=query, kind=MailKind.INVITATION, recipient="a@example.org", name="<i>")
    assert "<script>" not in letter.html
    assert "<b>" not in letter.html
    assert "<script>x</script>" in letter.body
