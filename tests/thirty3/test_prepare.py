"""What happens between installed packages and a served demonstration."""

import io
from typing import Any

import pytest
from django.conf import settings as deployed
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from pytest_django.fixtures import Settings

from thirty3.management.commands import prepare


def test_everything_is_prepared_in_order_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[str, str | None]] = []

    def record(name: str, **options: Any) -> None:
        called.append((name, options.get("database")))

    monkeypatch.setattr(prepare, "call_command", record)
    told = io.StringIO()
    call_command("prepare", stdout=told)
    # On SQLite the cache has a file of its own.
    cache = "cache" if "cache" in deployed.DATABASES else "default"
    assert called == [
        ("migrate", None),
        ("createcachetable", cache),
        ("rebuild_search", None),
        ("collectstatic", None),
        ("load_demonstration", None),
    ]
    assert told.getvalue().splitlines() == [
        "Preparing the database",
        "Collecting static files",
        "Loading the data",
    ]


@pytest.mark.django_db
def test_a_demonstration_on_a_public_host_is_refused_before_anything_is_done(settings: Settings) -> None:
    settings.DEMO = True
    settings.ALLOWED_HOSTS = ["thirty3.example"]
    with pytest.raises(SystemCheckError, match="must not answer to"):
        call_command("prepare", skip_checks=False)
