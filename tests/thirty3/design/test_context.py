"""What every page is given, at no cost in queries."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.test import RequestFactory

from thirty3.design import context
from thirty3.registry import MenuEntry, Registry


@pytest.fixture
def menu(monkeypatch: pytest.MonkeyPatch) -> Registry[MenuEntry]:
    registry: Registry[MenuEntry] = Registry()
    registry.register(MenuEntry(name="health", label="Health", url_name="healthz", order=2))
    registry.register(MenuEntry(name="ready", label="Ready", url_name="readyz", order=1))
    monkeypatch.setattr(context, "MENU", registry)
    return registry


def request(path: str = "/") -> HttpRequest:
    return RequestFactory().get(path)


@pytest.mark.usefixtures("menu")
def test_the_menu_is_what_is_registered_in_order() -> None:
    assert [item.text for item in context.menu_for(request())] == ["Ready", "Health"]


@pytest.mark.usefixtures("menu")
def test_the_page_one_is_on_is_current() -> None:
    assert [item.current for item in context.menu_for(request("/healthz"))] == [False, True]


@pytest.mark.usefixtures("menu")
def test_a_page_below_an_entry_is_among_its_pages() -> None:
    _, health = context.menu_for(request("/healthz/deep/"))
    assert health.active
    assert not health.current


@pytest.mark.usefixtures("menu")
def test_who_is_looking_is_asked_only_where_it_is_used() -> None:
    # A test without a database: a query would fail. The request has no user yet.
    looked_at = request()
    audience = context.site(looked_at)["audience"]
    looked_at.user = AnonymousUser()
    assert audience == "public"


@pytest.mark.usefixtures("menu")
@pytest.mark.parametrize("allowed", [True, False])
def test_the_demonstration_banner_follows_the_setting(settings: object, allowed: bool) -> None:
    settings.ALLOW_DEMONSTRATION = allowed  # type: ignore[attr-defined]
    assert context.site(request())["demo"] is allowed
