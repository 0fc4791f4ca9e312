"""Differences of two texts, word by word."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

_WORDS = re.compile(r"\s+|[^\s]+")


def word_diff(before: str, after: str) -> SafeString:
    """`after` with what was left out in <del> and what is new in <ins>."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    parts: list[SafeString] = []
    for tag, i, j, k, m in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(format_html("{}", "".join(new[k:m])))
            continue
        if i < j:
            parts.append(format_html("<del>{}</del>", "".join(old[i:j])))
        if k < m:
            parts.append(format_html("<ins>{}</ins>", "".join(new[k:m])))
    return format_html_join("", "{}", ((part,) for part in parts)) if parts else mark_safe("")
