"""The subset of Markdown in which chapters, sheets and reports are written."""

import pytest

from safety.richtext import render


@pytest.mark.parametrize("mark", ["#", "##"])
def test_a_heading_is_one_below_the_title_of_the_page(mark: str) -> None:
    assert render(f"{mark} Lage\n\nText") == "<h2>Lage</h2>\n<p>Text</p>\n"


def test_lower_headings_stay_as_they_are() -> None:
    assert render("### Lage") == "<h3>Lage</h3>\n"


def test_code_and_foreign_links_are_only_text() -> None:
    html = render("<script>alert(1)</script> [hier](javascript:alert(1)) `x`")
    assert "<script" not in html
    assert "href" not in html
