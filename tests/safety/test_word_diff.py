"""A difference reads as old words and new words, not as both in turn."""

import pytest

from safety.admin.diff import word_diff


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (
            "noch nicht bewertbar",
            "teilweise erreicht",
            "<del>noch nicht bewertbar</del><ins>teilweise erreicht</ins>",
        ),
        (
            "Zwölf Kurse an vier Orten",
            "Elf Kurse",
            "<del>Zwölf</del><ins>Elf</ins> Kurse<del> an vier Orten</del>",
        ),
        ("Ein Kurs", "Ein Kurs", "Ein Kurs"),
        ("Alt Ende", "Neu Ende", "<del>Alt</del><ins>Neu</ins> Ende"),
        (" ", " ", " "),
        ("", "", ""),
    ],
)
def test_neighbouring_changes_stand_together(before: str, after: str, shown: str) -> None:
    assert word_diff(before, after) == shown
