"""Settings from the environment: nonsense is refused in a sentence, never guessed at."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT: Path = settings.BASE_DIR


def loaded(data: Path, show: str = "SECRET_KEY", **env: str) -> subprocess.CompletedProcess[str]:
    """The settings read anew with nothing set but this; what one of them came to."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, "-c", f"from thirty3 import settings; print(settings.{show})"],
        cwd=ROOT,
        env={**kept, "DATA_DIR": str(data), **env},
        capture_output=True,
        text=True,
    )


def test_a_service_needs_a_key_of_its_own(tmp_path: Path) -> None:
    answer = loaded(tmp_path)
    assert answer.returncode != 0
    assert "Set SECRET_KEY to a long random value" in answer.stderr
    assert loaded(tmp_path, SECRET_KEY="mine").stdout == "mine\n"


@pytest.mark.parametrize("switch", ["DEBUG", "THIRTY3_TESTING"])
def test_development_and_tests_do_without(tmp_path: Path, switch: str) -> None:
    assert loaded(tmp_path, **{switch: "1"}).returncode == 0


def test_a_demonstration_has_a_key_too(tmp_path: Path) -> None:
    assert loaded(tmp_path, THIRTY3_DEMO="1").returncode != 0


@pytest.mark.parametrize("address", ["mysql://db/thirty3", "sqlite:///thirty3.sqlite3", "postgresql"])
def test_only_postgresql_can_be_named_by_an_address(tmp_path: Path, address: str) -> None:
    answer = loaded(tmp_path, SECRET_KEY="mine", DATABASE_URL=address)
    assert answer.returncode != 0
    assert "DATABASE_URL" in answer.stderr


@pytest.mark.parametrize("address", ["postgresql://db/thirty3", "postgres://db/thirty3"])
def test_postgresql_is_the_only_database_where_it_is_named(tmp_path: Path, address: str) -> None:
    answer = loaded(tmp_path, "DATABASES", SECRET_KEY="mine", DATABASE_URL=address)
    assert "django.db.backends.postgresql" in answer.stdout
    assert "sqlite3" not in answer.stdout


def test_without_an_address_sqlite_and_its_cache_lie_in_the_data_directory(tmp_path: Path) -> None:
    answer = loaded(tmp_path / "new", "DATABASES", SECRET_KEY="mine")
    assert answer.stdout.count(str(tmp_path / "new")) >= 2
    assert "foreign_keys=ON" in answer.stdout
    assert (tmp_path / "new").is_dir()


def test_static_files_lie_in_the_data_directory_unless_they_are_given_a_place(tmp_path: Path) -> None:
    own = loaded(tmp_path, "STATIC_ROOT", SECRET_KEY="mine")
    assert own.stdout == f"{tmp_path / 'staticfiles'}\n"
    elsewhere = loaded(tmp_path, "STATIC_ROOT", SECRET_KEY="mine", STATIC_ROOT=str(tmp_path / "in" / "image"))
    assert elsewhere.stdout == f"{tmp_path / 'in' / 'image'}\n"


@pytest.mark.parametrize(
    ("name", "nonsense"),
    [("PORT", "eighty"), ("DEBUG", "perhaps"), ("THIRTY3_DEMO", "maybe"), ("TRUSTED_PROXY_COUNT", "few")],
)
def test_nonsense_is_refused_by_the_name_of_the_variable(tmp_path: Path, name: str, nonsense: str) -> None:
    answer = loaded(tmp_path, SECRET_KEY="mine", **{name: nonsense})
    assert answer.returncode != 0
    assert name in answer.stderr


def test_https_closes_the_cookies_and_plain_http_does_not(tmp_path: Path) -> None:
    show = "SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT"
    secure = loaded(tmp_path, show, SECRET_KEY="mine", SITE_URL="https://thirty3.example")
    assert secure.stdout == "True True True\n"
    assert loaded(tmp_path, show, SECRET_KEY="mine").stdout == "False False False\n"


def test_demonstration_data_load_outside_demo_mode_only_when_told(tmp_path: Path) -> None:
    show = "ALLOW_DEMONSTRATION"
    assert loaded(tmp_path, show, SECRET_KEY="mine").stdout == "False\n"
    assert loaded(tmp_path, show, SECRET_KEY="mine", THIRTY3_DEMO="1").stdout == "True\n"
    assert loaded(tmp_path, show, SECRET_KEY="mine", ALLOW_DEMONSTRATION_DATA="1").stdout == "True\n"
