"""What an organisation says to the KI while a query runs."""

import datetime as dt
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from reporting.models import MailKind, QueryRequest
from reporting.services.outbox import enqueue_all
from reporting.services.recipients import Person, office

from .german import in_german
from .rendering import Block, Link
from .telling import News, address, letters_of
from .wordings import StandardWording


@in_german
def tell_somebody_else(
    request: QueryRequest, *, text: str, sender: str, sender_email: str, now: dt.datetime
) -> None:
    """Somebody else is to be asked; an answer goes to whoever wrote, where that is known.

    The version of the request counts up with each message, so that each is an occasion of its own.
    """
    query = request.query
    page = address(reverse("reporting:request", args=[query.slug, request.uuid]))
    label = _("Hier können Sie eine andere Person oder Organisation fragen:")
    blocks = [
        Block(_("Nachricht von %s") % sender, quote=text),
        Block(
            _("Anfragen"),
            _("Die Nachricht steht auch als interne Notiz bei den Anfragen."),
            links=(Link(label, page),),
        ),
    ]
    news = News(
        occasion=f"office:{request.uuid}:{request.version}",
        kind=MailKind.OFFICE,
        query=query,
        organisations=[request.organisation.name],
        wording=StandardWording(
            _("{organisation}: Jemand anderes ist zuständig"),
            _("Guten Tag {name},\n\n{organisation} schreibt zur {abfrage}: Jemand anderes ist zuständig."),
        ),
    )
    people = [Person(query.reply_to.lower(), "")] if query.reply_to else office()
    letters = letters_of(people, news, lambda person: blocks)
    if sender_email:
        letters = [replace(letter, reply_to=sender_email) for letter in letters]
    enqueue_all(letters, now=now)
