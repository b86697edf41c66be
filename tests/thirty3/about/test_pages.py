"""The pages about Thirty3: each says what it must, of this operator and of this code."""

import re

import pytest
from django.conf import settings as own_settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from contracts.imports.quarantine import KEPT_FOR
from tests.pages.kinds import KINDS
from tests.pages.reading import elements, text
from tests.pages.visitors import Visitor
from tests.pages.worlds import World
from tests.signing_in import sign_in
from thirty3.about import pages
from thirty3.about.cookies import cookies, duration
from thirty3.about.law import LAWS
from thirty3.about.urls import urlpatterns
from thirty3.accounts.models import User

pytestmark = pytest.mark.django_db(databases="__all__")
PAGES = [f"about:{page.name}" for page in pages.PAGES]


@pytest.fixture(autouse=True)
def an_operator(settings: Settings) -> None:
    settings.OPERATOR_NAME = "The Example Office"
    settings.OPERATOR_ADDRESS = "1 Example Street, London"
    settings.OPERATOR_IS_PUBLIC_BODY = False
    settings.CONTACT_EMAIL = "hello@thirty3.example"
    settings.ALLOW_DEMONSTRATION = False


def words_of(client: Client, name: str) -> str:
    """The words of a page's main part."""
    import html5lib

    root = html5lib.parse(client.get(reverse(name)).text, namespaceHTMLElements=False)
    return text(next(elements(root, "main")))


def test_every_address_below_about_is_listed() -> None:
    assert {page.name for page in pages.PAGES} == {pattern.name for pattern in urlpatterns}


def test_every_page_leads_to_all_of_them(client: Client) -> None:
    world = World().grow(2)
    for kind in KINDS:
        if kind.html and Visitor.ANYONE in kind.visitors:
            footer = client.get(kind.address(world)).text.partition("<footer")[2]
            if kind.name != "outbox of the demonstration":
                assert [name for name in PAGES if f'href="{reverse(name)}"' not in footer] == [], kind.name


@pytest.mark.parametrize("name", ["about:about", "about:contact", "about:privacy", "about:accessibility"])
def test_whoever_runs_the_service_is_named(client: Client, name: str) -> None:
    assert "The Example Office runs this service: 1 Example Street, London." in words_of(client, name)


@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_named_where_the_settings_name_nobody(
    client: Client, settings: Settings, name: str
) -> None:
    settings.OPERATOR_NAME = settings.OPERATOR_ADDRESS = settings.CONTACT_EMAIL = ""
    settings.ALLOW_DEMONSTRATION = True
    words = words_of(client, name)
    assert "Example" not in words
    assert "mailto:" not in client.get(reverse(name)).text
    assert not re.search(r"\s[.,:]|\(\)|None| {2}", words)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_ends_its_sentences(client: Client, name: str) -> None:
    assert not re.search(r"\s[.,:;]\s|\.\.\s|None|{|}", words_of(client, name))


@pytest.mark.parametrize(("public_body", "basis"), [(True, "6(1)(e)"), (False, "6(1)(f)")])
def test_the_privacy_notice_rests_on_what_the_operator_is(
    client: Client, settings: Settings, public_body: bool, basis: str
) -> None:
    settings.OPERATOR_IS_PUBLIC_BODY = public_body
    assert re.findall(r"6\(1\)\(\w\)", words_of(client, "about:privacy")) == [basis]


def test_the_privacy_notice_says_what_the_operator_has_said(client: Client, settings: Settings) -> None:
    settings.DATA_PROTECTION_OFFICER = "dpo@authority.example"
    settings.DATA_KEPT_IN, settings.LOGS_KEPT_FOR = "the United Kingdom", "30 days"
    words = words_of(client, "about:privacy")
    assert "Their data protection officer is at dpo@authority.example." in words
    assert "It is kept in the United Kingdom." in words
    assert "That is kept for 30 days." in words
    settings.DATA_PROTECTION_OFFICER = settings.DATA_KEPT_IN = settings.LOGS_KEPT_FOR = ""
    words = words_of(client, "about:privacy")
    assert "officer is at" not in words
    assert "in which country they keep it" in words
    assert "Ask us how long that is kept." in words


def test_the_privacy_notice_says_for_how_long_as_the_settings_do(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_AGE, settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 8 * 3600, 600
    words = words_of(client, "about:privacy")
    assert "works for 10 minutes" in words
    assert "A session ends after 8 hours" in words


def test_every_law_is_named_with_its_page_and_the_day_it_was_read(client: Client) -> None:
    html = "".join(client.get(reverse(name)).text for name in PAGES)
    for law in LAWS.values():
        assert law.url.startswith("https://www.legislation.gov.uk/")
        assert f'href="{law.url}"' in html
        against = f" against {law.against}" if law.against else ""
        assert f"{law.name}</a>, checked on {law.checked:%-d %B %Y}{against}." in html


# Cookies


def cookies_set_on_the_way(client: Client) -> dict[str, HttpResponse]:
    """Ask for a code, sign in by it, and sign out: every cookie that is set on the way."""
    person = User.objects.create_user("officer@camden.example")
    found = {}
    steps = [
        lambda: client.get("/account/sign-in/"),
        lambda: client.post("/account/sign-in/", {"email": person.email}),
        lambda: client.get("/account/sign-in/code/"),
        lambda: client.post("/account/sign-in/code/", {"code": code_in(mail.outbox[0].body)}),
        lambda: client.get("/account/"),
        lambda: client.get("/account/sign-out/"),
        lambda: client.post("/account/sign-out/"),
        lambda: client.get("/"),
    ]
    for step in steps:
        found.update({name: morsel for name, morsel in step().cookies.items() if morsel.value})
    return found


def code_in(letter: str) -> str:
    found = re.search(r"[A-Z]{4}-[A-Z]{4}", letter)
    assert found
    return found.group()


def test_every_cookie_that_is_set_is_told_of_and_no_other(client: Client) -> None:
    assert set(cookies_set_on_the_way(client)) == {cookie.name for cookie in cookies()}


def test_a_cookie_stays_as_long_as_is_said(client: Client) -> None:
    stays = {cookie.name: cookie.stays for cookie in cookies()}
    for name, morsel in cookies_set_on_the_way(client).items():
        if morsel["max-age"]:
            assert duration(int(morsel["max-age"])) in stays[name]
        else:
            assert "you close the browser" in stays[name]


def test_no_public_page_sets_a_cookie_for_someone_who_does_not_sign_in(client: Client) -> None:
    for name in PAGES:
        assert not client.get(reverse(name)).cookies


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (3600, "1 hour"),
        (43_200, "12 hours"),
        (31_449_600, "52 weeks"),
        (900, "15 minutes"),
        (61, "61 seconds"),
    ],
)
def test_a_time_is_told_in_the_largest_unit_that_fits(seconds: int, words: str) -> None:
    assert duration(seconds) == words


def test_someone_signed_in_gets_the_same_words(client: Client) -> None:
    before = words_of(client, "about:privacy")
    sign_in(client, User.objects.create_user("officer@camden.example"))
    assert words_of(client, "about:privacy") == before


def test_the_daily_commands_that_the_notice_relies_on_are_in_the_guide() -> None:
    guide = (own_settings.BASE_DIR / "docs" / "deploy.md").read_text()
    assert "manage.py run_due" in guide


def test_the_notice_says_how_long_an_uploaded_file_waits(client: Client) -> None:
    assert KEPT_FOR.days == 30
    assert "after 30 days at the latest" in words_of(client, "about:privacy")
