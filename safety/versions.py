"""The version that a form sends along: which state of the object the person had before them."""

from django.http import HttpRequest

VERSION_NAME = "version"
#: Fewer than a made-up number needs to leave the column, or Python's limit for reading one, behind.
MAX_DIGITS = 9


def posted_version(request: HttpRequest) -> int:
    """The version that the person had before them; 0, which is always stale, where none was sent."""
    value = request.POST.get(VERSION_NAME, "")
    return int(value) if value.isdecimal() and len(value) <= MAX_DIGITS else 0
