"""Posted text that could not be saved, as fields of a form that posts it once more."""

import re
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, UnreadablePostError

from .formkeys import FIELD_NAME, FormKeyError, read_claims
from .owner import Author

#: Fields whose content leaves the server under no circumstances.
SECRET = re.compile(r"pass|token|secret|csrf|^code$", re.IGNORECASE)
#: From this length on a value is shown for copying, not only carried along.
READABLE_LENGTH = 20


@dataclass(frozen=True)
class PostedText:
    """What somebody posted, without secrets, and where it was to go."""

    address: str
    fields: list[tuple[str, str]]

    @property
    def texts(self) -> list[str]:
        """The longer texts, which a person would miss."""
        return [value for name, value in self.fields if name != FIELD_NAME and len(value) >= READABLE_LENGTH]


def posted_text(request: HttpRequest) -> PostedText | None:
    """Everything posted, or None where there is nothing to keep: no post, unreadable, or with a password."""
    if request.method != "POST":
        return None
    try:
        lists = list(request.POST.lists())
    except (UnreadablePostError, RequestDataTooBig, TooManyFieldsSent):
        return None
    if any("password" in name for name, _values in lists):
        return None
    fields = [(name, str(value)) for name, values in lists for value in values if not SECRET.search(name)]
    return PostedText(request.get_full_path(), fields)


def text_of_known_form(request: HttpRequest) -> tuple[PostedText, Author] | None:
    """The posted text and its author, if a form key signed by this portal vouches for both."""
    posted = posted_text(request)
    if posted is None:
        return None
    try:
        claims = read_claims(request.POST.get(FIELD_NAME, ""))
    except FormKeyError:
        return None
    return None if claims.owner is None else (posted, claims.owner)
