"""The plain sentences at the head of a report: counted, in correct German, without a judgement."""

import pytest

from reporting.frozen import FrozenReport
from reporting.results import results_from
from tests.reporting.frozen_parts import (
    make_answer,
    make_entry,
    make_frozen,
    make_frozen_indicator,
    make_resource_part,
    make_review_part,
)


def summary(report: FrozenReport, *, before: FrozenReport | None = None) -> list[str]:
    return results_from(report, texts=(), against=before).summary


def test_one_of_each_is_said_in_the_singular() -> None:
    entry = make_entry(
        1,
        "planning",
        delayed="staff",
        answers=[make_answer(is_unchanged=True, late=True)],
        indicators=[make_frozen_indicator(("2026-09-30", None, "partly"))],
        resources=[make_resource_part("2026-01-31"), make_resource_part("2027-01-31")],
        reviews=[make_review_part("2019-12-31")],
    )
    before = make_frozen(make_entry(1, "in_progress"), title="Statusabfrage 2025", as_of="2025-09-30")
    assert summary(make_frozen(entry), before=before) == [
        "Für den Stand vom 30. September 2026 wurde 1 Anfrage an die zuständigen Organisationen gestellt. "
        "Beantwortet wurde 1, das sind 100 Prozent. 1 Antwort kam nach der Frist.",
        "Der Bericht enthält 1 Maßnahme. Ihr Umsetzungsstand ist: in Planung (1).",
        "1 Maßnahme ist verzögert. Der genannte Grund ist: Personal (1).",
        "Seit „Statusabfrage 2025“ (Stand vom 30. September 2025) hat sich der Umsetzungsstand "
        "bei 1 Maßnahme geändert.",
        "Bei 1 Maßnahme ist bestätigt, dass sich nichts geändert hat.",
        "Von 1 Teilziel ist die Zielerreichung bekannt: teilweise erreicht (1).",
        "1 Förderung ist bis zum Stichtag ausgelaufen. "
        "1 Förderung endet in den zwölf Monaten nach dem Stichtag.",
        "1 Überprüfung war bis zum Stichtag vorgesehen und ist nicht bestätigt.",
    ]


def test_several_are_said_in_the_plural() -> None:
    entries = [
        make_entry(1, "planning", delayed="staff", answers=[make_answer(), make_answer("missing")]),
        make_entry(2, "in_progress", delayed="staff", answers=[make_answer(), make_answer("missing")]),
        make_entry(3, "in_progress", delayed="law", answers=[make_answer("submitted")]),
        make_entry(5, "completed"),
        make_entry(6, "completed"),
    ]
    earlier = [make_entry(number, "in_progress") for number in (1, 2, 3, 7, 8)]
    before = make_frozen(*earlier, title="Statusabfrage 2025", as_of="2025-09-30")
    assert summary(make_frozen(*entries), before=before) == [
        "Für den Stand vom 30. September 2026 wurden 5 Anfragen an die zuständigen Organisationen gestellt. "
        "Beantwortet wurden 3, das sind 60 Prozent.",
        "Der Bericht enthält 5 Maßnahmen. Ihr Umsetzungsstand ist: "
        "in Planung (1), in Umsetzung (2) und abgeschlossen (2). "
        "Bei 3 Maßnahmen gibt es keine neue freigegebene Antwort; ihr Umsetzungsstand ist der von früher.",
        "3 Maßnahmen sind verzögert. Die genannten Gründe sind: Personal (2) und Recht (1).",
        "Seit „Statusabfrage 2025“ (Stand vom 30. September 2025) hat sich der Umsetzungsstand "
        "bei 1 Maßnahme geändert. Bei 2 Maßnahmen ist er gleich geblieben; "
        "davon gibt es bei 1 keine neue freigegebene Antwort. "
        "2 Maßnahmen sind neu dabei. 2 Maßnahmen sind nicht mehr dabei.",
        "2 Antworten fehlen. 1 Antwort war am Ende nicht freigegeben und steht nicht in diesem Bericht.",
    ]


def test_an_empty_report_says_so() -> None:
    assert summary(make_frozen()) == [
        "Für diesen Bericht wurde keine Organisation gefragt.",
        "Der Bericht enthält keine Maßnahme.",
    ]


def test_silence_is_no_per_cent() -> None:
    said = summary(make_frozen(make_entry(1, answers=[make_answer("missing")])))
    assert said[0].endswith("Beantwortet wurde keine.")


@pytest.mark.parametrize(
    ("answered", "missing", "share"), [(1, 2, 33), (2, 1, 67), (300, 1, 99), (1, 300, 1), (3, 0, 100)]
)
def test_a_hundred_per_cent_means_all(answered: int, missing: int, share: int) -> None:
    answers = [make_answer() for _ in range(answered)] + [make_answer("missing") for _ in range(missing)]
    assert f"das sind {share} Prozent." in " ".join(summary(make_frozen(make_entry(1, answers=answers))))


def test_what_did_not_move_is_said_too() -> None:
    report = make_frozen(make_entry(1, "planning", answers=[make_answer()]), make_entry(2))
    said = " ".join(summary(report, before=report))
    assert "bei keiner Maßnahme der Umsetzungsstand geändert" in said
    assert "Bei 1 Maßnahme ist er gleich geblieben." in said


def test_a_state_without_a_new_answer_is_said_to_be_an_old_one() -> None:
    entries = [
        make_entry(1, "planning", answers=[make_answer()]),
        make_entry(2, "planning", answers=[make_answer("missing")]),
        make_entry(3, "planning", answers=[make_answer("submitted")]),
        make_entry(4, answers=[make_answer("missing")]),
    ]
    report = make_frozen(*entries)
    said = " ".join(summary(report, before=report))
    assert (
        "Bei 2 Maßnahmen gibt es keine neue freigegebene Antwort; ihr Umsetzungsstand ist der von früher."
        in said
    )
    assert (
        "Bei 3 Maßnahmen ist er gleich geblieben; davon gibt es bei 2 keine neue freigegebene Antwort. "
        "1 Maßnahme ist weiterhin noch nicht abgefragt." in said
    )


def test_what_was_told_unasked_is_a_new_answer() -> None:
    entry = make_entry(1, "planning", answers=[make_answer("missing")])
    entry["unasked"] = [make_answer()]
    assert "von früher" not in " ".join(summary(make_frozen(entry)))
