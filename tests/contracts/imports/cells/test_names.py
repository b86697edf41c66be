"""Cells that name authorities, systems and suppliers."""

import pytest

from contracts.imports.cells.names import boroughs, names, systems
from contracts.imports.cells.suppliers import NamedSupplier, suppliers
from contracts.models import State


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (
            "Infor Financial Management; Proactis Purchase-to-Pay; Ash Debtors",
            (
                "Infor Financial Management",
                "Proactis Purchase-to-Pay",
                "Ash Debtors",
            ),
        ),
        (
            "OpenText\nSAP Vendor Invoice Management (VIM)",
            ("OpenText", "SAP Vendor Invoice Management (VIM)"),
        ),
        (
            "CCTV maintenance framework (Hounslow lead; Ealing, Islington, Southwark)",
            ("CCTV maintenance framework (Hounslow lead; Ealing, Islington, Southwark)",),
        ),
        ("2,072 Windows 11 devices and service package", ("2,072 Windows 11 devices and service package",)),
        ("Unit4 Business World / ERPCR", ("Unit4 Business World / ERPCR",)),
        ("Mosaic; Mosaic", ("Mosaic",)),
        ("Open (bracket; and more", ("Open (bracket", "and more")),
        (365, ("365",)),
    ],
)
def test_systems_are_parted_by_semicolons_and_lines(cell, expected):
    assert systems(cell).value == expected


def test_commas_part_systems_only_where_the_cell_is_plainly_a_list():
    found = systems("Adobe, Jira, Lucidsuite etc.")

    assert found.value == ("Adobe", "Jira", "Lucidsuite")
    assert [p.code for p in found.problems] == ["more-than-named"]


def test_a_comma_is_part_of_a_functions_name_and_parts_authorities():
    assert names("FOI, complaints and information requests").value == (
        "FOI, complaints and information requests",
    )
    assert boroughs("sutton; kingston-upon-thames").value == ("sutton", "kingston-upon-thames")
    assert boroughs("Ealing, Islington").value == ("Ealing", "Islington")


def test_names_say_none_and_unknown():
    assert systems("None").state == State.NONE
    assert systems(" ; ").state == State.UNKNOWN
    assert systems("Unknown").state == State.UNKNOWN


@pytest.mark.parametrize(
    ("cell", "name", "aliases", "via"),
    [
        ("Capita", "Capita", (), ""),
        ("ESRI (UK) Ltd", "ESRI (UK) Ltd", (), ""),
        ("Welfare Call (LAC) Limited", "Welfare Call (LAC) Limited", (), ""),
        ("Mastek (formerly Evosys)", "Mastek", ("Evosys",), ""),
        ("Mastek formerly known as Evosys", "Mastek", ("Evosys",), ""),
        ("Crayon Limited (via Cisilion Ltd)", "Crayon Limited", (), "Cisilion Ltd"),
        (
            "Tyco & Fire Integrated Solutions (UK) Limited t/a Tyco Integrated Fire & Security",
            "Tyco & Fire Integrated Solutions (UK) Limited",
            ("Tyco Integrated Fire & Security",),
            "",
        ),
        ("Pennine Systems LLP (t/a Example)", "Pennine Systems LLP", ("Example",), ""),
        ("Redthorn Cloud CIC, London", "Redthorn Cloud CIC", (), ""),
        ("Redthorn Cloud Ltd., 1 High Street, London SE1", "Redthorn Cloud Ltd.", (), ""),
        ("Redthorn Cloud Ltd, Saltmarsh Ltd", "Redthorn Cloud Ltd, Saltmarsh Ltd", (), ""),
        ("Redthorn, London", "Redthorn, London", (), ""),
        ("Northgate Public Services (NPS)", "Northgate Public Services", ("NPS",), ""),
    ],
)
def test_a_supplier_is_told_from_the_names_beside_it(cell, name, aliases, via):
    assert suppliers(cell).value == (NamedSupplier(name, cell, aliases, via),)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("Civica UK Ltd (02374268)", "02374268"),
        ("Civica UK Ltd (Company No. 2374268)", "02374268"),
        ("Civica UK Ltd [reg no: SC123456]", "SC123456"),
    ],
)
def test_a_companys_number_may_stand_behind_its_name(cell, number):
    [supplier] = suppliers(cell).value

    assert (supplier.name, supplier.number.company) == ("Civica UK Ltd", number)


@pytest.mark.parametrize("cell", ["Redthorn (2019)", "Redthorn (Lot 1)", "Redthorn (207946)"])
def test_not_every_number_in_brackets_is_a_companys(cell):
    assert suppliers(cell).value == (NamedSupplier(cell, cell),)


@pytest.mark.parametrize(
    "cell",
    ["Various", "Multiple suppliers - see framework", "Various (see schedule 2)", "Several, as per lots"],
)
def test_words_for_several_suppliers_name_none(cell):
    found = suppliers(cell)

    assert (found.value, [problem.code for problem in found.problems]) == (None, ["supplier-not-named"])


@pytest.mark.parametrize(
    "cell", ["Various Eateries Ltd", "Multiple Sclerosis Trust", "Various: Redthorn; Salt"]
)
def test_a_name_may_begin_with_such_a_word(cell):
    assert suppliers(cell).value


def test_several_suppliers_stand_in_one_cell():
    assert [s.name for s in suppliers("Phoenix Software Ltd; Softcat PLC").value] == [
        "Phoenix Software Ltd",
        "Softcat PLC",
    ]


@pytest.mark.parametrize(
    "cell", ["Supplier C (anonymised in the decision)", "Bidder 2", "Supplier A", "Redacted"]
)
def test_an_anonymised_supplier_is_withheld(cell):
    assert suppliers(cell).state == State.WITHHELD


def test_the_words_of_an_anonymised_supplier_are_the_reason():
    found = suppliers("Supplier C (anonymised in the decision)")

    assert (found.value, found.reason) == (None, "Supplier C (anonymised in the decision)")


def test_a_supplier_may_be_unknown_or_none():
    assert suppliers("").state == State.UNKNOWN
    assert suppliers("TBC").state == State.UNKNOWN
    assert suppliers("None").state == State.NONE
    assert suppliers("In-house").state == State.NONE
    assert [p.code for p in suppliers("Various suppliers").problems] == ["supplier-not-named"]
    assert [p.code for p in suppliers("***").problems] == ["supplier-unreadable"]
