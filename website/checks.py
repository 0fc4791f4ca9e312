"""What `check --deploy` of Django does not know: settings and data with which this portal must not go online.

Checks of data run with `manage.py check --deploy --database default`, against the database of the installation.
"""

from collections.abc import Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connections
from django.db.models import Q

from fields.models import Concept
from partners.models import User
from reporting.models import ProgressReport

from .models import LegalPage

UNSAFE_SOURCES = {
    "*",
    "'unsafe-inline'",
    "'unsafe-eval'",
    "'unsafe-hashes'",
    "http:",
    "https:",
    "data:",
    "blob:",
}
#: Directives through which a page could be taken over; pictures may be data.
STRICT_DIRECTIVES = ("default-src", "script-src", "style-src", "connect-src", "form-action", "base-uri")
SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")
SILENT_BACKENDS = ("console", "locmem", "dummy", "filebased")
DEMO_DOMAINS = ("@example.org", "@example.com", "@example.net", ".example", ".invalid", ".test")


@register(Tags.security, deploy=True)
def check_addresses(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """The portal's own address, and the hosts to which it answers."""
    found: list[CheckMessage] = []
    if not settings.SITE_URL.startswith("https://"):
        found.append(Error("SITE_URL beginnt nicht mit https://.", id="portal.E001"))
    if any(host == "*" or host.startswith(".") for host in settings.ALLOWED_HOSTS):
        found.append(Error("ALLOWED_HOSTS enthält einen Platzhalter.", id="portal.E002"))
    if settings.DEMO:
        found.append(
            Error("DEMO ist eingeschaltet: ohne zweiten Faktor, ohne sichere Cookies.", id="portal.E003")
        )
    return found


@register(Tags.security, deploy=True)
def check_proxies(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that is not counted, everybody seems to come from it: one guesser locks all visitors out."""
    if settings.SECURE_PROXY_SSL_HEADER is None or settings.ALLAUTH_TRUSTED_PROXY_COUNT:
        return []
    text = (
        "BEHIND_PROXY ist gesetzt, aber TRUSTED_PROXIES nicht: Alle teilen sich die Grenze für Anmeldungen."
    )
    return [Error(text, id="portal.E013")]


@register(Tags.security, deploy=True)
def check_browser_rules(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """The security policy and the cookies."""
    found: list[CheckMessage] = []
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    for name in STRICT_DIRECTIVES:
        if name not in directives or UNSAFE_SOURCES.intersection(directives[name]):
            found.append(Error(f"Die Content-Security-Policy ist bei {name} nicht streng.", id="portal.E004"))
    names = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME)
    if not all(name.startswith("__Host-") for name in names):
        found.append(Error("Die Cookies heißen nicht __Host-…", id="portal.E005"))
    if not settings.SECOND_FACTOR_REQUIRED:
        found.append(Error("Der zweite Faktor ist abgeschaltet.", id="portal.E006"))
    return found


@register(Tags.security, deploy=True)
def check_mail(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """Mail must leave the house, from an address of the city."""
    found: list[CheckMessage] = []
    if any(f".{name}." in settings.EMAIL_BACKEND for name in SILENT_BACKENDS):
        found.append(Error("EMAIL_URL verschickt keine E-Mails.", id="portal.E007"))
    if "@" not in settings.DEFAULT_FROM_EMAIL:
        found.append(Error("DEFAULT_FROM_EMAIL ist keine E-Mail-Adresse.", id="portal.E008"))
    return found


@register(Tags.security, deploy=True)
def check_database_mode(app_configs: object, **kwargs: Any) -> list[CheckMessage]:
    """SQLite only in the mode in which it loses nothing (SAFETY.md, reliability 1)."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return []
    options = database.get("OPTIONS", {})
    commands = options.get("init_command", "")
    is_safe = options.get("transaction_mode") == "IMMEDIATE" and all(p in commands for p in SQLITE_PRAGMAS)
    return [] if is_safe else [Error("SQLite läuft nicht mit IMMEDIATE, WAL und FULL.", id="portal.E009")]


@register(Tags.database, deploy=True)
def check_data(
    app_configs: object, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Demonstration data, unfinished legal pages, and accounts that should not exist; only in a migrated database."""
    tables = {model._meta.db_table for model in (Concept, LegalPage, ProgressReport, User, Authenticator)}
    found: list[CheckMessage] = []
    for alias in databases or []:
        if tables <= set(connections[alias].introspection.table_names()):
            found += [*_demonstration(alias), *_legal_pages(alias), *_accounts(alias)]
    return found


def _demonstration(alias: str) -> list[CheckMessage]:
    concepts = Concept.objects.using(alias).filter(has_demo_data=True)
    reports = ProgressReport.objects.using(alias).filter(is_demo=True)
    if not (concepts.exists() or reports.exists()):
        return []
    return [Error("In der Datenbank sind noch Beispieldaten.", id="portal.E010")]


def _legal_pages(alias: str) -> list[CheckMessage]:
    return [
        Error(f"Auf der Seite „{page}“ ist noch etwas auszufüllen ([[…]]).", id="portal.E011")
        for page in LegalPage.objects.using(alias).with_placeholders()
    ]


def _accounts(alias: str) -> list[CheckMessage]:
    users = User.objects.using(alias).filter(is_active=True)
    invented = Q()
    for domain in DEMO_DOMAINS:
        invented |= Q(email__iendswith=domain)
    found: list[CheckMessage] = [
        Error(f"Das Konto {user.email} hat eine erfundene Adresse.", id="portal.E012")
        for user in users.filter(invented)
    ]
    with_factor = Authenticator.objects.using(alias).exclude(type=Authenticator.Type.RECOVERY_CODES)
    staff = users.filter(Q(is_staff=True) | Q(groups__isnull=False)).distinct()
    for user in staff.exclude(pk__in=with_factor.values("user_id")):
        found.append(Warning(f"{user.email} hat noch keinen zweiten Faktor eingerichtet.", id="portal.W001"))
    return found
