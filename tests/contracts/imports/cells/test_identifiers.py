"""Company numbers, CPV codes, notices and web addresses."""

import pytest

from contracts.imports.cells.addresses import url, urls
from contracts.imports.cells.identifiers import company_number, cpv, notice_id, ocid, registration_number
from contracts.models import State


@pytest.mark.parametrize(
    ("cell", "company"),
    [
        ("04161207", "04161207"),
        (4161207, "04161207"),
        ("SC 123456", "SC123456"),
        ("oc301234", "OC301234"),
        ("Company number: 04161207", "04161207"),
    ],
)
def test_a_company_number_gets_its_lost_noughts_back(cell, company):
    assert company_number(cell).value.company == company


def test_a_short_number_may_be_a_charitys():
    found = registration_number(1089464)

    assert (found.value.as_given, found.value.company, found.problems) == ("1089464", "", ())


def test_what_is_no_number_is_left_out_and_said():
    assert company_number("n/a").state == State.NONE
    assert [p.code for p in company_number("see website").problems] == ["number-not-registered"]


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("48000000; 48214000", ("48000000", "48214000")),
        ("48000000-8", ("48000000",)),
        (48000000, ("48000000",)),
        ("48000000 - Software package and information systems", ("48000000",)),
        (3000000, ("03000000",)),
        ("[72000000-5] [72000000-5]", ("72000000",)),
    ],
)
def test_cpv_codes_are_found_among_their_names(cell, codes):
    assert cpv(cell).value == codes


def test_a_cell_without_a_cpv_code_says_so():
    assert [p.code for p in cpv("software").problems] == ["cpv-unreadable"]
    assert cpv("00000000").value is None


def test_a_notice_is_an_open_contracting_id_or_a_reference():
    assert notice_id("ocds-h6vhtk-02bb49").value.ocid == "ocds-h6vhtk-02bb49"
    assert notice_id("CMD 689").value.reference == "CMD 689"
    assert notice_id(1149).value.reference == "1149"
    assert [p.code for p in ocid("1149").problems] == ["ocid-unreadable"]


def test_only_web_addresses_become_links():
    assert urls("https://a.gov.uk/x http://b.gov.uk").value == ("https://a.gov.uk/x", "http://b.gov.uk")
    assert url("https://a.gov.uk/?q=1;2").value == "https://a.gov.uk/?q=1;2"


@pytest.mark.parametrize(
    "cell",
    [
        "javascript:alert(1)",
        "www.example.gov.uk",
        "ftp://example.gov.uk/x",
        "https://",
        "https://user:secret@example.gov.uk/",
        "http://[::1",
        "https://example.gov.uk:99999/",
        "see folder",
    ],
)
def test_anything_else_is_a_problem(cell):
    found = urls(cell)

    assert found.value is None
    assert [p.code for p in found.problems] == ["not-an-address"]
