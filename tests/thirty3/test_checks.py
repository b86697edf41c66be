"""Each deployment mistake is reported, and nothing is reported where none was made."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as own_settings
from django.core.checks import CheckMessage
from django.db import NotSupportedError, OperationalError, connection
from pytest_django.fixtures import Settings

from thirty3 import checks

STRONG_KEY = "kV7#tq2Lw9!zRm4@Xb6$Nc8^Hd3&Jf5*Gs1(Pa0)YeUoIiTrWQ"
SMTP = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
FILES = {"default": {"BACKEND": "django.core.mail.backends.filebased.EmailBackend"}}

type Check = Callable[..., list[CheckMessage]]


class Server:
    """Stands for a database of some version, or for one that refuses."""

    def __init__(
        self, vendor: str = "postgresql", *, version: int = 0, refusal: Exception | None = None
    ) -> None:
        self.vendor = vendor
        self.version = version
        self.refusal = refusal

    def cursor(self) -> "Server":
        if self.refusal:
            raise self.refusal
        return self

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *failure: object) -> None:
        pass

    def execute(self, sql: str) -> None:
        assert sql == "SHOW server_version_num"

    def fetchone(self) -> tuple[str]:
        return (str(self.version),)


@pytest.fixture
def production(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A deployment in which nothing is wrong."""
    settings.DEMO = settings.DEBUG = settings.TESTING = False
    settings.SECRET_KEY = STRONG_KEY
    settings.HOST = "localhost"
    settings.ALLOWED_HOSTS = ["thirty3.example"]
    settings.SITE_URL = "https://thirty3.example"
    settings.CONTACT_EMAIL = "hello@thirty3.example"
    settings.OPERATOR_NAME = "Thirty3 Example"
    settings.OPERATOR_IS_PUBLIC_BODY = False
    settings.MAILERS = SMTP
    monkeypatch.setattr(checks, "connection", Server())
    return settings


def ids(check: Check, **kwargs: Any) -> list[str | None]:
    return [message.id for message in check(None, **kwargs)]


STATIC_CHECKS = [
    checks.demonstration_is_private,
    checks.secret_key_is_strong,
    checks.mail_is_sent,
    checks.sqlite_is_fit,
    checks.address_is_safe,
    checks.someone_can_be_asked,
    checks.operator_is_named,
    checks.operator_says_what_it_is,
]


@pytest.mark.parametrize("check", STATIC_CHECKS)
def test_nothing_is_reported_where_nothing_is_wrong(production: Settings, check: Check) -> None:
    assert ids(check) == []


@pytest.mark.parametrize(
    ("check", "changes", "expected"),
    [
        (checks.secret_key_is_strong, {"SECRET_KEY": "short"}, "thirty3.E002"),
        (checks.secret_key_is_strong, {"SECRET_KEY": "x" * 80}, "thirty3.E002"),
        (checks.secret_key_is_strong, {"SECRET_KEY": "short", "DEMO": True}, "thirty3.E002"),
        (checks.mail_is_sent, {"MAILERS": FILES}, "thirty3.E003"),
        (checks.address_is_safe, {"SITE_URL": "http://thirty3.example"}, "thirty3.E006"),
        (checks.someone_can_be_asked, {"CONTACT_EMAIL": ""}, "thirty3.E007"),
        (checks.operator_is_named, {"OPERATOR_NAME": ""}, "thirty3.E009"),
        (checks.operator_says_what_it_is, {"OPERATOR_IS_PUBLIC_BODY": None}, "thirty3.E010"),
        (
            checks.operator_says_what_it_is,
            {"OPERATOR_IS_PUBLIC_BODY": True, "DATA_PROTECTION_OFFICER": ""},
            "thirty3.E011",
        ),
        (
            checks.quarantine_is_closed,
            {"QUARANTINE_DIR": own_settings.STATIC_ROOT / "quarantine"},
            "thirty3.E012",
        ),
        (checks.quarantine_is_closed, {"QUARANTINE_DIR": own_settings.MEDIA_ROOT}, "thirty3.E012"),
        (checks.quarantine_is_closed, {"DOCUMENTS_DIR": own_settings.MEDIA_ROOT}, "thirty3.E012"),
    ],
)
def test_a_mistake_is_reported_with_what_to_do(
    production: Settings, check: Check, changes: dict[str, Any], expected: str
) -> None:
    for name, value in changes.items():
        setattr(production, name, value)
    assert ids(check) == [expected]
    assert check(None)[0].hint


@pytest.mark.parametrize("mode", ["DEMO", "DEBUG", "TESTING"])
@pytest.mark.parametrize(
    "check",
    [
        checks.mail_is_sent,
        checks.sqlite_is_fit,
        checks.address_is_safe,
        checks.someone_can_be_asked,
        checks.operator_is_named,
    ],
)
def test_a_demonstration_and_development_need_no_deployment(
    production: Settings, monkeypatch: pytest.MonkeyPatch, check: Check, mode: str
) -> None:
    setattr(production, mode, True)
    production.ALLOWED_HOSTS = ["localhost"]
    production.MAILERS = FILES
    monkeypatch.setattr(checks, "connection", Server("sqlite"))
    production.SITE_URL = "http://localhost:8000"
    production.CONTACT_EMAIL = production.OPERATOR_NAME = ""
    assert ids(check) == []


@pytest.mark.parametrize(
    ("host", "allowed"),
    [
        ("0.0.0.0", ["localhost"]),  # noqa: S104
        ("localhost", ["localhost", "thirty3.example"]),
        ("localhost", ["*"]),
        ("::", ["localhost"]),
    ],
)
def test_a_demonstration_is_refused_on_a_public_host(
    production: Settings, host: str, allowed: list[str]
) -> None:
    production.DEMO = True
    production.HOST = host
    production.ALLOWED_HOSTS = allowed
    assert ids(checks.demonstration_is_private) == ["thirty3.E001"]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_demonstration_may_run_on_its_own_machine(production: Settings, host: str) -> None:
    production.DEMO = True
    production.HOST = host
    production.ALLOWED_HOSTS = [host, "localhost", "127.0.0.1", "[::1]"]
    assert ids(checks.demonstration_is_private) == []


def test_sqlite_in_production_is_warned_of(production: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "connection", Server("sqlite"))
    assert ids(checks.sqlite_is_fit) == ["thirty3.W001"]


def test_an_old_sqlite_is_refused(production: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    production.DEMO = True
    monkeypatch.setattr(checks, "connection", Server("sqlite"))
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    assert ids(checks.sqlite_is_fit) == ["thirty3.E004"]


def test_a_sqlite_without_full_text_search_is_refused(
    production: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    production.DEMO = True
    monkeypatch.setattr(checks, "connection", Server("sqlite"))
    monkeypatch.setattr(checks, "has_full_text_search", lambda: False)
    assert ids(checks.sqlite_is_fit) == ["thirty3.E004"]


@pytest.mark.parametrize(
    ("server", "expected"),
    [
        (Server(version=150004), []),
        (Server(version=170000), []),
        (Server(version=140012), ["thirty3.E005"]),
        (Server(refusal=NotSupportedError("PostgreSQL 15 or later is required")), ["thirty3.E005"]),
        (Server(refusal=OperationalError("connection refused")), ["thirty3.E008"]),
    ],
)
def test_the_version_of_postgresql_is_checked_when_the_database_is(
    monkeypatch: pytest.MonkeyPatch, server: Server, expected: list[str]
) -> None:
    monkeypatch.setattr(checks, "connection", server)
    assert ids(checks.postgresql_is_fit, databases=["default"]) == expected
    assert ids(checks.postgresql_is_fit, databases=None) == []


@pytest.mark.django_db
def test_the_database_of_the_tests_is_fit() -> None:
    assert ids(checks.postgresql_is_fit, databases=["default"]) == []
    assert connection.vendor in ("sqlite", "postgresql")
