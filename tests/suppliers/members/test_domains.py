"""Which domains prove something, what numbers look like, and asking a register."""

import time
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from suppliers.members import lookups
from suppliers.members.domains import ascii_domain, domain_of_address, domain_of_site, proves_nothing
from suppliers.members.lookups import TRIED_AGAIN_AFTER, Answer, Outcome, Register, look_up
from suppliers.members.numbers import charity_number, company_number, ppon
from suppliers.models import Claim, Supplier
from tests.suppliers.members.conftest import claimed
from thirty3.accounts.models import User
from thirty3.registry import JOBS


@pytest.mark.parametrize(
    "domain",
    [
        *("gmail.com", "mail.gmail.com", "acme.github.io", "co.uk", "gov.uk", "camden.gov.uk", "uk", ""),
        *("a..b", "localhost", "127.0.0.1", "org.uk", "com.au", "facebook.com", "btinternet.com"),
    ],
)
def test_shared_domains_prove_nothing(domain: str) -> None:
    assert proves_nothing(domain)


@pytest.mark.parametrize(
    "domain", ["acme.co.uk", "acme.example", "gmail.com.acme.example", "xn--mller-kva.example"]
)
def test_a_domain_of_its_own_can_prove(domain: str) -> None:
    assert not proves_nothing(domain)


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.Acme.example/about?x=1", "acme.example"),
        ("https://acme.example:8443", "acme.example"),
        ("https://rival.example@acme.example/", "acme.example"),
        ("https://müller.example", "xn--mller-kva.example"),
        ("https://[::1", ""),
        ("acme", ""),
        ("", ""),
    ],
)
def test_the_domain_of_a_website(website: str, domain: str) -> None:
    assert domain_of_site(website) == domain


@given(st.text())
def test_no_text_breaks_the_reading_of_domains_and_numbers(text: str) -> None:
    for read in (domain_of_site, domain_of_address, ascii_domain):
        assert proves_nothing(read(text)) in (True, False)
    for check in (company_number, charity_number, ppon):
        said = check(text)
        assert said is None or check(said) == said


@pytest.mark.parametrize(
    ("check", "text", "said"),
    [
        (company_number, "sc 123456", "SC123456"),
        (company_number, "1234567", "01234567"),
        (company_number, "NI012345", "NI012345"),
        (company_number, "OC301234", "OC301234"),
        (company_number, "XX123456", None),
        (charity_number, " 1234567 ", "1234567"),
        (charity_number, "1234567-1", "1234567-1"),
        (charity_number, "sc012345", "SC012345"),
        (charity_number, "NIC 101234", "NIC101234"),
        (charity_number, "12345", None),
        (ppon, "PBCD-1234-WXYZ", "PBCD-1234-WXYZ"),
        (ppon, "PBCD-1230-WXYZ", None),
    ],
)
def test_numbers_are_checked_for_their_form(check: Any, text: str, said: str | None) -> None:
    assert check(text) == said


def found(register: Register, number: str, *, seconds: float) -> Answer:
    return Answer(Outcome.FOUND, f"{register}: {number}")


def broken(register: Register, number: str, *, seconds: float) -> Answer:
    raise OSError("No route")


def silent(register: Register, number: str, *, seconds: float) -> Answer:
    time.sleep(2)
    return Answer(Outcome.FOUND)


def test_a_register_that_is_down_or_silent_blocks_nothing(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookups, "SECONDS", 0.05)
    said = []
    for name in ("found", "broken", "silent", "nowhere"):
        settings.ORGANISATION_LOOKUP = f"{__name__}.{name}"
        said.append(look_up(Register.COMPANIES_HOUSE, "01234567").outcome)
    assert said == ["found", "down", "down", "down"]


@pytest.mark.django_db(databases="__all__")
def test_what_a_register_says_is_kept_with_its_date(
    settings: Any, acme: Supplier, anna: User, ben: User
) -> None:
    offline = claimed(anna, acme)
    settings.ORGANISATION_LOOKUP = f"{__name__}.found"
    asked = claimed(ben, acme)
    told = [Claim.objects.get(pk=one.pk) for one in (offline, asked)]
    assert [one.looked_up for one in told] == ["not-checked", "found"]
    assert told[1].looked_up_name == "Companies House: 01234567"
    assert all(one.looked_up_at for one in told)


@pytest.mark.django_db(databases="__all__")
def test_a_register_that_was_down_is_asked_again(settings: Any, acme: Supplier, anna: User) -> None:
    settings.ORGANISATION_LOOKUP = f"{__name__}.broken"
    asked = claimed(anna, acme)
    settings.ORGANISATION_LOOKUP = f"{__name__}.found"
    now = timezone.now()
    run = JOBS["numbers for which a register was down"].run
    assert run(now) == 0
    assert run(now + TRIED_AGAIN_AFTER) == 1
    asked.refresh_from_db()
    assert asked.looked_up == "found"
    assert run(now + 2 * TRIED_AGAIN_AFTER) == 0
