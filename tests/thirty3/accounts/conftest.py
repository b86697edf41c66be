"""People, and the way from an address to a signed-in session."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from tests.signing_in import staff_member
from thirty3.accounts.models import User


@pytest.fixture
def officer(db: None) -> User:
    return User.objects.create_user("officer@camden.example")


@pytest.fixture
def staff(db: None) -> User:
    return staff_member()


@pytest.fixture
def ask_for_code(client: Client, mailoutbox: list[EmailMessage]) -> Callable[..., str]:
    """Asks for a code for an address and returns the one that was sent."""

    def ask(email: str, *, following: str = "", with_client: Client = client) -> str:
        answer = with_client.post(reverse("account_login"), {"email": email, "next": following})
        assert answer.status_code == 302
        found = re.search(r"[A-Z]{4}-[A-Z]{4}", str(mailoutbox[-1].body))
        assert found
        return found.group()

    return ask


@pytest.fixture
def give_code(client: Client, ask_for_code: Callable[..., str]) -> Callable[..., Any]:
    """Asks for a code, reads the letter and gives the code."""

    def give(email: str, *, following: str = "") -> Any:
        code = ask_for_code(email, following=following)
        return client.post(reverse("account_confirm_login_code"), {"code": code, "next": following})

    return give
