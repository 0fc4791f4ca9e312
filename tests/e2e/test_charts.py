"""Charts in a real browser: no text meets another or leaves its drawing, in the page's own fonts."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page

from tests.documents.samples import charts

#: Three sizes of five kinds, each drawn for this width only; a letter's size in pixels.
DRAWN, SMALLEST_LETTERS = 15, 12
DRAWINGS = "[...document.querySelectorAll('svg.chart-svg')].filter(svg => svg.getClientRects().length).length"
#: Names every text that meets another one or leaves its drawing; a line's box is higher than its letters.
FAULTS = """() => {
  const faults = [];
  for (const svg of document.querySelectorAll("svg.chart-svg")) {
    if (!svg.getClientRects().length) continue;
    const frame = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll("text")].map(node => [node.textContent, node.getBBox()]);
    texts.forEach(([text, box], place) => {
      if (box.x < -0.5 || box.x + box.width > frame.width + 0.5
          || box.y < -3 || box.y + box.height > frame.height + 3)
        faults.push(`${text} leaves the drawing`);
      for (const [other, its] of texts.slice(place + 1)) {
        const high = 0.2 * Math.min(box.height, its.height);
        if (box.x + 0.5 < its.x + its.width && its.x + 0.5 < box.x + box.width
            && box.y + high < its.y + its.height && its.y + high < box.y + box.height)
          faults.push(`${text} meets ${other}`);
      }
    });
  }
  return faults;
}"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("svg.chart-svg text")]
  .filter(node => node.getClientRects().length)
  .map(node => parseFloat(getComputedStyle(node).fontSize) * node.getScreenCTM().a))"""


def figures() -> str:
    made = (chart for rows in (1, 5, 30) for chart in charts(rows))
    return "".join(render_to_string("documents/charts/_figure.html", {"chart": chart}) for chart in made)


@pytest.mark.django_db(transaction=True)
def test_no_text_meets_another_or_is_cut_off(page: Page) -> None:
    page.goto("/umsetzungsstand/")
    page.evaluate("html => { document.querySelector('main').innerHTML = html }", figures())
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.fonts.ready")
        assert page.evaluate(DRAWINGS) == DRAWN
        assert page.evaluate(FAULTS) == []
        assert page.evaluate(SMALLEST) > SMALLEST_LETTERS
        assert page.evaluate("document.documentElement.scrollWidth") <= width
