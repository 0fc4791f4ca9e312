"""Arabic script for a PDF: WeasyPrint sets the text of a drawing letter by letter, from the left and unjoined.

So the letters are given there as they look in their word (Unicode's presentation forms), in the order of the page.
Browsers join and turn the letters themselves and get the text as it is.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from .text import is_right_to_left

_ARABIC = "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"
_HEBREW = "\u0590-\u05ff"
_TURNED = f"[{_ARABIC}{_HEBREW}]"
#: Words of a script that runs to the left, with what stands between them.
_TURNED_RUN = re.compile(f"{_TURNED}+(?:[ ،-]+{_TURNED}+)*")
#: On a line that runs to the left: its words, then others and numbers, then single signs.
_PARTS = re.compile(rf"{_TURNED}+|[^\W{_ARABIC}{_HEBREW}]+(?:[ .,:/-]+[^\W{_ARABIC}{_HEBREW}]+)*|.")
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_FORMS = ("isolated", "final", "initial", "medial")


@cache
def _forms() -> dict[str, dict[str, str]]:
    """How each letter, or lam with alef, looks alone, at the end, at the beginning and within a word."""
    forms: dict[str, dict[str, str]] = {}
    for place in [*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD)]:
        kind, *letters = unicodedata.decomposition(chr(place)).split() or [""]
        base = "".join(chr(int(letter, 16)) for letter in letters)
        is_lam_alef = len(base) == 2 and base[0] == "\u0644" and base[1] in "\u0622\u0623\u0625\u0627"
        if kind.strip("<>") in _FORMS and (len(base) == 1 or is_lam_alef):
            forms.setdefault(base, {})[kind.strip("<>")] = chr(place)
    return forms


def for_paper(line: str) -> str:
    """A line of text for a drawing in a PDF."""
    if not is_right_to_left(line):
        return _TURNED_RUN.sub(lambda run: _turned(run[0]), line)
    return "".join(_turned(part) for part in reversed(_PARTS.findall(line)))


def _turned(part: str) -> str:
    if not is_right_to_left(part):
        return part.translate(_MIRRORED) if len(part) == 1 else part
    return "".join(reversed(list(_clusters(_joined(part)))))


def _clusters(text: str) -> Iterator[str]:
    """Letters with the marks that stand on them."""
    cluster = ""
    for letter in text:
        if cluster and not unicodedata.combining(letter):
            yield cluster
            cluster = ""
        cluster += letter
    if cluster:
        yield cluster


def _joined(text: str) -> str:
    """Each letter in the form that its neighbours give it; marks on letters are passed over."""
    units = re.findall("\u0644[\u0622\u0623\u0625\u0627]|.", text)
    letters = [place for place, unit in enumerate(units) if not unicodedata.combining(unit[0])]
    shaped = list(units)
    for number, place in enumerate(letters):
        is_joined = number > 0 and _join(units[letters[number - 1]], units[place])
        joins = number + 1 < len(letters) and _join(units[place], units[letters[number + 1]])
        form = _FORMS[is_joined + 2 * joins]
        shaped[place] = _forms().get(units[place], {}).get(form, units[place])
    return "".join(shaped)


def _join(first: str, second: str) -> bool:
    forms = _forms()
    return "initial" in forms.get(first[-1:], {}) and "final" in forms.get(second[:1], {})
