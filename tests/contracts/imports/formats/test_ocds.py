"""Open contracting releases and records: one agreement for each contract or award of each process."""

import copy
import datetime
import json
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contracts.imports.formats import FORMATS
from contracts.imports.formats.ocds.merging import merged, processes
from contracts.imports.formats.ocds.reading import with_line_ends
from contracts.imports.receiving import read, receive_path
from contracts.models import Assertion, Contract, ImportBatch, ImportRow
from tests.contracts.imports.formats.conftest import RELEASE
from tests.importing import counted, csv_file, imported, staged
from thirty3.spreadsheets.reading import Document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def release(**changes):
    """The release with these changes merged into it."""
    return merged(copy.deepcopy(RELEASE), changes)


def awarded(**changes):
    """The release with these changes in its award."""
    return release(awards=[{"id": "1", **changes}])


def find_a_tender(**changes):
    return awarded(**changes) | {"ocid": "ocds-h6vhtk-0001", "id": "000001-2025"}


def test_an_award_becomes_an_agreement(package):
    batch = imported(package(release()))
    assert (batch.format, counted(batch)) == ("ocds", {"new": 1})
    contract = Contract.objects.get()
    assert (contract.ocid, contract.reference) == ("ocds-b5fd17-0001", "CAMDEN-1")
    assert (contract.start_date, contract.end_date) == (
        datetime.date(2025, 4, 1),
        datetime.date(2028, 3, 31),
    )
    assert contract.award_date == datetime.date(2025, 3, 1)
    assert (contract.value, contract.value_kind) == (Decimal(150_000), "awarded")
    assert contract.value_vat == "not-stated"
    assert contract.route == "open"
    assert contract.links == ["https://www.contractsfinder.service.gov.uk/Notice/1"]
    link = contract.supplier_links.get()
    assert (link.supplier.company_number, link.sme_at_award, link.vcse_at_award) == ("01234567", True, False)
    told = Assertion.objects.get()
    assert (told.publisher, told.as_at_date) == ("Contracts Finder", datetime.date(2025, 3, 11))
    assert told.source.licence == "Open Government Licence v3.0"


def test_the_same_package_again_changes_nothing(package):
    imported(package(release()))
    assert counted(staged(package(release()))) == {"unchanged": 1}


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(RELEASE),
        json.dumps([RELEASE]),
        json.dumps({"releases": [RELEASE]}),
        json.dumps({"records": [{"ocid": RELEASE["ocid"], "releases": [RELEASE]}]}),
        json.dumps({"records": [{"ocid": RELEASE["ocid"], "compiledRelease": RELEASE}]}),
        json.dumps(RELEASE) + "\n" + json.dumps(RELEASE | {"ocid": "ocds-b5fd17-0002"}),
    ],
    ids=["release", "list", "release package", "record package", "compiled record", "lines"],
)
def test_every_wrapping_gives_its_agreements(tmp_path, content):
    path = tmp_path / "file.json"
    path.write_text(content)
    assert counted(staged(path)) == {"new": 1 + content.count("\n")}


def test_a_record_that_only_links_says_so(package):
    linked = {"ocid": RELEASE["ocid"], "releases": [{"url": "https://example.org/1", "date": "2025-01-01"}]}
    batch = staged(package(linked, name="records"))
    assert "only links" in batch.rows.get().problems[0]["message"]


def test_releases_of_one_process_make_one_agreement_whatever_their_order(package):
    early = release(date="2025-01-01T00:00:00Z", tag=["tender"], tender={"title": "Old title"})
    del early["awards"]
    late = release(date="2025-06-01T00:00:00Z")
    late["awards"] = [{"id": "1", "value": {"amount": 175000}, "description": None}]
    late["tender"] = {"id": "CAMDEN-1", "title": None}
    imported(package(late, release(), early))
    contract = Contract.objects.get()
    assert contract.title == "Housing management software"
    assert contract.value == Decimal(175_000)
    assert contract.supplier_links.count() == 1
    assert Assertion.objects.get().as_at_date == datetime.date(2025, 6, 1)


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        ({"a": 1, "b": 2}, {"a": 3}, {"a": 3, "b": 2}),
        ({"a": 1}, {"a": None}, {"a": 1}),
        ({"a": {"b": 1}}, {"a": {"c": 2}}, {"a": {"b": 1, "c": 2}}),
        ({"a": [1, 2]}, {"a": [3]}, {"a": [3]}),
        ({"a": [{"id": "1", "b": 1}]}, {"a": [{"id": "2"}, {"id": "1", "c": 2}]},
         {"a": [{"id": "1", "b": 1, "c": 2}, {"id": "2"}]}),
        ({"a": [{"id": 1, "b": 1}]}, {"a": [{"id": 1, "b": 2}]}, {"a": [{"id": 1, "b": 2}]}),
        # Two suppliers under one id are a publisher's mistake: none of them is lost.
        ({"a": [{"id": "1"}]}, {"a": [{"id": "2", "n": "x"}, {"id": "2", "n": "y"}]},
         {"a": [{"id": "2", "n": "x"}, {"id": "2", "n": "y"}]}),
        ({"additionalClassifications": [{"id": "1"}]}, {"additionalClassifications": [{"id": "2"}]},
         {"additionalClassifications": [{"id": "2"}]}),
        ({"a": "text"}, {"a": {"b": 1}}, {"a": {"b": 1}}),
    ],
)  # fmt: skip
def test_merging_follows_the_standard(before, now, wanted):
    assert merged(before, now) == wanted


def test_each_award_of_a_process_is_an_agreement_of_its_own(package):
    two = release(
        tender={"lots": [{"id": "A", "value": {"amount": 70000, "currency": "GBP"}}, {"id": "B"}]},
        awards=[
            {"id": "1", "title": "Software, lot A", "relatedLots": ["A"]},
            {
                "id": "2",
                "title": "Software, lot B",
                "relatedLots": ["B"],
                "suppliers": [{"name": "Bolt Ltd"}],
            },
        ],
    )
    imported(package(two))
    titles = dict(Contract.objects.values_list("title", "supplier_links__name_as_given"))
    assert titles == {"Software, lot A": "Acme Software Limited", "Software, lot B": "Bolt Ltd"}
    assert counted(staged(package(two))) == {"unchanged": 2}


def test_two_suppliers_under_one_id_both_stay(package):
    twice = awarded(suppliers=[{"id": "S", "name": "Acme Ltd"}, {"id": "S", "name": "Bolt Ltd"}])
    imported(package(twice))
    assert {link.name_as_given for link in Contract.objects.get().supplier_links.all()} == {
        "Acme Ltd",
        "Bolt Ltd",
    }


def test_a_contract_says_more_than_its_award(package):
    signed = release(
        contracts=[
            {
                "id": "C1",
                "awardID": "1",
                "value": {"amount": 140000, "currency": "GBP"},
                "period": {"startDate": "2025-05-01T00:00:00Z", "endDate": "2026-04-30T00:00:00Z"},
            }
        ]
    )
    imported(package(signed))
    contract = Contract.objects.get()
    assert (contract.value, contract.end_date) == (Decimal(140_000), datetime.date(2026, 4, 30))


@pytest.mark.parametrize(
    ("sums", "value", "vat", "note"),
    [
        ({"amount": 100.5, "amountGross": 120.6, "currency": "GBP"}, Decimal("100.50"), "excluding",
         "£120.60 including VAT"),
        ({"amountGross": 120.6, "currency": "GBP"}, Decimal("120.60"), "including", ""),
        ({"amount": 100.5, "currency": "GBP"}, Decimal("100.50"), "excluding", ""),
        ({"amount": "100.5", "currency": "GBP"}, Decimal("100.50"), "excluding", ""),
    ],
)  # fmt: skip
def test_find_a_tender_gives_sums_with_and_without_vat(package, sums, value, vat, note):
    told = find_a_tender()
    told["awards"][0]["value"] = sums
    imported(package(told))
    contract = Contract.objects.get()
    assert (contract.value, contract.value_vat, contract.value_note) == (value, vat, note)


def test_another_currency_is_not_converted(package):
    told = awarded(value={"amount": 2772000, "currency": "AED"})
    del told["tender"]["value"]
    imported(package(told))
    contract = Contract.objects.get()
    assert (contract.value, contract.value_state) == (None, "unknown")
    assert "AED 2772000" in contract.notes


@pytest.mark.parametrize("amount", [0, 1, "0"])
def test_a_placeholder_is_no_value_and_the_tenders_is_an_estimate(package, amount):
    imported(package(awarded(value={"amount": amount})))
    contract = Contract.objects.get()
    assert (contract.value, contract.value_kind) == (Decimal(100_000), "tender")


def test_a_placeholder_without_an_estimate_is_unknown(package):
    told = awarded(value={"amount": 1})
    del told["tender"]["value"]
    batch = imported(package(told))
    assert Contract.objects.get().value is None
    assert [p["code"] for p in batch.rows.get().problems] == ["money-placeholder"]


def test_options_to_extend_are_read_and_the_latest_end_is_kept(package):
    imported(
        package(
            awarded(
                renewal={"description": "2 x 12 months"},
                contractPeriod={"maxExtentDate": "2030-03-31T23:59:59+01:00"},
            )
        )
    )
    contract = Contract.objects.get()
    assert [option.months for option in contract.extension_options.all()] == [12, 12]
    assert "2030-03-31" in contract.notes


def test_a_framework_has_a_ceiling_and_the_law_is_told(package):
    told = release(
        tender={
            "techniques": {"hasFrameworkAgreement": True},
            "legalBasis": {"id": "2023/54", "scheme": "UKPGA"},
            "procurementMethodDetails": "Competitive flexible procedure",
        }
    )
    imported(package(told))
    contract = Contract.objects.get()
    assert (contract.kind, contract.value_kind, contract.regime) == ("framework", "ceiling", "2023")
    assert contract.route == "negotiated"


@pytest.mark.parametrize(
    ("method", "details", "route"),
    [
        ("selective", "Call-off from a framework agreement", "call-off"),
        ("direct", "Below threshold - without competition", "direct"),
        ("direct", None, "direct"),
        ("limited", None, "direct"),
        ("selective", None, "restricted"),
        ("open", "Below threshold - open competition", "open"),
        (None, None, ""),
    ],
)
def test_methods_become_routes(package, method, details, route):
    told = release()
    told["tender"] |= {"procurementMethod": method, "procurementMethodDetails": details}
    imported(package(told))
    assert Contract.objects.get().route == route


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"awards": None, "tag": ["tender"], "tender": {"status": "active"}}, "opportunity to tender"),
        ({"awards": None, "tag": ["planning"], "tender": {"status": "planning"}}, "tells of a plan"),
        ({"awards": None, "tender": {"status": "cancelled"}}, "withdrawn or cancelled"),
        ({"awards": None, "tender": {"status": "unsuccessful"}}, "without an award"),
        ({"awards": [{"id": "1", "status": "cancelled"}]}, "withdrawn or cancelled"),
        ({"awards": [{"id": "1", "status": "unsuccessful"}]}, "without an award"),
        ({"buyer": {"name": "Leeds City Council"}, "parties": []}, "no London authority: Leeds"),
    ],
)
def test_what_is_no_agreement_of_london_is_set_aside_with_the_reason(package, changes, words):
    told = copy.deepcopy(RELEASE) | changes
    told["tender"] = RELEASE["tender"] | changes.get("tender", {})
    batch = staged(package(told))
    row = batch.rows.get()
    assert row.outcome == ImportRow.Outcome.SET_ASIDE
    assert words in row.problems[-1]["message"]
    assert set(row.cells) <= {"Notice", "Title", "Buyer"}


def test_line_ends_that_were_lost_come_back():
    assert with_line_ends("sweepersrnLot 3") == "sweepers\nLot 3"
    assert with_line_ends("authorities.rnrnLot 1") == "authorities.\n\nLot 1"
    assert with_line_ends("It is modernrnrnNext") == "It is modern\n\nNext"
    assert with_line_ends("from 2025rn      rn      until") == "from 2025\n      \n      until"
    for whole in ("ModernGov and NorthernRail", "a modern, western-born return", "Burn\nmaterialrn x"):
        assert with_line_ends(whole) == whole


def test_one_notice_from_both_services_makes_one_contract(package, export):
    imported(export({"Title": "Housing software"}))
    imported(package(release()))
    contract = Contract.objects.get()
    assert contract.ocid == "ocds-b5fd17-0001"
    assert Assertion.objects.filter(record_id=contract.pk).count() == 2


def test_a_register_that_names_the_process_and_its_notice_make_one_contract(package, tmp_path):
    register = {
        "borough": "Camden",
        "title": "Software",
        "ocid": RELEASE["ocid"],
        "supplier": "Acme Software",
    }
    imported(csv_file(tmp_path / "register.csv", [register]))
    imported(package(release()))
    assert Contract.objects.count() == 1


def test_lots_of_one_process_are_not_taken_for_one_contract(package, export):
    imported(export())
    two = release(awards=[{"id": "1", "title": "Software A"}, {"id": "2", "title": "Software B"}])
    imported(package(two))
    assert Contract.objects.count() == 3


def test_json_that_is_no_package_says_so(tmp_path):
    path = tmp_path / "file.json"
    path.write_text('{"contracts": []}')
    batch = read(batch=receive_path(path))
    assert (batch.status, batch.error_code) == (ImportBatch.Status.FAILED, "not-a-package")
    assert "Open Contracting" in batch.error


def test_a_package_stated_to_be_something_else_is_refused(package):
    batch = read(batch=receive_path(package(release()), format="contracts-finder"))
    assert batch.error_code == "wrong-format"


NAMES = st.sampled_from(
    ["id", "tender", "awards", "contracts", "suppliers", "parties", "buyer", "value", "amount", "date",
     "currency", "title", "status", "lots", "items", "tag", "roles", "name", "documents", "classification",
     "contractPeriod", "startDate", "relatedLots", "identifier", "releases", "compiledRelease", "awardID",
     "renewal", "description", "techniques", "procurementMethodDetails", "relatedProcesses", "amountGross"]
)  # fmt: skip
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | NAMES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(NAMES, ANYTHING, max_size=8), min_size=1, max_size=4))
def test_whatever_stands_in_a_release_it_gives_a_row(releases):
    found = [Document(n, told | {"ocid": f"ocds-{n % 2}"}) for n, told in enumerate(releases, 1)]
    rows = list(FORMATS["ocds"].documents(found))
    assert len(rows) >= len(processes(found)) == min(2, len(releases))
