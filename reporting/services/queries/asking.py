"""Whom a query asks: one rule that serves the check before opening and the opening itself."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext_lazy as _

from measures.models import Measure, Responsibility
from partners.models import Contact, Organisation
from reporting.models import StatusQuery


@dataclass(frozen=True)
class Asked:
    """An organisation that answers for a measure, and the person whom we ask there, if there is one."""

    measure: Measure
    organisation: Organisation
    contact: Contact | None


class GapReason(models.TextChoices):
    """Why nobody can be asked about a measure."""

    NO_ORGANISATION = "no_organisation", _("Keine Organisation ist federführend.")
    ONLY_GROUPS = "only_groups", _("Federführend ist nur eine Gruppe ohne einzelne Namen.")
    NO_CONTACT = "no_contact", _("Keine der Organisationen hat eine Ansprechperson mit E-Mail-Adresse.")


@dataclass(frozen=True)
class Gap:
    """A measure about which nobody can be asked."""

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
        return list(dict.fromkeys(a.contact.name for a in self.asked if a.contact))

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
        """Measures with nobody to ask; they must be left out knowingly."""
        asked: dict[int, list[Asked]] = defaultdict(list)
        for one in self.asked:
            asked[one.measure.pk].append(one)
        grouped: dict[int, list[Organisation]] = defaultdict(list)
        for organisation, measures in self.groups:
            for measure in measures:
                grouped[measure.pk].append(organisation)
        found = (_gap(measure, asked[measure.pk], grouped[measure.pk]) for measure in self.measures)
        return [gap for gap in found if gap]

    @cached_property
    def silent(self) -> list[tuple[Organisation, list[Measure]]]:
        """Organisations that answer for measures but have nobody whom a mail reaches."""
        return _by_organisation((a.organisation, a.measure) for a in self.asked if a.contact is None)

    @cached_property
    def invitees(self) -> list[Invitee]:
        by_mail: dict[str, list[Asked]] = defaultdict(list)
        for asked in self.asked:
            if asked.contact:
                by_mail[asked.contact.email.lower()].append(asked)
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
    """Find out whom the query would ask; three statements, however many measures."""
    measures = list(query.measures.select_related("field_of_action"))
    by_pk = {measure.pk: measure for measure in measures}
    responsible = list(
        Responsibility.objects.asked()
        .filter(measure__queries=query)
        .select_related("organisation")
        .order_by("measure__field_of_action__number", "measure__number", "number")
    )
    contacts = _first_contacts(query)
    asked, groups = [], []
    for row in responsible:
        organisation, measure = row.organisation, by_pk[row.measure_id]
        if organisation is None:
            continue
        if organisation.is_unnamed_group:
            groups.append((organisation, measure))
        else:
            asked.append(Asked(measure, organisation, contacts.get(organisation.pk)))
    return QueryCheck(measures, asked, _by_organisation(groups))


def _gap(measure: Measure, asked: list[Asked], groups: list[Organisation]) -> Gap | None:
    if any(one.contact for one in asked):
        return None
    if asked:
        return Gap(measure, GapReason.NO_CONTACT, [one.organisation for one in asked])
    return Gap(measure, GapReason.ONLY_GROUPS if groups else GapReason.NO_ORGANISATION, groups)


def _first_contacts(query: StatusQuery) -> dict[int, Contact]:
    """For each organisation the one person to ask first."""
    organisations = Responsibility.objects.asked().filter(measure__queries=query).values("organisation")
    first: dict[int, Contact] = {}
    for contact in Contact.objects.to_ask().filter(organisation__in=organisations):
        first.setdefault(contact.organisation_id, contact)
    return first


def _by_organisation(
    pairs: Iterable[tuple[Organisation, Measure]],
) -> list[tuple[Organisation, list[Measure]]]:
    grouped: dict[Organisation, list[Measure]] = defaultdict(list)
    for organisation, measure in pairs:
        grouped[organisation].append(measure)
    return sorted(grouped.items(), key=lambda item: item[0].name.lower())
