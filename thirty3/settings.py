"""Settings, each from the environment; nonsense is refused, not guessed at.

`docs/deploy.md` lists the variables. `bin/run` sets THIRTY3_DEMO and the rest of what a
demonstration needs; `thirty3/checks.py` turns deployment mistakes into system checks.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# What this process is

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("THIRTY3_DEMO", False)
TESTING = env.bool("THIRTY3_TESTING", False)
# Demonstration records load outside demo mode only when the operator says so.
ALLOW_DEMONSTRATION = env.bool("ALLOW_DEMONSTRATION_DATA", DEMO)
DATA_DIR = Path(env.str("DATA_DIR", str(BASE_DIR / "var"))).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
HOST = env.str("HOST", "localhost")
PORT = env.int("PORT", 8000)
SITE_NAME = "Thirty3"
SITE_URL = env.str("SITE_URL", f"http://{HOST}:{PORT}").rstrip("/")
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
# Who answers for this service: the pages under /about/ name them.
OPERATOR_NAME = env.str("OPERATOR_NAME", "").strip()
OPERATOR_ADDRESS = env.str("OPERATOR_ADDRESS", "").strip()
# Whether they are a public body: another law then binds them, so nobody guesses it.
OPERATOR_IS_PUBLIC_BODY = env.bool("OPERATOR_IS_PUBLIC_BODY", None)
DATA_PROTECTION_OFFICER = env.str("DATA_PROTECTION_OFFICER", "").strip()
# In words for the privacy notice: "the United Kingdom", "30 days".
DATA_KEPT_IN = env.str("DATA_KEPT_IN", "").strip()
LOGS_KEPT_FOR = env.str("LOGS_KEPT_FOR", "").strip()

SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY:
    if not (DEBUG or TESTING):
        raise ImproperlyConfigured(
            "Set SECRET_KEY to a long random value that only this service knows. bin/run makes one for you."
        )
    SECRET_KEY = "for-development-and-tests-only-" + "x" * 32
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [HOST, "localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

# Apps, lowest layer first

INSTALLED_APPS = [
    "thirty3.apps.ThirtyThreeConfig",
    "thirty3.accounts",
    "thirty3.history",
    "thirty3.periodic",
    "thirty3.search",
    "thirty3.design",
    "boroughs",
    "suppliers",
    "toolkit",
    "contracts",
    "thirty3.staff.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "import_export",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Compressing a page that mixes a secret with what a visitor sends can tell the secret (BREACH). Public
    # pages hold no token, and forms' tokens are masked anew each time, as is each answer's length.
    "django.middleware.gzip.GZipMiddleware",
    # Inside compression, so that its ETag is that of the page; outside the headers, so that it sees who
    # may keep the answer, and a 304 repeats that.
    "django.middleware.http.ConditionalGetMiddleware",
    "thirty3.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thirty3.accounts.middleware.SecondFactorMiddleware",
    "thirty3.accounts.middleware.SeenMiddleware",
    "contracts.open_data.middleware.OpenDataMiddleware",
]

ROOT_URLCONF = "thirty3.urls"
WSGI_APPLICATION = "thirty3.wsgi.application"
APPEND_SLASH = True

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
                "thirty3.design.context.site",
            ],
        },
    }
]
FORM_RENDERER = "thirty3.design.forms.GovukRenderer"

# Databases: SQLite unless DATABASE_URL names a PostgreSQL

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CONNECTIONS_ARE_KEPT = 60  # seconds
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA temp_store=FILE; PRAGMA cache_size=-32000;"
    ),
}
if env.str("DATABASE_URL", ""):
    DATABASES = {
        "default": env.dj_db_url("DATABASE_URL", conn_max_age=CONNECTIONS_ARE_KEPT, conn_health_checks=True)
    }
    if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://. Leave it unset for SQLite.")
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "thirty3.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            # A new connection reads the schema, and then every page, from the file again.
            "CONN_MAX_AGE": CONNECTIONS_ARE_KEPT,
            # A file, because :memory: hides locks.
            "TEST": {"NAME": str(DATA_DIR / "test.sqlite3")},
        },
        # A second file, so that a page never waits for the cache behind a writer.
        "cache": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "cache.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": CONNECTIONS_ARE_KEPT,
            "TEST": {"NAME": str(DATA_DIR / "test-cache.sqlite3")},
        },
    }
    DATABASE_ROUTERS = ["thirty3.routers.CacheRouter"]
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "thirty3_cache",
        "TIMEOUT": 3600,
    }
}

# Tasks and mail

TASKS = {
    "default": {
        "BACKEND": (
            "django.tasks.backends.immediate.ImmediateBackend"
            if TESTING
            else "django_tasks_db.DatabaseBackend"
        ),
    }
}
OUTBOX_DIR = DATA_DIR / "outbox"
MAILERS: dict[str, dict[str, Any]]
if TESTING:
    MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
elif DEMO or not env.str("EMAIL_HOST", ""):
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(OUTBOX_DIR)},
        }
    }
else:
    MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": env.str("EMAIL_HOST"),
                "port": env.int("EMAIL_PORT", 587),
                "username": env.str("EMAIL_USER", ""),
                "password": env.str("EMAIL_PASSWORD", ""),
                "use_tls": env.bool("EMAIL_TLS", True),
            },
        }
    }
DEFAULT_FROM_EMAIL = env.str("FROM_EMAIL", "Thirty3 <no-reply@thirty3.invalid>")

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "thirty3.accounts.rights.StaffRights",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account_home"
LOGOUT_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600  # a working day

# People sign in by a code sent to their address. Who has no account and may join gets one when it comes back.
ACCOUNT_ADAPTER = "thirty3.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "request_login_code": "thirty3.accounts.forms.RequestCodeForm",
    "confirm_login_code": "thirty3.accounts.forms.ConfirmCodeForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # each sign-in proves the mailbox
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,20/h/key",
    "delete_account": "3/m/user,10/h/user",
    "ask_authority": "3/m/user,20/d/user",
    "ask_about_opportunity": "3/m/user,20/d/user",
    "register_supplier": "10/m/ip",
    "ask_for_supplier": "5/m/user,30/d/user",
    "supplier_code": "3/m/user,10/d/user,5/d/key",
    "invite_to_supplier": "5/m/user,30/d/user",
    "edit_profile": "20/m/user,200/d/user",
    "answer_call": "20/m/user,300/d/user",
    "answer_call_address": "10/m/ip",
}
# How many proxies of our own stand in front, so that rate limits see the visitor's address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 1 if env.bool("BEHIND_PROXY", False) else 0)

# Which function asks official registers whether a number of an organisation exists
# (`suppliers/members/lookups.py`); the default asks nobody.
ORGANISATION_LOOKUP = env.str("ORGANISATION_LOOKUP", "suppliers.members.lookups.offline")

# The second factor: TOTP, recovery codes and, for those who like, passkeys. `SecondFactorMiddleware` makes
# TOTP compulsory for staff.
MFA_ADAPTER = "thirty3.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "thirty3.accounts.forms.AppCodeForm",
    "reauthenticate": "thirty3.accounts.forms.AppCodeAgainForm",
    "activate_totp": "thirty3.accounts.forms.SetUpAppForm",
    "add_webauthn": "thirty3.accounts.passkeys.AddPasskeyForm",
    "authenticate_webauthn": "thirty3.accounts.passkeys.UsePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks that differ

# Tables in and out of the staff site take the same rights as the records themselves.
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "add"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# Language and time

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

# Static files and uploads

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(DATA_DIR / "staticfiles"))).resolve()
# WhiteNoise warns of a missing one, and warnings are errors in tests.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if TESTING or DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
# Files that browsers look for at the root; like every file without a digest in its name, kept for a day.
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
WHITENOISE_MAX_AGE = 86_400
WHITENOISE_MIMETYPES = {".webmanifest": "application/manifest+json"}
MEDIA_ROOT = DATA_DIR / "media"
# Uploaded registers, until somebody has decided on them: never under a served path.
QUARANTINE_DIR = Path(env.str("QUARANTINE_DIR", str(DATA_DIR / "quarantine"))).resolve()
# Documents that authorities share: given out by a view alone, as attachments.
DOCUMENTS_DIR = Path(env.str("DOCUMENTS_DIR", str(DATA_DIR / "documents"))).resolve()
MAX_UPLOAD_BYTES = 50 * 1024 * 1024
MAX_UPLOAD_ROWS = 100_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Security

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
# A load balancer asks for these over plain http from inside.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Whether the other names under a council's domain may be held to https is not ours to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "thirty3.errors.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
    # Who took an uploaded file is told whatever else is.
    "loggers": {"thirty3.audit": {"level": "INFO"}},
}
