"""Every form with which a query is planned, opened, ended or mailed: twenty times the same post acts once."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from reporting.models import MailKind, MailState, OutboxMail, ReportState, StatusQuery
from reporting.services.opting_out import opt_out_token
from reporting.services.outbox import Letter, enqueue_all
from reporting.services.queries.addenda import places_of
from safety.models import FormKey
from tests.builders import make_commissioner, make_contact, make_organisation
from tests.reporting.papers import job_is_over, make_final, make_paper
from tests.reporting.posting import form_of
from tests.reporting.rounds import NOW, answer, make_closed, make_open, make_planned

pytestmark = pytest.mark.django_db


@dataclass
class Case:
    """A form of `page` that posts to `to`, or to the page itself."""

    page: str
    said: dict[str, Any] = field(default_factory=dict)
    to: str = ""


def page_of(name: str, query: StatusQuery, *more: object) -> str:
    return reverse(f"reporting:{name}", args=[query.slug, *more])


def planned(name: str, **said: Any) -> Case:
    return Case(page_of(name, make_planned(year=2026)), said)


def scope() -> Case:
    """Ticking everything is what the page already shows; another organisation makes a difference."""
    query = make_planned()
    body = make_organisation()
    measure = query.measures.get()
    group = f"field_{measure.field_of_action_id}"
    return Case(page_of("plan_scope", query), {group: [measure.pk], "organisations": [body.pk]})


def copied() -> Case:
    source = make_planned(year=2024)
    days = {"year": "2030", "as_of": "2030-02-28", "due_on": "2030-03-31"}
    return Case(f"{reverse('reporting:plan_query')}?von={source.slug}", days)


def opened() -> Case:
    today = timezone.localdate()
    query = make_planned(as_of=today, due_on=today + dt.timedelta(days=30))
    return Case(page_of("query", query), to=page_of("open_query", query))


def running(name: str, **said: Any) -> Case:
    query = make_open()
    answer(query.requests.get(), ReportState.APPROVED)
    return Case(page_of(name, query), {"confirmed": "on", **said})


def ended(name: str, **said: Any) -> Case:
    query = make_open()
    answer(query.requests.get(), ReportState.APPROVED)
    return Case(page_of(name, make_closed(query)), said)


def added() -> Case:
    case = ended("addenda", text="Es kam etwas dazu.", audience="public")
    (place,) = places_of(StatusQuery.objects.get())
    case.said["answer"] = place.key
    return case


def mailed(name: str, state: MailState, **said: Any) -> Case:
    query = make_open()
    letter = Letter("zwanzig", "ana@example.org", "B", "T", kind=MailKind.INVITATION, query=query)
    enqueue_all([letter], now=NOW)
    OutboxMail.objects.filter(occasion="zwanzig").update(state=state)
    more = [] if name == "resend_mails" else [OutboxMail.objects.get(occasion="zwanzig").pk]
    to = page_of(name, query, *more)
    return Case(to, said) if name == "readdress_mail" else Case(page_of("mails", query), said, to)


def opted_out() -> Case:
    contact = make_contact(make_organisation())
    return Case(reverse("reporting:opt_out", args=[opt_out_token(contact.email)]), {"wish": "stop"})


def paper_case(name: str, *, final: bool = False, **said: Any) -> Case:
    """A step of a Vorlage; whatever has to be ticked is."""
    paper = make_final() if final else make_paper()
    job_is_over()
    return Case(page_of(name, paper.query, paper.uuid), {"confirmed": "on", **said})


def soon(days: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=days)).isoformat()


CASES: dict[str, Callable[[], Case]] = {
    "replan_query": lambda: planned("replan_query", due_on="2026-12-31"),
    "plan_scope": scope,
    "plan_questions": lambda: planned(
        "plan_questions", text_1="Was hilft?", kind_1="text", scope_1="measure"
    ),
    "plan_reminders": lambda: planned("plan_reminders", reminder_distance="5"),
    "plan_texts": lambda: planned("plan_texts", reply_to="ki@example.org"),
    "plan_query": copied,
    "open_query": opened,
    "close_query": lambda: running("close_query"),
    "prolong_query": lambda: running("prolong_query", due_on=soon(20)),
    "publish_query": lambda: ended("publish_query", confirmed="on"),
    "reopen_query": lambda: ended("reopen_query", confirmed="on", reason="Nachfrage", due_on=soon(20)),
    "addenda": added,
    "resend_mail": lambda: mailed("resend_mail", MailState.DOUBTFUL),
    "resend_mails": lambda: mailed("resend_mails", MailState.FAILED),
    "mail_arrived": lambda: mailed("mail_arrived", MailState.DOUBTFUL),
    "readdress_mail": lambda: mailed("readdress_mail", MailState.FAILED, email="neu@example.org"),
    "opt_out": opted_out,
    "write_paper": lambda: Case(page_of("write_paper", make_closed()), {"new_1": "Integrationsrat"}),
    "edit_paper": lambda: paper_case("edit_paper", subject="Anders", new_2="Hauptausschuss"),
    "discard_paper": lambda: paper_case("discard_paper"),
    "finalise_paper": lambda: paper_case("finalise_paper"),
    "reopen_paper": lambda: paper_case("reopen_paper", final=True, reason="Zahlendreher"),
    "paper_outcome": lambda: paper_case("paper_outcome", final=True, result_1="einstimmig"),
}


def stored() -> dict[str, list[Any]]:
    """Every row of the apps, but for the keys of the forms themselves."""
    models = [model for app in ("reporting", "safety") for model in apps.get_app_config(app).get_models()]
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values())
        for model in models
        if model is not FormKey
    }


@pytest.mark.parametrize("name", CASES)
def test_twenty_posts_act_once(client: Client, name: str) -> None:
    client.force_login(make_commissioner())
    case = CASES[name]()
    data = {**form_of(client.get(case.page).text, case.to), **case.said}
    before = stored()
    first = client.post(case.to or case.page, data)
    assert first.status_code == 302, first.text
    after = stored()
    assert after != before
    answers = {client.post(case.to or case.page, data)["Location"] for _ in range(19)}
    assert answers == {first["Location"]}
    assert stored() == after
