"""What search engines are told: robots.txt, the sitemap, canonical addresses and previews."""

import datetime
import json
import re

import html5lib
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from contracts.directory.sitemap import ContractsSitemap
from contracts.models import Contract, Opportunity
from tests import factories
from tests.pages.kinds import KINDS
from tests.pages.reading import elements
from tests.pages.visitors import Visitor
from tests.pages.worlds import CLOSED, World
from thirty3.history.services import remove
from thirty3.registry import SITEMAPS
from toolkit.models import Call, Project

pytestmark = pytest.mark.django_db(databases="__all__")


@pytest.fixture(autouse=True)
def public_site(settings: Settings) -> None:
    settings.DEMO = settings.ALLOW_DEMONSTRATION = False
    settings.SITE_URL = "https://thirty3.example"


def addresses(client: Client, path: str) -> list[str]:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/xml")
    return re.findall(r"<loc>(.*?)</loc>", response.text)


def blocked(rules: str, address: str) -> bool:
    """Whether a crawler that keeps to the rules leaves this address out."""
    patterns = re.findall(r"^Disallow: (.+)$", rules, re.MULTILINE)
    return any(re.match(re.escape(p).replace(r"\*", ".*"), address) for p in patterns)


# robots.txt


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/contracts/contract/",
        "/account/sign-in/",
        "/contracts.csv",
        "/contracts.csv?borough=camden",
        "/contracts.xlsx",
        "/technologies.json?borough=camden",
        "/api/v1/contracts",
        "/contracts/?borough=camden&status=live",
        "/contracts/?borough=camden&borough=hackney",
    ],
)
def test_crawlers_are_held_off_what_is_private_or_endless(client: Client, address: str) -> None:
    assert blocked(client.get("/robots.txt").text, address)


@pytest.mark.parametrize(
    "address",
    ["/", "/contracts/", "/contracts/?borough=camden", "/contracts/?page=2", "/boroughs/camden/", "/about/"],
)
def test_crawlers_may_read_every_page_and_one_filter(client: Client, address: str) -> None:
    assert not blocked(client.get("/robots.txt").text, address)


def test_crawlers_are_told_where_the_sitemap_is(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "\nSitemap: https://thirty3.example/sitemap.xml\n" in response.text


@pytest.mark.parametrize("setting", ["DEMO", "ALLOW_DEMONSTRATION"])
def test_a_demonstration_is_found_by_nobody(client: Client, settings: Settings, setting: str) -> None:
    setattr(settings, setting, True)
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


# The sitemap


def test_the_sitemap_leads_to_every_section(client: Client) -> None:
    names = [section.name for section in SITEMAPS]
    assert {"contracts", "authorities", "about"} <= set(names)
    assert addresses(client, "/sitemap.xml") == [
        f"https://thirty3.example/sitemap-{name}.xml" for name in names
    ]


def test_a_section_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/sitemap-people.xml").status_code == 404
    assert client.get("/sitemap-contracts.xml?p=2").status_code == 404


def test_the_sitemap_begins_with_home_and_every_page_of_the_menu(client: Client) -> None:
    found = [a.removeprefix("https://thirty3.example") for a in addresses(client, "/sitemap-main.xml")]
    assert found[0] == "/"
    assert {"/contracts/", "/technologies/", "/suppliers/", "/boroughs/", "/services/", "/insights/"} <= set(
        found
    )


def _tell_of_an_opportunity_a_call_and_a_project() -> None:
    now = timezone.now()
    buyer = factories.borough()
    Opportunity.objects.create(borough=buyer, title="Repairs", outcome="They are done", published_at=now)
    hours = datetime.timedelta(hours=1)
    call = Call(slug="housing", title="Housing", introduction="What is there?", published=True)
    call.kind, call.who, call.keep_days = "survey", "suppliers", 30
    call.opens_at, call.closes_at = now - hours, now + hours
    call.save()
    Project.objects.create(slug="buying", name="Buying", summary="What was learnt", status="finished")


def test_every_address_of_the_sitemap_is_a_page_that_may_be_listed(client: Client) -> None:
    maker, need = factories.supplier(), factories.function()
    product = factories.product(maker=maker)
    factories.contract("Real", suppliers=[maker], products=[product], functions=[need])
    factories.system(product, functions=[need])
    _tell_of_an_opportunity_a_call_and_a_project()
    rules = client.get("/robots.txt").text
    for section in SITEMAPS:
        found = addresses(client, f"/sitemap-{section.name}.xml")
        assert found, section.name
        for address in found:
            path = address.removeprefix("https://thirty3.example")
            response = client.get(path)
            assert response.status_code == 200
            assert "X-Robots-Tag" not in response.headers
            assert not blocked(rules, path)
            assert f'<link rel="canonical" href="{address}">' in response.text


def test_a_contract_stands_with_the_moment_of_its_last_public_change(client: Client) -> None:
    record = factories.contract("Real")
    record.refresh_from_db()
    text = client.get("/sitemap-contracts.xml").text
    assert f"<lastmod>{record.updated_at:%Y-%m-%d}</lastmod>" in text
    assert record.get_absolute_url() in text


def test_neither_hidden_nor_invented_nor_removed_contracts_are_told_of(client: Client) -> None:
    shown = factories.contract("Shown")
    factories.contract("Hidden", visibility={"record": CLOSED})
    factories.contract("Invented", demonstration=True)
    remove(factories.contract("Removed"))
    assert Contract.objects.count() == 3
    assert addresses(client, "/sitemap-contracts.xml") == [
        f"https://thirty3.example{shown.get_absolute_url()}"
    ]


def test_a_long_section_is_told_in_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ContractsSitemap, "limit", 2)
    for number in range(5):
        factories.contract(f"Agreement {number}")
    sections = [a for a in addresses(client, "/sitemap.xml") if "contracts" in a]
    assert [a.partition("?")[2] for a in sections] == ["", "p=2", "p=3"]
    found = [
        address
        for section in sections
        for address in addresses(client, section.removeprefix("https://thirty3.example"))
    ]
    assert len(found) == len(set(found)) == 5


# What the head of a page says of it


def head_of(html: str) -> dict[str, list[str]]:
    """What a page says of itself, by the name under which it is said."""
    said: dict[str, list[str]] = {}
    for e in elements(html5lib.parse(html, namespaceHTMLElements=False), "meta", "link", "title"):
        name = e.get("property") or e.get("name") or e.get("rel") or ("title" if e.text else "")
        if name:
            said.setdefault(name, []).append(e.get("content") or e.get("href") or e.text or "")
    return said


@pytest.fixture
def pages(client: Client) -> dict[str, dict[str, list[str]]]:
    world = World().grow(2)
    return {
        kind.name: head_of(client.get(kind.address(world)).text)
        for kind in KINDS
        if kind.html
        and kind.status == 200
        and Visitor.ANYONE in kind.visitors
        and "of the demonstration" not in kind.name
    }


def test_every_page_has_one_address_and_says_what_it_is(pages: dict[str, dict[str, list[str]]]) -> None:
    for name, said in pages.items():
        for of in ("canonical", "description", "og:title", "og:description", "og:image", "og:url"):
            assert len(said[of]) == 1, (name, of)
            assert said[of][0], (name, of)
        assert said["canonical"] == said["og:url"], name
        assert said["canonical"][0].startswith("https://thirty3.example/"), name
        # Drawings have titles too, further down.
        assert said["title"][0].startswith(said["og:title"][0]), name
        assert said["title"][0].endswith("Thirty3"), name
        assert said["og:image"] == ["https://thirty3.example/static/img/preview.png"], name
        assert 40 <= len(said["description"][0]) <= 220, name


def test_kinds_of_pages_are_described_each_in_its_own_words(pages: dict[str, dict[str, list[str]]]) -> None:
    described = ("contracts", "contract", "authorities", "authority", *[n for n in pages if "about" in n])
    words = [pages[name]["description"][0] for name in described]
    assert len(set(words)) == len(words)


def test_sorting_does_not_make_another_page(client: Client) -> None:
    factories.contract("Real")
    said = head_of(client.get("/contracts/?sort=value&status=live").text)
    assert said["canonical"] == ["https://thirty3.example/contracts/?status=live"]


def test_a_page_of_what_is_not_there_has_no_address_and_no_preview(client: Client) -> None:
    said = head_of(client.get("/nowhere/").text)
    assert "canonical" not in said
    assert not [name for name in said if name.startswith("og:")]
    assert said["robots"] == ["noindex"]


def test_links_into_the_endless_lists_are_not_to_be_followed(client: Client) -> None:
    for number in range(3):
        factories.contract(f"Agreement {number}")
    root = html5lib.parse(
        client.get("/contracts/?borough=camden&status=live").text, namespaceHTMLElements=False
    )
    followed = [
        a.get("href", "")
        for a in elements(root, "a")
        if "nofollow" not in (a.get("rel") or "") and (a.get("href") or "").count("=") > 1
    ]
    assert followed == []


# Icons


def content_of(client: Client, path: str, kind: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == kind
    content = b"".join(response.streaming_content)
    response.close()
    return content


def test_browsers_find_the_icons_where_they_look(client: Client) -> None:
    assert content_of(client, "/favicon.ico", "image/x-icon")[:4] == b"\0\0\1\0"
    manifest = json.loads(content_of(client, "/site.webmanifest", "application/manifest+json"))
    for icon in manifest["icons"]:
        assert content_of(client, icon["src"], icon["type"])


def test_files_keep_their_name_for_a_day_and_digests_for_ever(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from whitenoise.middleware import WhiteNoiseMiddleware

    source, collected = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("collected")
    (source / "one.css").write_text("p { margin: 0 }")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], collected
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", interactive=False, verbosity=0)
    files = WhiteNoiseMiddleware(lambda request: None).files
    kept = {
        url: dict(file.get_response("HEAD", {}).headers)["Cache-Control"]
        for url, file in files.items()
        if url.endswith(".css")
    }
    assert kept["/static/one.css"] == "max-age=86400, public"
    (digest,) = kept.keys() - {"/static/one.css"}
    assert kept[digest] == "max-age=315360000, public, immutable"
