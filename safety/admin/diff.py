"""Differences of two texts, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WORDS = re.compile(r"\s+|[^\s]+")


def word_diff(before: str, after: str) -> SafeString:
    """`after` with what was left out in <del> and what is new in <ins>."""
    parts: list[SafeString] = []
    for is_same, left_out, added in _passages(_WORDS.findall(before), _WORDS.findall(after)):
        if is_same:
            parts.append(format_html("{}", added))
            continue
        if left_out:
            parts.append(format_html("<del>{}</del>", left_out))
        if added:
            parts.append(format_html("<ins>{}</ins>", added))
    return format_html_join("", "{}", ((part,) for part in parts)) if parts else mark_safe("")


def _passages(old: list[str], new: list[str]) -> list[tuple[bool, str, str]]:
    """Whether it stayed, the old text and the new one.

    A blank alone between two changes belongs to them, so that old and new words stand together, not one by one in turn.
    """
    found: list[tuple[bool, str, str]] = []
    steps = SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    for number, (tag, i, j, k, m) in enumerate(steps):
        left_out, added = "".join(old[i:j]), "".join(new[k:m])
        is_between = 0 < number < len(steps) - 1
        is_same = tag == "equal" and not (is_between and added.isspace())
        if found and not found[-1][0] and not is_same:
            _, before_left_out, before_added = found.pop()
            left_out, added = before_left_out + left_out, before_added + added
        found.append((is_same, left_out, added))
    return found
