"""The people of the demonstration: one log-in per role, and a made-up contact person for whoever is asked."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from partners.access import ADMINISTRATORS, COMMISSIONERS, EDITORS
from partners.models import Contact, Membership, MembershipRole, Organisation, User

#: Reserved for examples (RFC 2606): no mail to it reaches anybody.
MAIL_HOST = "beispiel.example"


@dataclass(frozen=True)
class Persona:
    """A log-in that is printed at the start: what it may do follows from the group or the organisation."""

    label: str
    local_part: str
    group: str = ""
    organisation: str = ""


PERSONAS = [
    Persona(
        "Partnerorganisation Diakonie Krefeld & Viersen", "diakonie", organisation="diakonie-krefeld-viersen"
    ),
    Persona("Partnerorganisation Jobcenter", "jobcenter", organisation="jobcenter"),
    Persona(
        "Partnerorganisation Kommunales Integrationszentrum",
        "fachkraft",
        organisation="kommunales-integrationszentrum",
    ),
    Persona("KI-Redaktion", "redaktion", group=EDITORS),
    Persona("Integrationsbeauftragte", "integrationsbeauftragte", group=COMMISSIONERS),
    Persona("Administration", "administration", group=ADMINISTRATORS),
]


@dataclass(frozen=True)
class LogIn:
    label: str
    email: str
    password: str


def make_personas() -> list[LogIn]:
    """Create the accounts with passwords made at random now; they are known only from the returned list."""
    log_ins = []
    for persona in PERSONAS:
        organisation = Organisation.objects.filter(slug=persona.organisation).first()
        if persona.organisation and organisation is None:
            continue  # another city's concept does not know this body
        email, password = f"{persona.local_part}@{MAIL_HOST}", secrets.token_urlsafe(12)
        user = User.objects.create_user(
            email,
            password,
            first_name=_("Beispielkonto"),
            last_name=persona.label,
            is_staff=bool(persona.group),
        )
        if persona.group:
            user.groups.add(Group.objects.get(name=persona.group))
        if organisation is not None:
            _join(user, organisation)
        log_ins.append(LogIn(persona.label, email, password))
    return log_ins


def spokesperson(organisation: Organisation) -> User:
    """The account that reports for an organisation in the invented rounds; made without a password if there is none."""
    user = User.objects.filter(memberships__organisation=organisation).order_by("pk").first()
    if user is None:
        user = User.objects.create_user(
            f"{organisation.slug}@{MAIL_HOST}", first_name=_("Beispielkonto"), last_name=organisation.name
        )
        _join(user, organisation)
    return user


def _join(user: User, organisation: Organisation) -> None:
    Membership.objects.create(user=user, organisation=organisation, role=MembershipRole.HEAD)
    Contact.objects.create(
        organisation=organisation,
        user=user,
        name=_("Beispielperson"),
        function=_("erfunden"),
        email=user.email,
    )
