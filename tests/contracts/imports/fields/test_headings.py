"""Knowing the columns of registers that nobody made for us."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.imports.fields import (
    FIELDS,
    KNOWN,
    TARGETS,
    choices_for,
    field_of,
    fit,
    fold_heading,
    is_choice,
    is_heading,
    questions,
    recognise,
    target_of,
)

COUNCIL = [
    "Contract Reference",
    "Contract Name",
    "Description",
    "Supplier",
    "Company Number",
    "Procurement Method",
    "Start Date",
    "End Date",
    "Contract Review Date",
    "Contract Value (ex VAT)",
    "Contract Value (incl VAT)",
]
TRANSPARENCY_CODE = [
    "Reference number",
    "Title of agreement",
    "Local authority department responsible",
    "Description of the goods and/or services being provided",
    "Supplier name and details",
    "Sum to be paid over the length of the contract or the estimated annual spending or budget for the "
    "contract",
    "VAT that cannot be recovered",
    "Start date",
    "End date",
    "Review date",
    "Invitation to quote or published invitation to tender",
    "SME / VCSE",
    "Registration number",
]


def names(target, headings):
    return [field.name if field else None for field in recognise(target, headings).values()]


@pytest.mark.parametrize(
    ("heading", "folded"),
    [
        ("  Start\nDate* ", "start date"),
        ("VALUE (£)", "value"),
        ("supplier_company_number", "supplier company number"),
        ("Plan to replace?", "plan to replace"),
        ("17. Start date", "start date"),
        ("Terms & conditions", "terms and conditions"),
        ("Café", "cafe"),
        ("", ""),
        ("2024", "2024"),
    ],
)
def test_headings_are_compared_folded(heading, folded):
    assert fold_heading(heading) == folded


def test_a_councils_register_is_known():
    assert target_of(COUNCIL) == "contract"
    assert names("contract", COUNCIL) == [
        "reference",
        "title",
        "description",
        "supplier",
        "registration_number",
        "route",
        "start_date",
        "end_date",
        "review_date",
        "value",
        None,
    ]


def test_the_words_of_the_transparency_code_are_known():
    assert target_of(TRANSPARENCY_CODE) == "contract"
    assert names("contract", TRANSPARENCY_CODE) == [
        "reference",
        "title",
        "department",
        "description",
        "supplier",
        "value",
        "irrecoverable_vat",
        "start_date",
        "end_date",
        "review_date",
        "competition",
        "sme_or_vcse",
        "registration_number",
    ]


def test_a_survey_of_systems_is_known():
    headings = ["Service area", "Function", "System(s) in use", "Supplier / reseller", "Annual cost (ex VAT)"]

    assert target_of(headings) == "system"
    assert names("system", headings) == ["service_area", "function", "system", "supplier", "annual_cost"]


@pytest.mark.parametrize("target", TARGETS)
def test_the_workbooks_own_headings_are_all_known(target):
    ours = [field for field in FIELDS[target] if field.in_workbook]
    headings = [field.heading for field in ours]

    assert target_of(headings) == target
    assert list(recognise(target, headings).values()) == ours


@pytest.mark.parametrize(
    ("heading", "implied"),
    [
        ("Contract Value (ex VAT)", {"value_vat": "excluding"}),
        ("Contract value including VAT", {"value_vat": "including"}),
        ("Annual cost", {"value_covers": "annual"}),
        ("Annual value (ex VAT)", {"value_covers": "annual", "value_vat": "excluding"}),
        ("Whole-life cost", {"value_covers": "whole-life"}),
        ("Value", {}),
    ],
)
def test_a_heading_may_say_what_its_sums_cover(heading, implied):
    (field,) = recognise("contract", [heading]).values()

    assert field.name == "value"
    assert dict(field.implies) == implied


@pytest.mark.parametrize(
    "heading",
    ["Contract completion date", "Date of completion", "Contract length", "Term", "Extension date"],
)
def test_a_heading_that_only_resembles_a_field_is_asked_about_and_not_read(heading):
    headings = ["Title", "Supplier", "Start date", heading]

    assert recognise("contract", headings)[3] is None
    assert list(questions("contract", headings)) == [3]


@pytest.mark.parametrize(
    "heading",
    [
        "Contract Manager",
        "Contact e-mail",
        "Telephone",
        "Responsible officer",
        "Signatory",
        "Supplier contact name",
    ],
)
def test_columns_of_people_are_known_as_such(heading):
    (field,) = recognise("contract", [heading]).values()

    assert field.personal


def test_two_columns_of_people_are_both_told():
    found = recognise("contract", ["Contact name", "Contact e-mail"])

    assert [field.personal for field in found.values()] == [True, True]


def test_the_buyers_name_stands_for_the_authority_only_where_no_other_column_does():
    assert names("contract", ["buyer", "title"]) == ["borough", "title"]
    assert names("contract", ["buyer", "authority_slug", "title"]) == ["buyer_named", "borough", "title"]


def test_of_two_columns_that_say_the_same_the_better_known_is_read():
    assert names("contract", ["Contract Name", "Title"]) == [None, "title"]


@pytest.mark.parametrize(
    "headings",
    [
        [],
        ["Council contracts register"],
        ["", "", ""],
        ["Supplier", "Start", "End"],
        ["Title", "Colour", "Size"],
    ],
)
def test_a_row_without_what_a_table_needs_is_no_header(headings):
    assert target_of(headings) is None


def test_a_header_needs_its_required_columns_and_two_more():
    assert fit("contract", ["Title", "Supplier"]) == 0
    assert fit("contract", ["Title", "Supplier", "End date"]) == 3
    assert fit("system", ["Title", "Supplier", "End date"]) == 0


def test_no_heading_means_two_things_in_one_table():
    for target in TARGETS:
        seen = {}
        for field in FIELDS[target]:
            readings = [heading for reading in field.readings for heading in reading.headings]
            for heading in {fold_heading(h) for h in (field.heading, *field.synonyms, *readings)}:
                assert seen.setdefault(heading, field.name) == field.name, heading


@pytest.mark.parametrize(
    ("heading", "name", "implies"),
    [
        ("Contract Ref No.", "reference", ()),
        ("Awarded Supplier(s)", "supplier", ()),
        ("Contract Start Dt", "start_date", ()),
        ("Date contract ends", "end_date", ()),
        ("Winning bidder", "supplier", ()),
        ("Goods / services", "description", ()),
        ("Value per annum (£)", "value", (("value_covers", "annual"),)),
        ("Value over life of contract", "value", (("value_covers", "whole-life"),)),
        ("Whether SME", "sme", ()),
        ("Co. No.", "registration_number", ()),
        ("Supplier Company Reg No", "registration_number", ()),
        ("Co. Reg. No.", "registration_number", ()),
        ("Cntrct Ref", "reference", ()),
        ("Suppl. Name", "supplier", ()),
        ("St. Date", "start_date", ()),
        ("Contract Let From", "start_date", ()),
        ("Contract term end (excluding extensions)", "end_date", ()),
        ("Ultimate End Date", "maximum_end_date", ()),
        ("Ext. Option", "extensions", ()),
        ("Brief description", "description", ()),
        ("Proc. Route", "route", ()),
        ("Tot. Val. (£)", "value", (("value_covers", "whole-life"),)),
        ("Small or medium sized enterprise", "sme", ()),
        ("SME (Y/N)", "sme", ()),
        ("Voluntary and community sector organisation", "vcse", ()),
        ("SME/Voluntary sector organisation", "sme_or_vcse", ()),
        (
            "Was it the result of an invitation to quote or a published invitation to tender?",
            "competition",
            (),
        ),
    ],
)
def test_a_heading_in_other_words_is_known(heading, name, implies):
    field = recognise("contract", [heading, "Title"])[0]

    assert (field.name, field.implies) == (name, implies)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Contract: Contract Name", "title"),
        ("Contract name / description", "title"),
        ("Description & Title", "title"),
        ("Cntrct Title", "title"),
        ("Contractor or provider", "supplier"),
        ("Identifier (OCID)", "ocid"),
    ],
)
def test_a_heading_of_two_parts_is_known_by_them(heading, name):
    assert recognise("contract", [heading])[0].name == name


@pytest.mark.parametrize(
    "heading",
    [
        "Start / end date",
        "Contract: Completion date",
        "Supplier and department",
        "Cost centre (department)",
        "Suppl. No.",
        "Reg. No.",
        "Number of extensions",
    ],
)
def test_a_heading_whose_parts_differ_is_not_read(heading):
    assert recognise("contract", [heading])[0] is None


@pytest.mark.parametrize(
    ("heading", "implies"),
    [
        ("Contract Value GBP", ()),
        ("Award value excl. VAT", ("excluding",)),
        ("Whole life cost inc VAT", ("whole-life", "including")),
        ("Estimated Total Value of Contract (£) excl VAT", ("whole-life", "excluding")),
    ],
)
def test_a_sum_may_say_its_currency_its_vat_and_that_it_is_estimated(heading, implies):
    [field] = recognise("contract", [heading]).values()

    assert (field.name, tuple(value for _, value in field.implies)) == ("value", implies)


def test_a_sum_of_the_whole_contract_goes_before_one_of_a_year():
    headings = ["Title", "Annual value", "Estimated Total Value of Contract (£) excl VAT"]

    assert names("contract", headings) == ["title", None, "value"]


@pytest.mark.parametrize("heading", ["No.", "No", "Number", "ID", "Date", "Type", "Status", "Name (2)"])
def test_a_heading_that_says_too_little_is_nobodys(heading):
    assert recognise("contract", [heading])[0] is None


@pytest.mark.parametrize(
    "heading",
    [
        "Maximum end date",
        "End date (including extensions)",
        "Max. Expiry Date (incl. ext.)",
        "Expiry if all extensions are taken",
        "Latest end date",
    ],
)
def test_the_end_with_every_extension_is_a_field_of_its_own(heading):
    [field] = recognise("contract", [heading]).values()

    assert field.name == "maximum_end_date"


@pytest.mark.parametrize(
    "heading", ["End date excluding extensions", "Expiry date (exc. extensions)", "End date"]
)
def test_the_end_without_extensions_is_the_end(heading):
    [field] = recognise("contract", [heading]).values()

    assert field.name == "end_date"


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Contract value (£000s)", "k"),
        ("Value £k", "k"),
        ("Annual cost (£m)", "m"),
        ("Extension (months)", "months"),
        ("Extension period in years", "years"),
        ("Contract value (£)", ""),
    ],
)
def test_a_heading_states_the_unit_of_its_numbers(heading, unit):
    [field] = recognise("contract", [heading]).values()

    assert field.unit == unit


def test_a_description_is_the_title_where_nothing_else_is():
    assert names("contract", ["Reference", "Description", "Supplier"]) == ["reference", "title", "supplier"]
    assert names("contract", ["Title", "Description", "Supplier"]) == ["title", "description", "supplier"]


def test_of_two_columns_that_say_the_same_a_person_is_asked_which_counts():
    headings = ["Title", "Contract value (ex VAT)", "Contract value (incl VAT)"]

    assert questions("contract", headings) == {
        2: "Another column, “Contract value (ex VAT)”, is read as the same. Choose which of the two counts."
    }


def test_what_a_person_chose_goes_before_what_a_heading_says():
    headings = ["Title", "Contract value (ex VAT)", "Contract completion date", "Status of play", "End date"]
    choices = {
        "contract completion date": "end_date",
        "status of play": "note",
        "contract value ex vat": "ignore",
    }

    found = recognise("contract", headings, choices)

    assert [field and field.name for field in found.values()] == [
        "title",
        None,
        "end_date",
        "note:Status of play",
        None,
    ]
    assert questions("contract", headings, choices) == {
        4: "Another column, “Contract completion date”, is read as the same. Choose which of the two counts."
    }


@pytest.mark.parametrize("target", TARGETS)
def test_every_choice_that_is_offered_is_one(target):
    assert all(is_choice(target, name) for name, _ in choices_for(target))
    assert not is_choice(target, "no such field")


VOCABULARY = sorted({word for target in TARGETS for heading in KNOWN[target] for word in heading.split()})
HEADING_LIKE = st.one_of(
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4).map(" ".join),
    st.sampled_from(
        ["Value (£000s)", "Contract manager", "Contract date", "Café & Bar", "2024/25", "CAM-00123"]
    ),
    st.text(max_size=20),
)


@given(HEADING_LIKE)
def test_a_text_is_a_heading_exactly_where_some_target_knows_it(text):
    assert is_heading(text) == any(field_of(target, text) is not None for target in TARGETS)
