"""All settings, from the environment. Three modes: development (DEBUG=1), demonstration (DEMO=1), production."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# --- mode ---------------------------------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
IS_PRODUCTION = not (DEBUG or DEMO)

if IS_PRODUCTION:
    # Without a secret, commands that need none work (migrate, load_concept). Django refuses whatever reads the empty
    # one, and wsgi.py reads it before it serves anything.
    SECRET_KEY = env.str("SECRET_KEY", default="")
    if 0 < len(SECRET_KEY) < 50:
        raise ImproperlyConfigured(
            "SECRET_KEY must have at least 50 random characters, or set DEBUG=1 or DEMO=1."
        )
    SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
    ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=env.NOTSET if SECRET_KEY else [])
    SITE_URL = env.str("SITE_URL", default=env.NOTSET if SECRET_KEY else "https://portal.invalid").rstrip("/")
else:
    SECRET_KEY = env.str("SECRET_KEY", default="only-for-development-" + "0" * 40)
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
    SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# --- the city (DESIGN.md 1: not a constant) -----------------------------------------------------------------
PORTAL_CITY = env.str("PORTAL_CITY", default="Stadt Krefeld")
PORTAL_TITLE = env.str("PORTAL_TITLE", default="Integrationskonzept")
PORTAL_OFFICE = env.str("PORTAL_OFFICE", default="Kommunales Integrationszentrum")
PORTAL_CONTACT_EMAIL = env.str("PORTAL_CONTACT_EMAIL", default="")
#: Address or link for those who found a weakness; shown in /.well-known/security.txt.
PORTAL_SECURITY_CONTACT = env.str("PORTAL_SECURITY_CONTACT", default=PORTAL_CONTACT_EMAIL)
SECURITY_TXT_VALIDITY = timedelta(days=180)
#: Open data: the licence is the city's decision (website/open_data/licence.py knows those to choose from), and how the
#: source is to be named.
PORTAL_DATA_LICENCE = env.str("PORTAL_DATA_LICENCE", default="dl-de/by-2-0")
PORTAL_DATA_ATTRIBUTION = env.str("PORTAL_DATA_ATTRIBUTION", default=PORTAL_CITY)
#: For the catalogue that other portals read: who delivers the data to GovData, and the city's Gemeindeschlüssel.
PORTAL_DATA_CONTRIBUTOR = env.str(
    "PORTAL_DATA_CONTRIBUTOR", default="http://dcat-ap.de/def/contributors/openNRW"
)
PORTAL_MUNICIPALITY_KEY = env.str("PORTAL_MUNICIPALITY_KEY", default="")

# --- applications -------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "website",
    "reporting",
    "measures",
    "partners",
    "fields",
    "documents",
    "safety",
    "corsheaders",
    "ninja",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_filters",
    "rules",
    "simple_history",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "safety.middleware.response_headers",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "website.middleware.without_person",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "safety.middleware.own_origin_without_referrer",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "safety.middleware.session_limits",
    "safety.middleware.LoginRequired",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "safety.middleware.StaffSecondFactor",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "krefeld_integration.urls"
WSGI_APPLICATION = "krefeld_integration.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "website.context.portal",
                "reporting.context.personal_link",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["kern"]
CRISPY_TEMPLATE_PACK = "kern"

# --- database (SAFETY.md, reliability 1) --------------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# Counters of failed log-ins and used codes: shared by all processes, and there after a restart.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "safety_cache",
        # Beyond this number the cache forgets what still counts; with Django's 300 an attacker could bring that about.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # PDFs that were made on request; each machine keeps its own, and may lose them.
    "documents": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": env.str("DOCUMENT_CACHE", default=str(BASE_DIR / "var" / "documents")),
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- log-in -------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "partners.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "reporting:my_area"
# Where somebody is led whose personal link is over or has been idle too long.
CAPABILITY_ENDED_URL = "reporting:access_ended"
ACCOUNT_ADAPTER = "partners.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_REDIRECT_URL = "website:home"
# Accounts are made by staff for known addresses, and a new one is taken over by a link mailed there: nobody has to
# confirm the address once more, nobody is locked out. An address changed later counts only when it was confirmed.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/15m/ip,10/15m/key"}
ACCOUNT_DEFAULT_HTTP_PROTOCOL = urlsplit(SITE_URL).scheme
# How many proxies of our own stand in front; only their entries of X-Forwarded-For are believed.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
MFA_ADAPTER = "partners.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = f"{PORTAL_TITLE} {PORTAL_CITY}"
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
#: Staff must pass a second factor before anything private answers; only the demonstration goes without.
SECOND_FACTOR_REQUIRED = not DEMO
#: In seconds (SAFETY.md, security 4).
STAFF_SESSION = {"idle": 30 * 60, "total": 10 * 60 * 60}
PARTNER_SESSION = {"idle": 60 * 60, "total": 12 * 60 * 60}
SESSION_COOKIE_AGE = PARTNER_SESSION["total"]
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "safety.views.csrf_failure"

# --- what a browser is told ---------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
WHITENOISE_ALLOW_ALL_ORIGINS = False
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [SITE_URL]
    if env.bool("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- open interface: other sites' pages may read the API and nothing else ---------------------------------------
CORS_URLS_REGEX = r"^/api/v1/"
CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_ALLOW_HEADERS = ["accept", "if-none-match"]
CORS_EXPOSE_HEADERS = ["etag"]

# --- language and time --------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("Deutsch"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# One page holds all measures of an organisation in one form: about 15 fields each, and more with many Teilziele. A
# hundred measures fit; Django's 1000 would refuse an organisation of forty.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
# Its long texts together, at 5000 characters each: more than Django's 2.5 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# --- files --------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- mail ---------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
# Of test installations: every mail of the outbox goes to this address only.
MAIL_REDIRECT_TO = env.str("MAIL_REDIRECT_TO", default="")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default=f"portal@{urlsplit(SITE_URL).hostname}")
