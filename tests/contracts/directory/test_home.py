"""The home page: figures that are lists, and what was written last."""

import re
from datetime import timedelta
from typing import Any

import html5lib
import pytest
from django.test import Client
from django.utils import timezone

from boroughs.models import Borough
from contracts.models import Contract, Listing
from tests import factories
from tests.pages.reading import elements, text

pytestmark = pytest.mark.django_db


def changed_last(client: Client, address: str = "/") -> list[str]:
    """Each line under "Changed last"."""
    root = html5lib.parse(client.get(address).text, namespaceHTMLElements=False)
    [section] = [s for s in elements(root, "section") if s.get("aria-labelledby") == "changed-heading"]
    return [" ".join(text(line).split()) for line in elements(section, "li")]


def written_at_once(*records: Contract) -> None:
    now = timezone.now()
    Listing.objects.filter(record_id__in=[record.pk for record in records]).update(updated_at=now)


def contracts(number: int, **facts: Any) -> list[Contract]:
    return [factories.contract(f"Contract {i}", **facts) for i in range(number)]


def test_a_system_that_was_retired_is_no_system_in_use(client: Client) -> None:
    factories.system(status="live")
    factories.system(status="replacing")
    factories.system(status="retired")
    home = client.get("/").text
    [(href, count)] = re.findall(r'Systems in use</dt><dd><a [^>]*href="([^"]+)"[^>]*>(\d+)</a>', home)
    assert count == "2"
    assert "2 systems" in client.get(href.replace("&amp;", "&")).text


def test_spend_evidence_is_no_contract(client: Client) -> None:
    ends = {"buyer": factories.borough("Camden"), "end_date": timezone.localdate() + timedelta(days=30)}
    factories.contract("Agreed", **ends)
    factories.contract("Paid", kind="spend", **ends)
    home = client.get("/").text
    assert re.findall(r"</dt><dd><a [^>]*>(\d+)</a>", home) == ["1", "1", "0"]
    assert changed_last(client)[0].startswith("Camden: Agreed ")
    assert "Paid" not in home


def test_a_small_write_names_its_contracts_and_their_source(client: Client) -> None:
    record = factories.contract("Libraries", buyer=factories.borough("Camden"))
    source = factories.source("contracts-finder", published=True, name="Contracts Finder")
    factories.assertion(record, source, won=["title"], values={"title": {"title": "Libraries"}})
    [line] = changed_last(client)
    assert re.fullmatch(r"Camden: Libraries Added or changed on .+, as told by Contracts Finder", line)
    assert record.get_absolute_url() in client.get("/").text


def test_a_large_write_is_one_line_with_its_list(client: Client) -> None:
    written_at_once(*contracts(4, buyer=factories.borough("Camden")))
    [line] = changed_last(client)
    assert line.startswith("Camden: 4 contracts Added or changed on ")
    assert line.endswith(". All contracts of Camden, the latest first")
    assert "/contracts/?borough=camden&amp;source=real&amp;sort=updated" in client.get("/").text


def test_real_and_invented_contracts_of_one_write_stand_apart(client: Client) -> None:
    written_at_once(*contracts(4), *contracts(5, demonstration=True))
    [invented], [real] = changed_last(client), changed_last(client, "/?source=real")
    assert "4 contracts" in real
    assert "Demonstration" not in real
    assert "5 contracts Demonstration" in invented
    assert "source=demonstration&amp;sort=updated" in client.get("/").text


def test_of_many_bodies_authorities_and_others_are_told_apart(client: Client) -> None:
    places = [factories.borough(name) for name in ("Barnet", "Brent", "Camden")]
    body = factories.borough("Greater London Authority")
    Borough.objects.filter(pk=body.pk).update(kind=Borough.Kind.PUBLIC_BODY)
    written_at_once(*[factories.contract(buyer=place) for place in (*places, body)])
    [line] = changed_last(client)
    assert line.startswith("3 authorities and 1 other public body: 4 contracts ")
