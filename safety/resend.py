"""Posted text that could not be saved, as fields of a form that posts it once more."""

import re
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, UnreadablePostError

from .formkeys import FIELD_NAME, FormKeyError, read_claims
from .owner import Author

#: Fields whose content leaves the server under no circumstances.
SECRET = re.compile(r"pass|token|secret|csrf|^code$", re.IGNORECASE)
#: Fields by which a form knows itself again, and buttons: carried along, but nobody's text.
TECHNICAL = re.compile(
    rf"^((.+-)?({FIELD_NAME}|version|seen|seen_texts)|version-.+|next|preview|check|stay|unchanged)$"
)


@dataclass(frozen=True)
class PostedText:
    """What somebody posted, without secrets, and where it was to go."""

    address: str
    fields: list[tuple[str, str]]
    #: The same in the words of the page, where somebody knows them.
    named: list[tuple[str, str]] | None = None

    @property
    def texts(self) -> list[tuple[str, str]]:
        """Name and value of everything that a person entered, however short."""
        if self.named is not None:
            return self.named
        return [(name, value) for name, value in self.fields if value.strip() and not TECHNICAL.search(name)]


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
