"""Contracts Finder's exports: what a notice comes to, and what it is set aside for."""

import datetime
from decimal import Decimal

import pytest

from contracts.imports.cells.supplier_lists import supplier_list
from contracts.imports.formats.contracts_finder import suppliers_of
from contracts.models import Assertion, Contract, ImportRow, Rank, State
from tests.contracts.imports.formats.conftest import SUPPLIER
from tests.importing import counted, imported, problems, staged

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def reason(batch):
    row = batch.rows.get()
    assert row.outcome == ImportRow.Outcome.SET_ASIDE
    return row.problems[-1]["message"]


def test_an_award_notice_becomes_an_agreement(export):
    batch = imported(export())
    assert (batch.format, counted(batch)) == ("contracts-finder", {"new": 1})
    contract = Contract.objects.get()
    assert contract.lead_buyer.slug == "camden"
    assert contract.reference == "CAMDEN-1"
    assert contract.cpv == ["48000000", "72000000"]
    assert contract.award_date == datetime.date(2020, 8, 15)
    assert contract.start_date == datetime.date(2020, 10, 1)
    assert contract.end_date == datetime.date(2023, 9, 30)
    assert (contract.value, contract.value_kind, contract.value_vat) == (
        Decimal(150_000),
        "awarded",
        "not-stated",
    )
    assert (contract.route, contract.route_note) == ("open", "Open OJEU")
    link = contract.supplier_links.get()
    assert (link.supplier.name, link.supplier.company_number) == ("Acme Software Limited", "01234567")
    assert (link.sme_at_award, link.vcse_at_award) == (True, False)
    told = Assertion.objects.get()
    assert (told.rank, told.published, told.as_at_date) == (Rank.NOTICE, True, datetime.date(2020, 9, 28))
    assert told.source.licence == "Open Government Licence v3.0"


def test_the_same_notice_again_changes_nothing(export):
    imported(export())
    assert counted(staged(export())) == {"unchanged": 1}


def test_contacts_and_addresses_never_enter_a_row(export):
    path = export({"Contact Name": "Ada Example", "Contact Email": "ada@example.gov.uk"})
    batch = staged(path)
    row = batch.rows.get()
    assert not any(word in str(row.cells) for word in ("Ada", "ada@", "High Street"))
    left_out = {told["heading"]: told["cells"] for told in batch.sheets[0]["left_out"]}
    assert (left_out["Contact Name"], left_out["Supplier's contact name"]) == (1, 0)


def test_the_search_page_gives_a_tender_value_and_no_supplier(short_export):
    batch = imported(short_export())
    assert (batch.format, counted(batch)) == ("contracts-finder", {"new": 1})
    contract = Contract.objects.get()
    assert (contract.value, contract.value_kind) == (Decimal(200_000), "tender")
    assert contract.supplier_state == State.UNKNOWN
    assert contract.end_state == State.UNKNOWN


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"Status": "Open"}, "opportunity to tender"),
        ({"Status": "Closed"}, "opportunity to tender"),
        ({"Status": "Open", "Notice Type": "PreProcurement"}, "tells of a plan"),
        ({"Status": "Withdrawn"}, "withdrawn or cancelled"),
        ({"Status": "Cancelled"}, "withdrawn or cancelled"),
        ({"Organisation Name": "Leeds City Council"}, "no London authority: Leeds City Council."),
        ({"Organisation Name": ""}, "names no buyer"),
    ],
)
def test_what_is_no_agreement_of_london_is_set_aside_with_the_reason(export, short_export, cells, words):
    for write in (export, short_export):
        batch = staged(write(cells))
        assert words in reason(batch)
        assert set(batch.rows.get().cells) <= {"Notice Identifier", "Title", "Organisation Name"}


def test_a_file_read_for_one_authority_sets_aside_those_of_others(export):
    from boroughs.models import Borough

    batch = staged(export(), borough=Borough.objects.get(slug="islington"))
    assert "the buyer is London Borough of Camden" in reason(batch)


@pytest.mark.parametrize(
    ("awarded", "low", "high", "value", "kind"),
    [
        ("150000", "1", "2", Decimal(150_000), "awarded"),
        ("0", "0", "", None, "not-stated"),
        ("1", "", "", None, "not-stated"),
        ("", "0", "1", None, "not-stated"),
        ("", "90000", "", Decimal(90_000), "tender"),
        ("0", "90000", "120000", Decimal(120_000), "tender"),
        ("", "90000", "90000", Decimal(90_000), "tender"),
    ],
)
def test_a_placeholder_is_no_value_and_an_estimate_is_the_tenders(export, awarded, low, high, value, kind):
    imported(export({"Awarded Value": awarded, "Value Low": low, "Value High": high}))
    contract = Contract.objects.get()
    assert (contract.value, contract.value_kind) == (value, kind)
    assert contract.value_state == (State.UNKNOWN if value is None else State.KNOWN)


def test_a_placeholder_is_told(export):
    batch = staged(export({"Awarded Value": "1", "Value Low": "0", "Value High": ""}))
    assert (2, "Awarded Value", "money-placeholder") in problems(batch)


@pytest.mark.parametrize(
    ("procedure", "route", "kind"),
    [
        ("CallOffFromFrameworkAgreement ", "call-off", "call-off"),
        ("CallOffFromDynamicPurchasingSystem ", "dynamic", "call-off"),
        ("NegotiatedProcedureWithoutPriorPublicationOJEU ", "direct", "contract"),
        ("SingleTenderActionNonOJEU ", "direct", "contract"),
        ("DirectAward ", "direct", "contract"),
        ("RestrictedOJEU ", "restricted", "contract"),
        ("CompetitiveDialogueOJEU ", "negotiated", "contract"),
        ("CompetitiveQuotationNonOJEU ", "quotation", "contract"),
        ("Other Further Competition via YPO&#039;s DPS", "mini-competition", "contract"),
        ("NotSpecified ", "", "contract"),
        ("NotApplicable ", "", "contract"),
    ],
)
def test_procedures_become_routes(export, procedure, route, kind):
    imported(export({"OJEU Procedure Type": procedure}))
    contract = Contract.objects.get()
    assert (contract.route, contract.kind) == (route, kind)
    assert "&#" not in contract.route_note


def test_a_framework_agreement_has_a_ceiling(export):
    imported(export({"Title": "Framework agreement for software"}))
    contract = Contract.objects.get()
    assert (contract.kind, contract.value_kind) == ("framework", "ceiling")


@pytest.mark.parametrize(
    ("cell", "lines"),
    [
        ("[Acme Ltd|1 High St|NONE||No|No]", ["Acme Ltd [SME no; VCSE no]"]),
        ("[METROBUS LIMITED ,|3rd Floor|COMPANIES_HOUSE|01742404|No|No]",
         ["METROBUS LIMITED [company 01742404; SME no; VCSE no]"]),
        ("[Acme|a|COMPANIES_HOUSE|123456|Yes|No][Bolt\nLtd|b\nc|CHARITY_COMMISSION|1122334|No|Yes]",
         ["Acme [company 00123456; SME yes; VCSE no]", "Bolt Ltd [number 1122334; SME no; VCSE yes]"]),
        ("[Acme|Unit 5 | Business Park | Frimley|NONE||Yes|No]", ["Acme [SME yes; VCSE no]"]),
        ("[Acme|Unit [5] [North]|NONE||Yes|No] [Bolt|b|NONE||No|No]",
         ["Acme [SME yes; VCSE no]", "Bolt [SME no; VCSE no]"]),
        ("[Acme|null|COMPANIES_HOUSE|0|No|No]", ["Acme [SME no; VCSE no]"]),
        ("[Acme|a|COMPANIES_HOUSE|OC 30535|No|No]", ["Acme [company OC030535; SME no; VCSE no]"]),
        ("[Acme|a|COMPANIES_HOUSE|123456789|No|No]", ["Acme [number 123456789; SME no; VCSE no]"]),
        ("Acme Ltd", ["Acme Ltd"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_blocks_of_suppliers_are_read_without_their_addresses(cell, lines):
    assert suppliers_of(cell).split("\n") == lines


def test_each_supplier_keeps_its_own_number_and_size(export):
    cell = "[Acme Ltd|a|COMPANIES_HOUSE|1234567|Yes|No][Bolt|b|CHARITY_COMMISSION|1122334|No|Yes]"
    imported(export({SUPPLIER: cell}))
    links = {link.name_as_given: link for link in Contract.objects.get().supplier_links.all()}
    assert (links["Acme Ltd"].registration_number, links["Acme Ltd"].sme_at_award) == ("01234567", True)
    assert links["Acme Ltd"].supplier.company_number == "01234567"
    assert (links["Bolt"].registration_number, links["Bolt"].vcse_at_award) == ("1122334", True)
    assert links["Bolt"].supplier.company_number == ""


def test_lines_without_a_name_count_only_where_no_line_has_one():
    assert [one.name for one in supplier_list("Various\nAcme Ltd [SME yes]").value] == ["Acme Ltd"]
    assert supplier_list("Name withheld [SME no]").state == State.WITHHELD
    assert supplier_list("TBC").state == State.UNKNOWN


def test_a_row_that_lacks_its_last_cell_is_whole(tmp_path, export):
    path = export()
    text = path.read_text()
    assert text.rstrip().endswith(",00:00")
    path.write_text(text.rstrip().removesuffix(",00:00") + "\n")
    assert counted(staged(path)) == {"new": 1}


def test_an_ordinary_register_is_no_export(tmp_path):
    from tests.importing import CONTRACT, csv_file

    assert staged(csv_file(tmp_path / "register.csv", [CONTRACT])).format == "table"
