"""List rows follow writes, each audience's on its own."""

import datetime

import pytest

from boroughs.models import Function
from contracts.listing.changes import OWN_ROW
from contracts.listing.publishing import rebuild
from contracts.models import ContractSupplier, Listing
from tests import factories
from thirty3.audiences import Audience
from thirty3.history.services import recording, remove
from thirty3.search.facets import facets
from thirty3.search.index import TextIndex
from thirty3.search.models import FacetBits, Stamp
from thirty3.search.query import parse_query

pytestmark = pytest.mark.django_db
PUBLIC, BOROUGHS = Audience.PUBLIC, Audience.BOROUGHS


def row(record, audience=PUBLIC, kind="contract"):
    return Listing.objects.filter(kind=kind, record_id=record.pk, audience=audience).first()


def found(words, audience=PUBLIC, kind="contract"):
    return set(TextIndex(kind, audience).matches(parse_query(words)))


def everything_public(kind="contract"):
    """All that the public may observe of a kind: rows, facets, stamp, and what any word finds."""
    return {
        "rows": list(Listing.objects.filter(kind=kind, audience="public").order_by("pk").values()),
        "bits": list(FacetBits.objects.filter(kind=kind, audience="public").order_by("pk").values()),
        "stamp": list(Stamp.objects.filter(kind=kind, audience="public").values()),
    }


def protective():
    return factories.function("Identity management", protective=True)


def test_a_new_contract_is_listed_found_and_counted():
    maker = factories.supplier("Acme Software")
    seller = factories.supplier("Reseller")
    record = factories.contract(
        "Housing management",
        buyer=factories.borough("Camden"),
        participants=[factories.borough("Islington")],
        suppliers=[seller],
        sme=True,
        products=[factories.product("Homes Pro", maker=maker)],
        functions=[factories.function()],
        value="125000",
        end_date=datetime.date(2027, 3, 31),
    )
    listed = row(record)
    assert listed.title == "Housing management"
    assert (listed.ends, str(listed.value)) == (datetime.date(2027, 3, 31), "125000.00")
    assert listed.facets["borough"] == ["camden", "islington"]
    assert listed.facets["maker"] == [maker.slug]
    assert listed.facets["sme"] == ["yes"]
    assert row(record, BOROUGHS) is None
    for audience in Audience:
        assert found("acme", audience) == {record.pk}
        held = facets("contract", audience)
        assert set(held.everything) == {record.pk}
        assert set(held.any_of("supplier", [seller.slug])) == {record.pk}


def test_the_public_sees_that_a_protective_contract_exists_and_no_more():
    seller = factories.supplier("Gatekeeper Ltd")
    record = factories.contract(
        "Gatekeeper sign-on",
        suppliers=[seller],
        products=[factories.product("KeyHole")],
        functions=[protective()],
        value="90000",
        end_date=datetime.date(2027, 3, 31),
    )
    public, boroughs = row(record), row(record, BOROUGHS)
    assert public.title == "Identity management"
    assert boroughs.title == "Gatekeeper sign-on"
    assert public.ends == boroughs.ends
    assert public.facets["supplier-state"] == ["withheld"]
    assert public.facets["product-state"] == ["withheld"]
    assert public.facets["sme"] == ["withheld"]
    assert "atekeeper" not in str(public.data) + str(public.facets)
    for word in ("gatekeeper", "keyhole"):
        assert found(word) == set()
        assert found(word, BOROUGHS) == {record.pk}
    assert set(facets("contract", BOROUGHS).any_of(*[OWN_ROW[0], OWN_ROW[1:]])) == {record.pk}


def test_a_hidden_value_looks_the_same_whatever_it_is():
    shared = {"functions": [protective()], "key": "bcdfghjkmn", "value": "1"}
    known = factories.contract("One", suppliers=[factories.supplier()], **shared)
    with_supplier = row(known)
    remove(known)
    shared["key"] = "bcdfghjkmp"
    unknown = row(factories.contract("Two", **shared))
    assert {**with_supplier.data} == {**unknown.data}
    assert with_supplier.facets == unknown.facets


def test_a_change_of_what_is_hidden_changes_nothing_public():
    record = factories.contract("One", suppliers=[factories.supplier("Old")], functions=[protective()])
    before = everything_public()
    new = factories.supplier("New")
    with recording(record):
        ContractSupplier.objects.filter(contract=record).update(supplier=new)
    factories.change(record, title="Two", description="Now by New", notes="Unhappy")
    assert everything_public() == before
    assert found("new", BOROUGHS) == {record.pk}
    assert row(record, BOROUGHS).title == "Two"


def test_a_change_that_the_public_sees_moves_its_date():
    record = factories.contract("One")
    before = row(record)
    factories.change(record, title="Two")
    after = row(record)
    assert after.title == "Two"
    assert after.updated_at > before.updated_at
    assert found("one") == set()
    assert found("two") == {record.pk}


def test_a_write_that_changes_nothing_moves_no_stamp():
    record = factories.contract("One")
    before = everything_public()
    factories.change(record, title="One")
    rebuild("contract")
    assert everything_public() == before


def test_a_renamed_supplier_is_renamed_on_its_contracts():
    seller = factories.supplier("Old Name")
    record = factories.contract("One", suppliers=[seller])
    factories.change(seller, name="New Name")
    assert row(record).data["facts"]["supplier"]["entries"][0]["name"] == "New Name"
    assert found("new", PUBLIC) == {record.pk}


def test_a_function_that_becomes_protective_hides_and_opens_again():
    served = factories.function("Backup")
    record = factories.contract("Vault by Bolt", suppliers=[factories.supplier("Bolt")], functions=[served])
    factories.change(Function.objects.get(pk=served.pk), protective=True)
    assert row(record).title == "Backup"
    assert row(record, BOROUGHS).title == "Vault by Bolt"
    factories.change(Function.objects.get(pk=served.pk), protective=False)
    assert row(record).title == "Vault by Bolt"
    assert row(record, BOROUGHS) is None
    assert not facets("contract", BOROUGHS).any_of(OWN_ROW[0], OWN_ROW[1:])


def test_a_published_source_opens_what_it_says():
    record = factories.contract(
        "Sign-on", suppliers=[factories.supplier("Known Ltd")], functions=[protective()]
    )
    notice = factories.source("notices", published=True, rank=3)
    factories.assertion(record, notice, won=["supplier"], url="https://example.org/notice")
    public = row(record)
    assert public.data["facts"]["supplier"]["entries"][0]["name"] == "Known Ltd"
    assert public.title == "Identity management"
    assert public.data["sources"][0]["url"] == "https://example.org/notice"


def test_a_source_of_hidden_facts_alone_is_not_shown():
    record = factories.contract("Sign-on", suppliers=[factories.supplier()], functions=[protective()])
    before = everything_public()
    factories.assertion(record, factories.source(), won=["supplier", "title"], evidence="Signed by Known Ltd")
    assert everything_public() == before
    assert row(record, BOROUGHS).data["sources"][0]["facts"] == ["title", "supplier"]


def test_a_source_that_is_not_public_says_nothing_beside_one_that_is():
    record = factories.contract("Sign-on", suppliers=[factories.supplier("Known")], functions=[protective()])
    other = factories.supplier("Hidden")
    says = {"supplier": {"supplier_links": [{"supplier_id": other.pk}], "supplier_state": "known"}}
    factories.assertion(record, factories.source("notices", published=True, rank=3), won=["supplier"])
    factories.assertion(record, factories.source(), values=says)
    assert "differ" not in row(record).data
    assert row(record, BOROUGHS).data["differ"][0]["says"]["entries"][0]["name"] == "Hidden"


def test_a_closed_record_has_no_public_row():
    record = factories.contract("One", visibility={"record": {"audience": "boroughs", "reason": "s43"}})
    assert row(record) is None
    assert row(record, BOROUGHS).title == "One"
    assert found("one") == set()
    assert not facets("contract", PUBLIC).everything
    factories.change(record, visibility={"record": {"audience": "own", "reason": "s43"}})
    assert row(record, BOROUGHS) is None
    assert not facets("contract", BOROUGHS).everything


def test_a_removed_record_leaves_every_list():
    record = factories.contract("One", functions=[protective()])
    remove(record)
    assert not Listing.objects.exists()
    for audience in Audience:
        assert found("one", audience) == set()
        assert not facets("contract", audience).everything


def test_what_differs_between_sources_stands_beside_what_shows():
    record = factories.contract("One", value="100")
    says = {"value": {"value": "250.00", "value_state": "known", "value_vat": "excluding"}}
    factories.assertion(record, factories.source("survey", rank=4), values=says)
    assert row(record).data["differ"] == [
        {
            "fact": "value",
            "source": "Survey",
            "as_at": "2026-01-31",
            "says": {"state": "known", "is": "250.00", "vat": "excluding"},
        }
    ]


def test_a_system_is_listed_by_its_product():
    record = factories.system(
        factories.product("Homes Pro"), functions=[factories.function()], hosting="saas", users=40
    )
    listed = row(record, kind="system")
    assert listed.title == "Homes Pro"
    assert listed.data["facts"]["users"]["is"] == 40
    assert "hosting" not in listed.data["facts"]
    assert row(record, BOROUGHS, "system").data["facts"]["hosting"]["is"] == "saas"


def test_rebuilding_brings_back_what_was_lost():
    record = factories.contract("One", functions=[protective()])
    before = everything_public()["rows"][0]["digest"]
    Listing.objects.all().delete()
    assert rebuild("contract") == 1
    assert row(record).digest == before
