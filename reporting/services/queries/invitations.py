"""The invitation: one mail per person, with all measures that this person is asked about (DESIGN.md 4.5)."""

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from measures.models import Measure
from partners.models import Organisation
from reporting.models import MailKind, StatusQuery
from reporting.services.outbox import Letter

from .asking import Invitee


def write_invitations(query: StatusQuery, invitees: Iterable[Invitee]) -> list[Letter]:
    text = query.mail_texts.filter(kind=MailKind.INVITATION).first()
    opening = text.body if text else ""
    return [
        Letter(
            occasion=_occasion(query, invitee),
            recipient=invitee.email,
            subject=_("%(title)s: Bitte um Antwort bis %(day)s")
            % {"title": query.title, "day": f"{query.due_on:%d.%m.%Y}"},
            body=_body(query, invitee, opening),
        )
        for invitee in invitees
    ]


def _occasion(query: StatusQuery, invitee: Invitee) -> str:
    """Names query and person without keeping the address, so that an erasure need not look here."""
    person = salted_hmac("reporting.invitation", invitee.email, algorithm="sha256").hexdigest()[:40]
    return f"invitation:{query.uuid}:{person}"


def _body(query: StatusQuery, invitee: Invitee, opening: str) -> str:
    organisations: dict[Organisation, list[Measure]] = defaultdict(list)
    for asked in invitee.asked:
        organisations[asked.organisation].append(asked.measure)
    context = {
        "query": query,
        "opening": opening,
        "organisations": organisations.items(),
        "address": f"{settings.SITE_URL}{reverse('reporting:my_area')}",
        "office": settings.PORTAL_OFFICE,
        "office_mail": settings.PORTAL_CONTACT_EMAIL,
        "city": settings.PORTAL_CITY,
    }
    return render_to_string("reporting/mails/invitation.txt", context)
