"""A text posted after the session had run out is kept on the server and comes back after log-in (DESIGN.md 4.1).

Only for forms with a key of this portal, whose signature names the author; nobody else who logs in on that computer
gets to see the text. It lies in the session of the log-in page and goes with it. Whoever came by the personal link of a
mail gets it back by opening the link again.
"""

import time
from typing import TypedDict

from django.http import HttpRequest

from .formkeys import FIELD_NAME, FormKeyError, occasion, read_claims
from .models import FormKey
from .owner import Author, owner_of
from .resend import PostedText, text_of_known_form

SESSION_KEY = "kept_text"
KEPT_SECONDS = 60 * 60


class KeptText(TypedDict):
    address: str
    fields: list[tuple[str, str]]
    owner: Author
    at: float


def keep_text(request: HttpRequest) -> bool:
    """Keep what was posted, if it came from a form of this portal; whether there was something to keep."""
    known = text_of_known_form(request)
    if known is None:
        return False
    posted, owner = known
    kept: KeptText = {
        "address": posted.address,
        "fields": posted.fields,
        "owner": owner,
        "at": time.time(),
    }
    request.session[SESSION_KEY] = kept
    return True


def kept_text(request: HttpRequest) -> PostedText | None:
    """The text kept for this person, unless it is too old or was posted since."""
    kept: KeptText | None = request.session.get(SESSION_KEY)
    if kept is None or kept["owner"] != owner_of(request) or time.time() - kept["at"] > KEPT_SECONDS:
        return None
    posted = PostedText(kept["address"], [(name, value) for name, value in kept["fields"]])
    try:
        key = read_claims(dict(posted.fields)[FIELD_NAME]).key
    except FormKeyError:
        return None
    return None if FormKey.objects.filter(pk=occasion(key, posted.fields)).exists() else posted


def forget_text(request: HttpRequest) -> None:
    request.session.pop(SESSION_KEY, None)


def text_of(request: HttpRequest, owner: Author) -> KeptText | None:
    """What is kept for `owner`, as it lies in the session, to be put into a new one."""
    kept: KeptText | None = request.session.get(SESSION_KEY)
    return kept if kept is not None and kept["owner"] == owner else None


def put_back(request: HttpRequest, kept: KeptText) -> None:
    request.session[SESSION_KEY] = kept
