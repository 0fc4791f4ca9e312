"""Reading a chart's SVG back: where its texts and shapes lie."""

import re
from collections.abc import Iterator
from itertools import combinations
from xml.etree import ElementTree as ET

from documents.charts import Chart
from documents.charts.places import Box
from documents.charts.text import text_width

SVG = "{http://www.w3.org/2000/svg}"
#: Strokes and rounding may reach this far.
TOLERANCE = 1.0
ASCENT, DESCENT = 0.78, 0.2


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def view_box(root: ET.Element) -> Box:
    left, top, width, height = map(float, root.attrib["viewBox"].split())
    return Box(left, top, left + width, top + height)


def texts(root: ET.Element) -> list[tuple[str, Box]]:
    """Each text with the room it takes at most."""
    return [(node.text or "", _text_box(node)) for node in root.iter(f"{SVG}text")]


def _text_box(node: ET.Element) -> Box:
    size, x, y = (float(node.attrib[name]) for name in ("font-size", "x", "y"))
    width = text_width(node.text or "", size)
    left = x - {"start": 0, "middle": width / 2, "end": width}[node.attrib["text-anchor"]]
    return Box(left, y - ASCENT * size, left + width, y + DESCENT * size)


def shapes(root: ET.Element) -> Iterator[Box]:
    """Bounds of what is drawn, without the definitions of patterns; a curve lies within its points."""
    for node in root:
        a = node.attrib
        if node.tag == f"{SVG}rect":
            left, top = float(a["x"]), float(a["y"])
            yield Box(left, top, left + float(a["width"]), top + float(a["height"]))
        elif node.tag == f"{SVG}line":
            (left, right), (top, bottom) = (
                sorted((float(a["x1"]), float(a["x2"]))),
                sorted((float(a["y1"]), float(a["y2"]))),
            )
            yield Box(left, top, right, bottom)
        elif node.tag == f"{SVG}circle":
            yield Box.around(float(a["cx"]), float(a["cy"]), 2 * float(a["r"]), 2 * float(a["r"]))
        elif node.tag == f"{SVG}path":
            numbers = [float(number) for number in re.findall(r"-?\d+\.?\d*", a["d"])]
            yield Box(min(numbers[::2]), min(numbers[1::2]), max(numbers[::2]), max(numbers[1::2]))


def faults(svg: str) -> list[str]:
    """Texts that meet, and what leaves the drawing."""
    root = parsed(svg)
    frame, written = view_box(root), texts(root)
    wide = Box(
        frame.left - TOLERANCE, frame.top - TOLERANCE, frame.right + TOLERANCE, frame.bottom + TOLERANCE
    )
    found = [f"„{text}“ leaves the drawing: {box}" for text, box in written if not wide.holds(box)]
    found += [f"a shape leaves the drawing: {box}" for box in shapes(root) if not wide.holds(box)]
    found += [
        f"„{one}“ meets „{other}“: {first} {second}"
        for (one, first), (other, second) in combinations(written, 2)
        if _shrunk(first).meets(_shrunk(second))
    ]
    return found


def _shrunk(box: Box) -> Box:
    return Box(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5)


def both(chart: Chart) -> list[str]:
    return [chart.svg, chart.narrow]
