"""How allauth behaves here: no sign-up, and links in mails that lead to the configured address."""

from base64 import urlsafe_b64encode
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .access import CONDUCT_QUERIES, MANAGE_ACCOUNTS, REVIEW_REPORTS
from .models import User

#: The first permission that somebody has decides on the page after the log-in.
FIRST_PAGES = {
    MANAGE_ACCOUNTS: "admin:index",
    CONDUCT_QUERIES: "reporting:queries",
    REVIEW_REPORTS: "reporting:review",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Dieses Konto ist zurzeit gesperrt."),
        "enter_current_password": _("Bitte geben Sie Ihr jetziges Passwort ein."),
        "email_password_mismatch": _("Die E-Mail-Adresse oder das Passwort stimmt nicht."),
        "incorrect_code": _("Der Code stimmt nicht oder wurde schon benutzt."),
        "incorrect_password": _("Das Passwort stimmt nicht."),
        "too_many_login_attempts": _(
            "Zu viele Versuche sind gescheitert. Bitte versuchen Sie es in 15 Minuten noch einmal."
        ),
        "rate_limited": _("Das waren zu viele Versuche. Bitte warten Sie einen Moment."),
        "invalid_password_reset": _("Der Link gilt nicht mehr. Bitte fordern Sie einen neuen an."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by staff or by an organisation's Leitung."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where the work of the role is; whoever has no role of staff reports in „Mein Bereich“."""
        for permission, page in FIRST_PAGES.items():
            if request.user.has_perm(permission):
                return reverse(page)
        return super().get_login_redirect_url(request)  # type: ignore[no-any-return]

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address comes from the settings, never from the request (SAFETY.md, security 7)."""
        user, _separator, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": user, "key": token})
        return f"{settings.SITE_URL}{path}"

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.SITE_URL}{path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Mails know the portal by its names in the settings."""
        names = {
            "portal_title": settings.PORTAL_TITLE,
            "portal_city": settings.PORTAL_CITY,
            "site_url": settings.SITE_URL,
        }
        super().send_mail(template_prefix, email, {**context, **names})

    def send_notification_mail(
        self,
        template_prefix: str,
        user: User,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person of a change; accounts made by staff have no address of allauth's own."""
        super().send_notification_mail(template_prefix, user, context, email or user.email)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticator apps lie encrypted in the database, so that a copy of it alone yields no codes."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


def _cipher() -> MultiFernet:
    """Keys derived from the secret key and its predecessors, so that a change of the key locks nobody out."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [
        salted_hmac("partners.second_factor", "", secret=key, algorithm="sha256").digest() for key in secrets
    ]
    return MultiFernet([Fernet(urlsafe_b64encode(digest)) for digest in digests])
