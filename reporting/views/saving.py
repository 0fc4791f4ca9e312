"""Saving the sections of a posted page: each in a transaction of its own, what cannot be saved stays on the page."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from reporting.answerer import answerer_of
from reporting.errors import ReportError
from reporting.forms.answering.own import own_values
from reporting.forms.answering.page import (
    OWN,
    Section,
    conflicting,
    is_own_locked,
    key_of,
    own_form,
    refused,
    section_form,
)
from reporting.forms.report import values_of
from reporting.models import Participation, ProgressReport
from reporting.services.participations import save_answers
from reporting.services.reports import Answers, save_section
from reporting.services.reports.answers import entries_digest, entries_of
from reporting.services.workbooks.contents import Content, Line, lines_gone
from safety.models import StaleVersionError


@dataclass
class Saved:
    number: int = 0
    #: Sections with text that is not saved, by their key.
    problems: dict[str, Section] = field(default_factory=dict)

    @property
    def is_conflict(self) -> bool:
        return any(section.conflicts for section in self.problems.values())

    def note(self, section: Section | None) -> None:
        if section is None:
            self.number += 1
        else:
            self.problems[section.key] = section


def save_posted(request: HttpRequest, content: Content) -> Saved:
    """Save every section that the person touched; the others are left alone, whoever changed them meanwhile."""
    saved = Saved()
    for line in content.lines:
        key = key_of(line.request)
        if f"{key}-version" in request.POST:
            section = Section(key, section_form(line, data=request.POST), line)
            if section.form.is_touched():
                saved.note(save_line(request, section))
    for line in lines_gone(content, _posted_requests(request)):
        section = Section(key_of(line.request), section_form(line, data=request.POST), line)
        if section.form.is_touched():
            saved.note(refused(section, _("Zu dieser Maßnahme werden Sie nicht mehr gefragt.")))
    if content.per_organisation and f"{OWN}-version" in request.POST:
        section = Section(OWN, own_form(content, request.POST))
        if section.form.is_touched():
            saved.note(_save_own(request, section, content.participation))
    return saved


def _posted_requests(request: HttpRequest) -> list[int]:
    """Primary keys in the names of the posted sections."""
    names = (name.removesuffix("-version") for name in request.POST if name.endswith("-version"))
    numbers = (name.removeprefix("m") for name in names)
    return [int(number) for number in numbers if number.isdecimal() and len(number) < 10]


def save_line(request: HttpRequest, section: Section) -> Section | None:
    """None where it is saved, else the section with what is to be said."""
    line, form, who = _line(section), section.form, answerer_of(request)
    if line.lock:
        return refused(section, _lock_reason(line))
    if not form.is_valid():
        section.is_open = True
        return section
    try:
        save_section(
            request=line.request,
            answers=form.answers(),
            expected_version=form.cleaned_data["version"],
            user=who.user,
            now=timezone.now(),
        )
    except StaleVersionError as stale:
        return _conflict(request, section, ProgressReport.objects.with_names().get(pk=stale.current.pk))
    except ReportError as error:
        return refused(section, str(error))
    return None


def _conflict(request: HttpRequest, section: Section, current: ProgressReport) -> Section:
    line = _line(section)
    if not current.is_editable:
        return refused(section, _lock_reason(line))
    values = values_of(Answers.of(current), current.version, line.questions)
    return conflicting(section, request.POST, current, values)


def _save_own(request: HttpRequest, section: Section, participation: Participation) -> Section | None:
    form = section.form
    if is_own_locked(participation):
        reason = participation.query.lock_reason
        return refused(section, reason or _("Diese Antworten sind inzwischen abgesendet."))
    if not form.is_valid():
        return section
    entries, version = form.entries(), form.cleaned_data["version"]
    try:
        save_answers(
            participation=participation,
            entries=entries,
            expected_version=version,
            user=answerer_of(request).user,
        )
    except StaleVersionError:
        current = Participation.objects.get(pk=participation.pk)
        stored = entries_of(current.question_answers.all())
        if entries_digest(stored) == entries_digest(entries):
            return None
        return conflicting(
            section, request.POST, current, own_values(stored, current.version, form.questions)
        )
    except ReportError as error:
        return refused(section, str(error))
    return None


def _line(section: Section) -> Line:
    if section.line is None:
        raise ValueError("a section of a measure has a line")
    return section.line


def _lock_reason(line: Line) -> str:
    reason = line.request.query.lock_reason
    return (
        reason
        or line.blocked
        or _("Diese Meldung ist inzwischen abgesendet und kann gerade nicht geändert werden.")
    )
