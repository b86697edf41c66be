"""Which candidates a person is asked about before a name is taken for a new supplier's."""

import pytest

from suppliers.matching.candidates import Index

TRADES = ["Systems", "Services", "Solutions", "Group", "Management", "Software", "Catering", "Consulting"]
OWN = ["Quillbrook", "Nettlecup", "Ozwell", "Dunmore", "Halewick", "Marshgate", "Tillbury", "Ravensby"]
KNOWN = [f"{own} {trade}" for own, trade in zip(OWN, TRADES, strict=True)]
# So that what firms do is no rarer here than on a register.
KNOWN += [f"Elsewhere{number} {trade} Ltd" for number in range(20) for trade in TRADES]


def likely(name: str) -> list[str]:
    return [found.name for found in Index(enumerate(KNOWN)).likely(name)]


@pytest.mark.parametrize(
    "name",
    [
        "Fernhill Management Services",
        "Brackenby Software Solutions Ltd",
        "Solutions",
        "Yewcroft Catering Group",
    ],
)
def test_nobody_is_asked_about_firms_that_share_only_what_they_do(name: str) -> None:
    assert likely(name) == []


def test_siblings_that_each_have_a_word_of_their_own_are_not_asked_about() -> None:
    known = [*enumerate(KNOWN), (999, "Quillbrook Yorkmoor")]
    assert 999 not in {found.pk for found in Index(known).likely("Quillbrook Leedsham Services Ltd")}


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Quillbrook", "Quillbrook Systems"),
        ("Quillbrook Systems (UK)", "Quillbrook Systems"),
        ("Nettlecupp Services", "Nettlecup Services"),
        ("Ozwell Solutions Northmoor", "Ozwell Solutions"),
        ("The Halewick Management Group", "Halewick Management"),
    ],
)
def test_a_name_that_may_be_known_is_asked_about(name: str, meant: str) -> None:
    assert meant in likely(name)


def test_what_is_not_asked_about_may_still_be_chosen() -> None:
    found = Index(enumerate(KNOWN)).candidates("Fernhill Quillbrook Hospice of Yewcroft")
    assert "Quillbrook Systems" in [candidate.name for candidate in found]
