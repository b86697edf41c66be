"""The outbox shows a demonstration's mail, and nothing of anything else."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from thirty3.accounts.models import User
from thirty3.accounts.outbox import READ_BYTES, newest_letters

OUTBOX = "/account/outbox/"


@pytest.fixture
def outbox(settings: Any, tmp_path: Path) -> Path:
    """A demonstration whose mail goes to files."""
    settings.DEMO = True
    settings.OUTBOX_DIR = tmp_path
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path)},
        }
    }
    return tmp_path


def letter(to: str, subject: str = "Hello", body: str = "Good morning.") -> EmailMessage:
    return EmailMessage(subject=subject, body=body, from_email="us@thirty3.example", to=[to])


def written(directory: Path, name: str, content: bytes, *, at: int) -> Path:
    path = directory / name
    path.write_bytes(content)
    os.utime(path, (at, at))
    return path


@pytest.mark.django_db(databases="__all__")
def test_a_person_signs_in_with_the_code_from_the_outbox(client: Client, outbox: Path, officer: User) -> None:
    client.post(reverse("account_login"), {"email": officer.email})
    (found,) = newest_letters(outbox)
    code = found.body.splitlines()[2].strip()
    assert f"{code}" in client.get(OUTBOX).text
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert client.get("/account/").status_code == 200


def test_outside_a_demonstration_there_is_no_outbox(client: Client, outbox: Path, settings: Any) -> None:
    letter("a@camden.example").send()
    settings.DEMO = False
    answer = client.get(OUTBOX)
    assert answer.status_code == 404
    assert "camden.example" not in answer.text


def test_the_page_says_what_it_is_and_stays_out_of_search_engines(client: Client, outbox: Path) -> None:
    answer = client.get(OUTBOX)
    assert "This is a demonstration: it sends no mail" in answer.text
    assert "There is no letter yet" in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_newest_letter_stands_first(outbox: Path) -> None:
    # By when they were written, not by name. Django may write two letters of one second into one file.
    for number in range(3):
        written(outbox, f"{9 - number}.log", f"Subject: Letter {number}\n\nHello".encode(), at=number)
    subjects = [found.subject for found in newest_letters(outbox, count=2)]
    assert subjects == ["Letter 2", "Letter 1"]


def test_several_letters_of_one_file_are_told_apart(outbox: Path) -> None:
    line = b"\n" + b"-" * 79 + b"\n"
    written(outbox, "a.log", b"Subject: One\n\nfirst" + line + b"Subject: Two\n\nsecond" + line, at=1)
    assert [(found.subject, found.body) for found in newest_letters(outbox)] == [
        ("Two", "second"),
        ("One", "first"),
    ]


def test_accents_and_markup_are_shown_as_they_were_written(client: Client, outbox: Path) -> None:
    letter("a@camden.example", subject="Déjà vu", body="<script>alert(1)</script> £5").send()
    (found,) = newest_letters(outbox)
    assert found.subject == "Déjà vu"
    assert found.body == "<script>alert(1)</script> £5"
    assert "<script>alert" not in client.get(OUTBOX).text


def test_only_plain_letters_of_this_directory_are_read(outbox: Path, tmp_path_factory: Any) -> None:
    secret = written(tmp_path_factory.mktemp("elsewhere"), "secret.log", b"Subject: Secret\n\nno", at=1)
    (outbox / "link.log").symlink_to(secret)
    (outbox / "directory.log").mkdir()
    written(outbox, "other.txt", b"Subject: Text\n\nno", at=1)
    assert newest_letters(outbox) == []


def test_a_broken_or_endless_letter_does_no_harm(outbox: Path) -> None:
    written(outbox, "empty.log", b"", at=1)
    written(outbox, "bytes.log", b"\xff\xfe\x00", at=2)
    written(outbox, "charset.log", b"Content-Type: text/plain; charset=none\n\nx", at=3)
    written(outbox, "long.log", b"Subject: Long\n\n" + b"x" * (2 * READ_BYTES), at=4)
    letters = newest_letters(outbox)
    assert letters[0].subject == "Long"
    assert len(letters[0].body) <= READ_BYTES
    assert letters[1].body == "This letter cannot be read."


def test_a_missing_directory_is_an_empty_outbox(tmp_path: Path) -> None:
    assert newest_letters(tmp_path / "none") == []


@pytest.mark.django_db(databases="__all__")
def test_the_page_that_asks_for_the_code_points_to_the_outbox_in_a_demonstration_alone(
    client: Client, officer: User, ask_for_code: Callable[..., str], settings: Any
) -> None:
    ask_for_code(officer.email)
    confirm = reverse("account_confirm_login_code")
    assert OUTBOX not in client.get(confirm).text
    settings.DEMO = True
    assert OUTBOX in client.get(confirm).text
