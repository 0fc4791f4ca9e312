"""Form keys: a changing form posted twice leads to the first result and makes one row (SAFETY.md, reliability 3).

In the template of the form, beside the CSRF token::

    {% load formkeys %}
    <form method="post">{% csrf_token %}{% form_key "reporting.submit" %} … </form>

In the view, either for the whole POST::

    @form_key_required("reporting.submit")
    def submit(request, uuid): ...  # GET passes; a POST runs in one transaction, at most once per key

or around the part that acts::

    return once(request, "reporting.submit", lambda: act_and_redirect(request, form))

A redirect is the sign of success: its address is kept, and the same post once more by the same user is sent there.
Who goes back, writes on and posts something else with the old key is no double click: the handler decides, usually
with the 409 page, and nothing is dropped unseen. Any other answer than a redirect (the form with its errors, the 409
page) and every exception undo what the handler wrote and leave the key free.
"""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from .models import FormKey
from .owner import Owner, owner_of

FIELD_NAME = "form_key"
#: Longer than any session: a text that was kept while the session ran out is posted with its first key.
MAX_AGE_SECONDS = 30 * 24 * 60 * 60
_SALT = "safety.formkeys"
#: Fields that may differ between two posts of the same text.
_NOT_SAID = {FIELD_NAME, "csrfmiddlewaretoken"}

Handler = Callable[[], HttpResponse]


class FormKeyError(Exception):
    """The key is missing, too old, made for another form, or for another person."""


@dataclass(frozen=True)
class Claims:
    """What is signed: one showing of a form, to whom, and for what."""

    key: uuid.UUID
    owner: Owner
    purpose: str


def issue(request: HttpRequest, purpose: str) -> str:
    """Make a new signed key for one showing of a form; nothing is written until it is posted."""
    return signing.dumps([uuid.uuid4().hex, owner_of(request), purpose], salt=_SALT)


def read_claims(value: str) -> Claims:
    """Return what a key of this portal says, or raise FormKeyError if it is none or too old."""
    try:
        key, owner, purpose = signing.loads(value, salt=_SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature as error:
        raise FormKeyError from error
    return Claims(uuid.UUID(key), owner, purpose)


def read_key(request: HttpRequest, purpose: str) -> uuid.UUID:
    """Return the posted key, or raise FormKeyError if it is not one of this person for this purpose."""
    claims = read_claims(request.POST.get(FIELD_NAME, ""))
    if (claims.owner, claims.purpose) != (owner_of(request), purpose):
        raise FormKeyError
    return claims.key


def occasion(key: uuid.UUID, posted: Iterable[tuple[str, str]]) -> uuid.UUID:
    """Name one text posted with one key; a page that carries the text along may change order and line ends."""
    said = sorted((name, value.replace("\r\n", "\n")) for name, value in posted if name not in _NOT_SAID)
    return uuid.uuid5(key, json.dumps(said))


def once(request: HttpRequest, purpose: str, handler: Handler) -> HttpResponse:
    """Run `handler` in a transaction unless the same was posted before; then lead to the first result."""
    try:
        key = read_key(request, purpose)
    except FormKeyError:
        return render(request, "safety/form_key_error.html", status=400)
    posted = [(name, str(value)) for name, values in request.POST.lists() for value in values]
    posted += [(name, _digest(file)) for name, files in request.FILES.lists() for file in files]
    with transaction.atomic():
        # Two posts at once: the second waits here for the first one's transaction, and then finds its row.
        row, is_first = FormKey.objects.get_or_create(
            key=occasion(key, posted),
            defaults={"user_id": request.user.pk, "purpose": purpose, "used_at": timezone.now()},
        )
        if not is_first:
            return HttpResponseRedirect(row.result_url)
        response = handler()
        if isinstance(response, HttpResponseRedirect):
            row.result_url = response.url
            row.save(update_fields=["result_url"])
        else:
            transaction.set_rollback(True)
    return response


def _digest(file: UploadedFile) -> str:
    """Another file under the same name is another text."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def form_key_required(
    purpose: str,
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let a view act at most once per form key on POST; other methods pass."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method != "POST":
                return view(request, *args, **kwargs)
            return once(request, purpose, lambda: view(request, *args, **kwargs))

        return guarded

    return decorate
