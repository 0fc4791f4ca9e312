"""How wide a text is at most, and breaking it into lines, so that no label is cut off or meets another.

The server has no font at hand; the widths per em are those of Fira Sans SemiBold, rounded up, and a text with other
letters counts as wider than any usual font makes it.
"""

import unicodedata

LINE_HEIGHT = 1.3
#: A word broken within keeps at least so many letters on either side.
SHORTEST_PIECE = 3
FURTHEST_BACK = 6
_VOWELS = set("aeiouyäöüıаеєиіїоуюя")
_INSEPARABLE = {"ch", "ck", "ph", "qu", "rh", "sh", "th"}
_WIDTHS = {
    0.25: "!',.:;·",
    0.3: " IÍÎijlí",
    0.35: "()J[]`{}",
    0.4: "frt",
    0.45: '"*|-„“”‚‘’',
    0.5: "17?Fcsz",
    0.55: "+/=<>ELTZ\\_agkvxyàáâäå–",
    0.6: "02345689ACPSVXYbdehnopquÄéèêöõóüúñşç",
    0.65: "BDGKRßğ",
    0.7: "HNOQUÖÜ",
    0.75: "w…",
    0.8: "&M—",
    0.85: "Wфщю",
    0.9: "%mæ",
    1.05: "@œ",
}
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_NARROW_SPACES = {"\u00a0": 0.25, "\u202f": 0.25}
_OTHER_CAPITAL, _OTHER_LETTER, _WIDE = 0.96, 0.8, 1.05


def letter_width(letter: str) -> float:
    """Per em; marks that stand on other letters and signs without a shape take no room."""
    known = _WIDTH_OF.get(letter) or _NARROW_SPACES.get(letter)
    if known:
        return known
    kind = unicodedata.category(letter)
    if kind in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    if unicodedata.east_asian_width(letter) in "WF" or kind in {"No", "Sm", "So"}:
        return _WIDE
    return _OTHER_CAPITAL if kind == "Lu" else _OTHER_LETTER


def text_width(text: str, size: float) -> float:
    return sum(map(letter_width, text)) * size


def is_right_to_left(text: str) -> bool:
    """By the first letter with a direction, as browsers find it."""
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False


def wrap(text: str, *, width: float, size: float) -> list[str]:
    """Lines no wider than `width`: broken between words, behind hyphens, and in words that are too long for a line."""
    lines = [""]
    for piece in _pieces(text):
        room = width - text_width(lines[-1], size)
        if text_width(piece.rstrip(), size) <= room:
            lines[-1] += piece
            continue
        if text_width(piece.rstrip(), size) > width and room > width / 2:
            start, piece = _split(piece, room, size)
            lines[-1] += start
        while text_width(piece.rstrip(), size) > width and len(piece) > 1:
            start, piece = _split(piece, width, size)
            lines.append(start)
        lines.append(piece)
    return [line.strip() for line in lines if line.strip()]


def _pieces(text: str) -> list[str]:
    """What may begin a line: words, and their parts behind hyphens and strokes, each with the space that follows."""
    pieces = []
    for word in text.split():
        parts = [part for part in word.replace("-", "-\0").replace("/", "/\0").split("\0") if part]
        pieces += [*parts[:-1], parts[-1] + " "]
    return pieces


def _split(word: str, width: float, size: float) -> tuple[str, str]:
    """What fits of a word that is too long, with a hyphen, and its rest; scripts without hyphens get none."""
    hyphen = "" if is_right_to_left(word) else "-"
    length = len(word.rstrip()) - SHORTEST_PIECE
    while length > 1 and text_width(word[:length] + hyphen, size) > width:
        length -= 1
    length = _between_syllables(word, max(1, length))
    return word[:length] + hyphen, word[length:]


def _between_syllables(word: str, length: int) -> int:
    """A place up to `length` before a consonant that a vowel follows, if there is one near."""
    for place in range(length, max(SHORTEST_PIECE, length - FURTHEST_BACK), -1):
        before, here, after = list(word[place - 1 : place + 2].lower().ljust(3))
        if here.isalpha() and here not in _VOWELS and after in _VOWELS and before + here not in _INSEPARABLE:
            return place
    return length
