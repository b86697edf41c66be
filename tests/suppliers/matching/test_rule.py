"""The strict rule: which spellings are one supplier's, and what tells siblings apart."""

import pytest

from suppliers.matching.candidates import Index
from suppliers.matching.rule import same

SAME = [
    ("Quillbrook Systems Ltd", "QUILLBROOK SYSTEMS LIMITED"),
    ("Quillbrook Systems plc", "Quillbrook Systems Public Limited Company"),
    ("Quillbrook & Marsh", "Quillbrook and Marsh"),
    ("Quillbrook Trading Ltd T/A Nettlecup", "Quillbrook Trading Limited"),
    ("Quillbrook Systems (formerly Nettlecup)", "Quillbrook Systems"),
    ("B.T. Quillbrook", "BT Quillbrook"),
    ("Quillbrook System", "Quillbrook Systems"),
    ("Nettlecup Mgmt Svcs", "Nettlecup Management Services"),
    ("Nettlecup Hospice", "Nettlecup Hospice Charity"),
]
APART = [
    ("Quillbrook Systems", "Quillbrook Systems (UK)"),
    ("Quillbrook 1 Ltd", "Quillbrook 2 Ltd"),
    ("Quillbrook Leeds", "Quillbrook York"),
    ("Quillbrook", "Quillbrook Group"),
    ("Quillbrook Technology", "Quillbrook Technology Trust"),
    ("Nettlecup Hospice Trust", "Nettlecup Hospice Society"),
    ("Foundation Trust Nettlecup House", "Nettlecup House"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_supplier_are_the_same(one: str, other: str) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_tells_siblings_apart_is_kept(one: str, other: str) -> None:
    assert not same(one, other)
    assert not same(other, one)


def test_the_rule_never_takes_one_of_two_that_fit() -> None:
    assert Index([(1, "Quillbrook Systems Ltd")]).decide("Quillbrook System") == 1
    assert (
        Index([(1, "Quillbrook Systems Ltd"), (2, "Quillbrook Systems plc")]).decide("Quillbrook System")
        is None
    )
