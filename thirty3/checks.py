"""Deployment mistakes as system checks: what is wrong, and what to set."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import NotSupportedError, OperationalError, connection

type Apps = Sequence[AppConfig] | None

OWN_MACHINE = {"localhost", "127.0.0.1", "[::1]", "::1"}
OLDEST_SQLITE = (3, 37)
OLDEST_POSTGRESQL = 15
SHORTEST_KEY = 50
FEWEST_CHARACTERS = 10


def in_production() -> bool:
    """Real visitors may come: this is no demonstration, no development and no test."""
    return not (settings.DEMO or settings.DEBUG or settings.TESTING)


def demonstration_is_private(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """A demonstration shows everyone the outbox and the accounts, so only its own machine may reach it."""
    if not settings.DEMO:
        return []
    public = sorted({*settings.ALLOWED_HOSTS, settings.HOST} - OWN_MACHINE)
    if not public:
        return []
    return [
        Error(
            f"A demonstration must not answer to {', '.join(public)}: anyone could sign in as staff.",
            hint="Set HOST and ALLOWED_HOSTS to localhost, or unset THIRTY3_DEMO and see docs/deploy.md.",
            id="thirty3.E001",
        )
    ]


def secret_key_is_strong(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Who guesses the key can sign in as anyone."""
    key = settings.SECRET_KEY
    if settings.DEBUG or settings.TESTING:
        return []
    if len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_CHARACTERS:
        return []
    return [
        Error(
            "SECRET_KEY is too easy to guess.",
            hint=f"Set it to at least {SHORTEST_KEY} random characters, different for each service.",
            id="thirty3.E002",
        )
    ]


def mail_is_sent(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """People sign in by a code sent by e-mail: without a mail server nobody can."""
    backend = settings.MAILERS["default"]["BACKEND"]
    if not in_production() or not backend.endswith("filebased.EmailBackend"):
        return []
    return [
        Error(
            "No mail server is set, so nobody can sign in.",
            hint="Set EMAIL_HOST, and EMAIL_PORT, EMAIL_USER, EMAIL_PASSWORD and EMAIL_TLS as it needs.",
            id="thirty3.E003",
        )
    ]


def sqlite_is_fit(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The embedded database needs full-text search and upserts."""
    if connection.vendor != "sqlite":
        return []
    problems: list[CheckMessage] = []
    if sqlite3.sqlite_version_info < OLDEST_SQLITE or not has_full_text_search():
        problems.append(
            Error(
                f"This Python has SQLite {sqlite3.sqlite_version}, too old or without FTS5.",
                hint="Use a Python with SQLite 3.37 or newer and FTS5, or set DATABASE_URL.",
                id="thirty3.E004",
            )
        )
    if in_production():
        problems.append(
            Warning(
                "The service runs on SQLite, which lets one process write at a time.",
                hint="Set DATABASE_URL to a PostgreSQL 15 or newer once several people work in it.",
                id="thirty3.W001",
            )
        )
    return problems


def has_full_text_search() -> bool:
    """Whether this Python's SQLite can make an FTS5 table."""
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    except sqlite3.OperationalError:
        return False
    finally:
        memory.close()
    return True


def postgresql_is_fit(
    app_configs: Apps, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Connects, so it runs with `check --database default` and before every `migrate`."""
    if connection.vendor != "postgresql" or "default" not in (databases or ()):
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0]) // 10_000
    except NotSupportedError:
        version = 0
    except OperationalError as reason:
        return [
            Error(
                f"PostgreSQL cannot be reached: {reason}",
                hint="Check DATABASE_URL, and that the server runs and lets this machine in.",
                id="thirty3.E008",
            )
        ]
    if version >= OLDEST_POSTGRESQL:
        return []
    return [
        Error(
            f"PostgreSQL is older than version {OLDEST_POSTGRESQL}.",
            hint=f"Upgrade the server to version {OLDEST_POSTGRESQL} or newer.",
            id="thirty3.E005",
        )
    ]


def address_is_safe(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Sign-in codes and sessions must not travel in the clear."""
    if not in_production() or settings.SITE_URL.startswith("https://"):
        return []
    return [
        Error(
            f"SITE_URL is {settings.SITE_URL}, which is not https.",
            hint="Set SITE_URL to the address that visitors use, beginning with https://.",
            id="thirty3.E006",
        )
    ]


def someone_can_be_asked(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Error pages and the accessibility statement name an address to write to."""
    if not in_production() or settings.CONTACT_EMAIL:
        return []
    return [
        Error(
            "No address is given that visitors can write to.",
            hint="Set CONTACT_EMAIL to a mailbox that someone reads.",
            id="thirty3.E007",
        )
    ]


def operator_is_named(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """The privacy notice and the accessibility statement are somebody's: the law asks whose."""
    if not in_production() or settings.OPERATOR_NAME:
        return []
    return [
        Error(
            "Nobody is named who answers for this service.",
            hint="Set OPERATOR_NAME, and OPERATOR_ADDRESS if there is one.",
            id="thirty3.E009",
        )
    ]


def operator_says_what_it_is(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """A public body cannot rest its tasks on legitimate interests (UK GDPR, article 6(1)), and must have a
    data protection officer (article 37(1)(a)), so the privacy notice is another one.
    """
    if not in_production():
        return []
    if settings.OPERATOR_IS_PUBLIC_BODY is None:
        return [
            Error(
                "It is not said whether who answers for this service is a public body.",
                hint="Set OPERATOR_IS_PUBLIC_BODY to true or false.",
                id="thirty3.E010",
            )
        ]
    if settings.OPERATOR_IS_PUBLIC_BODY and not settings.DATA_PROTECTION_OFFICER:
        return [
            Error(
                "A public body must name its data protection officer.",
                hint="Set DATA_PROTECTION_OFFICER to how to reach them, such as dpo@authority.example.",
                id="thirty3.E011",
            )
        ]
    return []


def quarantine_is_closed(app_configs: Apps, **kwargs: Any) -> list[CheckMessage]:
    """Uploaded files may name people, or be for authorities alone: they lie where nothing is served from."""
    open_to_others = [settings.STATIC_ROOT, settings.MEDIA_ROOT, settings.WHITENOISE_ROOT]
    for place in (*open_to_others, *settings.STATICFILES_DIRS):
        for name in ("QUARANTINE_DIR", "DOCUMENTS_DIR"):
            if getattr(settings, name).is_relative_to(Path(place).resolve()):
                return [
                    Error(
                        f"{name} lies in {place}, which others can read.",
                        hint="Set it to a folder of its own, such as /data/quarantine or /data/documents.",
                        id="thirty3.E012",
                    )
                ]
    return []


def register_all() -> None:
    """Register every check of this module, once, when the app is ready."""
    for check in (
        demonstration_is_private,
        secret_key_is_strong,
        mail_is_sent,
        sqlite_is_fit,
        address_is_safe,
        someone_can_be_asked,
        operator_is_named,
        operator_says_what_it_is,
        quarantine_is_closed,
    ):
        register(check, Tags.security)
    register(postgresql_is_fit, Tags.database)
