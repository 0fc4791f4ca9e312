"""Whom a query asks: one rule that serves the check before opening and the opening itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models import Measure, Responsibility
from partners.models import Contact, Membership, Organisation, User
from reporting.models import StatusQuery


@dataclass(frozen=True)
class Asked:
    """An organisation that answers for a measure, and the person whom we ask there, if there is one.

    `member` is somebody with an account, asked where the organisation has no reachable Ansprechperson.
    """

    measure: Measure
    organisation: Organisation
    contact: Contact | None
    member: User | None = None

    @property
    def name(self) -> str:
        """Empty for an account that is known by its mail address only."""
        if self.contact:
            return self.contact.name
        return self.member.get_full_name() if self.member else ""

    @property
    def email(self) -> str:
        """Where the invitation goes; empty where no mail reaches the organisation."""
        person = self.contact or self.member
        return person.email.lower() if person else ""


class GapReason(models.TextChoices):
    """Why no mail asks anybody about a measure."""

    NO_ORGANISATION = "no_organisation", _("Keine Organisation ist federführend.")
    ONLY_GROUPS = "only_groups", _("Federführend ist nur eine Gruppe ohne einzelne Namen.")
    NO_CONTACT = "no_contact", _("Keine der Organisationen ist per E-Mail erreichbar.")


@dataclass(frozen=True)
class Gap:
    """A measure about which nobody is asked, or nobody by mail."""

    measure: Measure
    reason: GapReason
    organisations: list[Organisation]


@dataclass(frozen=True)
class Invitee:
    """One person, known by the mail address, with everything that this person is asked."""

    email: str
    asked: list[Asked]

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(a.name for a in self.asked if a.name))

    @property
    def organisations(self) -> list[Organisation]:
        return list(dict.fromkeys(a.organisation for a in self.asked))


@dataclass(frozen=True)
class QueryCheck:
    """What the Integrationsbeauftragte should know before a query begins."""

    measures: list[Measure]
    asked: list[Asked]
    groups: list[tuple[Organisation, list[Measure]]]

    @cached_property
    def gaps(self) -> list[Gap]:
        """Measures about which no mail asks anybody; they must be accepted knowingly."""
        asked: dict[int, list[Asked]] = defaultdict(list)
        for one in self.asked:
            asked[one.measure.pk].append(one)
        grouped: dict[int, list[Organisation]] = defaultdict(list)
        for organisation, measures in self.groups:
            for measure in measures:
                grouped[measure.pk].append(organisation)
        found = (_gap(measure, asked[measure.pk], grouped[measure.pk]) for measure in self.measures)
        return [gap for gap in found if gap]

    @property
    def unasked(self) -> list[Gap]:
        """Measures about which nobody is asked at all: no organisation that could be."""
        return [gap for gap in self.gaps if gap.reason != GapReason.NO_CONTACT]

    @property
    def unmailed(self) -> list[Gap]:
        """Measures whose organisations find the request in „Mein Bereich“, but get no mail."""
        return [gap for gap in self.gaps if gap.reason == GapReason.NO_CONTACT]

    @cached_property
    def silent(self) -> list[tuple[Organisation, list[Measure]]]:
        """Organisations that answer for measures but have nobody whom a mail reaches."""
        return _by_organisation((a.organisation, a.measure) for a in self.asked if not a.email)

    @cached_property
    def invitees(self) -> list[Invitee]:
        by_mail: dict[str, list[Asked]] = defaultdict(list)
        for asked in self.asked:
            if asked.email:
                by_mail[asked.email].append(asked)
        return [Invitee(email, by_mail[email]) for email in sorted(by_mail)]

    @property
    def shared(self) -> list[Invitee]:
        """Persons who are asked for more than one organisation; they still get one mail."""
        return [invitee for invitee in self.invitees if len(invitee.organisations) > 1]

    def not_waived(self, waived: Iterable[int]) -> list[Measure]:
        """Measures with nobody to ask that are not among the knowingly left out ones."""
        known = set(waived)
        return [gap.measure for gap in self.gaps if gap.measure.pk not in known]


def check_query(query: StatusQuery) -> QueryCheck:
    """Find out whom the query would ask; four statements, however many measures."""
    measures = list(query.measures.select_related("field_of_action"))
    by_pk = {measure.pk: measure for measure in measures}
    responsible = list(
        Responsibility.objects.asked()
        .filter(measure__queries=query)
        .select_related("organisation")
        .order_by("measure__field_of_action__number", "measure__number", "number")
    )
    contacts, members = _first_contacts(query), _first_members(query)
    asked, groups = [], []
    for row in responsible:
        organisation, measure = row.organisation, by_pk[row.measure_id]
        if organisation is None:
            continue
        if organisation.is_unnamed_group:
            groups.append((organisation, measure))
        else:
            contact = contacts.get(organisation.pk)
            asked.append(
                Asked(measure, organisation, contact, None if contact else members.get(organisation.pk))
            )
    return QueryCheck(measures, asked, _by_organisation(groups))


def _gap(measure: Measure, asked: list[Asked], groups: list[Organisation]) -> Gap | None:
    if any(one.email for one in asked):
        return None
    if asked:
        return Gap(measure, GapReason.NO_CONTACT, [one.organisation for one in asked])
    return Gap(measure, GapReason.ONLY_GROUPS if groups else GapReason.NO_ORGANISATION, groups)


def _first_contacts(query: StatusQuery) -> dict[int, Contact]:
    """For each organisation the one Ansprechperson to ask first."""
    first: dict[int, Contact] = {}
    for contact in Contact.objects.to_ask().filter(organisation__in=_asked_organisations(query)):
        first.setdefault(contact.organisation_id, contact)
    return first


def _first_members(query: StatusQuery) -> dict[int, User]:
    """For each organisation the one account to ask first, the Leitung before the others."""
    first: dict[int, User] = {}
    for membership in Membership.objects.to_ask().filter(organisation__in=_asked_organisations(query)):
        first.setdefault(membership.organisation_id, membership.user)
    return first


def _asked_organisations(query: StatusQuery) -> models.QuerySet[Organisation]:
    asked = Responsibility.objects.asked().filter(measure__queries=query)
    return Organisation.objects.filter(pk__in=asked.values("organisation"))


def _by_organisation(
    pairs: Iterable[tuple[Organisation, Measure]],
) -> list[tuple[Organisation, list[Measure]]]:
    grouped: dict[Organisation, list[Measure]] = defaultdict(list)
    for organisation, measure in pairs:
        grouped[organisation].append(measure)
    return sorted(grouped.items(), key=lambda item: item[0].name.lower())
