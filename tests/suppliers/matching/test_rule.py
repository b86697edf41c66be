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
    ("Nettlecup Tech Sols", "Nettlecup Technology Solutions"),
    ("Quillbrook Centre Four", "Quillbrook Centre 4"),
    ("Quillbrook 4 the Community", "Quillbrook for the Community"),
    ("Quillbrook and N Ozwell Care", "Quillbrook and North Ozwell Care"),
    ("Quillbrook Organization", "Quillbrook Organisation"),
    ("Age Concern Fernhill", "Age UK Fernhill"),
    ("OpenOwls", "Open Owls"),
    ("NETTLECUPAA MATTERS", "Nettlecup Matters"),
    ("Hospice in Nettlecup", "Nettlecup Hospice"),
    ("Ozwell Community Foundation", "Community Foundation for Ozwell"),
    ("Ozwell Homestart", "Home-Start Ozwell"),
    ("NODV", "Nettlecup Organisation for Disabled Voices"),
    ("NODVA", "Nettlecup Organisation of Disabled Voices Association - Fernhill Help"),
    ("Fernhill CVS", "Fernhill Community and Voluntary Services"),
    ("East Fernhill CVS", "Council for Voluntary Service East Fernhill"),
    ("Ozwell Disorders Association T/A Nettle", "Nettle (formerly Ozwell Disorders Association)"),
    ("Fernhill", "Fernhill, the National Campaign for Quiet"),
    ("Quillbrook", "Quillbrook: Youth Engagement Specialist CIC"),
    ("The Quillbrrook Trust", "The Quillbrook Trust"),
    ("Quillbrook Fern Hospice", "Quillbrook Fern Memorial Hospice"),
    ("Scotts Fernhill Trust", "Scott Fernhill Trust"),
    ("Nettlecup Association (Inc.)", "Nettlecup Association"),
]
APART = [
    ("Quillbrook Systems", "Quillbrook Systems (UK)"),
    ("Quillbrook 1 Ltd", "Quillbrook 2 Ltd"),
    ("Quillbrook Leeds", "Quillbrook York"),
    ("Quillbrook", "Quillbrook Group"),
    ("Quillbrook Technology", "Quillbrook Technology Trust"),
    ("Nettlecup Hospice Trust", "Nettlecup Hospice Society"),
    ("Foundation Trust Nettlecup House", "Nettlecup House"),
    # Another meaningful word, place or figure.
    ("Quillbrook Tech Solutions", "Quillbrook Tech Services"),
    ("Quillbrook Digital Services", "Quillbrook Data Services"),
    ("Quillbrook Property Management", "Quillbrook Property Investment"),
    ("Fernhill North Care", "Fernhill South Care"),
    ("Age UK Fernhill", "Age UK Ozwell"),
    ("Age UK Fernhill", "Age UK Fernhill and Ozwell"),
    ("Fernhill CVS", "Ozwell Community and Voluntary Services"),
    ("Quillbrook Ventures I", "Quillbrook Ventures II"),
    ("Quillbrook Centre Four", "Quillbrook Centre Five"),
    ("Quillbrook 4 Systems", "Quillbrook for Systems"),
    ("00156048 Limited", "00156748 Limited"),
    ("001 Ltd", "01 Ltd"),
    # The order of two words is a name's own, and figures keep theirs.
    ("Data Insight", "Insight Data"),
    ("Partnership for Learning", "Learning Partnerships"),
    ("Quillbrook 1 Fernhill 2", "Fernhill 2 Quillbrook 1"),
    # Three initials alone are many bodies'.
    ("NMS", "Nettlecup Management Services"),
    ("NODX", "Nettlecup Organisation for Disabled Voices"),
    ("NMS Fernhill", "Nettlecup Management Services Ozwell"),
    # A letter makes another company.
    ("Quillbrook Ltd", "Quilbrook Ltd"),
    ("Phillips Consulting", "Philips Consulting"),
    ("Cooper Systems", "Coper Systems"),
    ("Airlinks Communication", "Airlink Communication"),
    ("Nettlecup York Hospice", "Nettlecup Leeds Hospice"),
    # Who trades under a brand is not its owner.
    ("Quillbrook Ltd T/A Nettlecup", "Nettlecup Ltd"),
    ("Quillbrook, Fernhill and Ozwell", "Quillbrook"),
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
