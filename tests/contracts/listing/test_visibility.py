"""Who may see which fact: the table of rules."""

import pytest

from contracts.models.visibility import FACTS, PROTECTIVE_REASON, Seen, rules
from thirty3.audiences import Audience

NOTHING: frozenset[str] = frozenset()
CLOSED = {"audience": "boroughs", "reason": "commercial until 2027"}
OWN = {"audience": "own", "reason": "personal data"}
OPEN = {"audience": "public", "reason": ""}


@pytest.mark.parametrize(
    ("kind", "fact", "chosen", "protective", "published", "seen"),
    [
        # An ordinary contract is public, but for its notes.
        ("contract", "supplier", {}, False, NOTHING, "public"),
        ("contract", "value", {}, False, NOTHING, "public"),
        ("contract", "notes", {}, False, NOTHING, "boroughs"),
        ("contract", "notes", {}, False, {"notes"}, "public"),
        # A protective one keeps back who sells and makes it, and every text that may say so.
        ("contract", "supplier", {}, True, NOTHING, "boroughs"),
        ("contract", "products", {}, True, NOTHING, "boroughs"),
        ("contract", "title", {}, True, NOTHING, "boroughs"),
        ("contract", "description", {}, True, NOTHING, "boroughs"),
        ("contract", "route_note", {}, True, NOTHING, "boroughs"),
        ("contract", "value_note", {}, True, NOTHING, "boroughs"),
        ("contract", "links", {}, True, NOTHING, "boroughs"),
        # That it exists, when and for how much, it does not keep back.
        ("contract", "functions", {}, True, NOTHING, "public"),
        ("contract", "value", {}, True, NOTHING, "public"),
        ("contract", "start", {}, True, NOTHING, "public"),
        ("contract", "end", {}, True, NOTHING, "public"),
        ("contract", "department", {}, True, NOTHING, "public"),
        # What is public already stays public, fact by fact.
        ("contract", "supplier", {}, True, {"supplier"}, "public"),
        ("contract", "products", {}, True, {"supplier"}, "boroughs"),
        ("contract", "route_note", {}, True, {"route"}, "public"),
        # What somebody decided comes first.
        ("contract", "supplier", {"supplier": OPEN}, True, NOTHING, "public"),
        ("contract", "supplier", {"supplier": CLOSED}, False, {"supplier"}, "boroughs"),
        ("contract", "value", {"value": OWN}, False, NOTHING, "own"),
        ("contract", "notes", {"notes": OPEN}, False, NOTHING, "public"),
        # A note on a fact closes with it.
        ("contract", "value_note", {"value": OWN}, False, {"value"}, "own"),
        ("contract", "irrecoverable_vat", {"value": CLOSED}, False, NOTHING, "boroughs"),
        ("contract", "value_note", {"value": OPEN}, True, NOTHING, "boroughs"),
        ("contract", "value_note", {"value": OWN, "value_note": OPEN}, False, NOTHING, "public"),
        # A closed supplier closes the texts that may name it, unless somebody opened those.
        ("contract", "title", {"supplier": CLOSED}, False, {"title"}, "boroughs"),
        ("contract", "title", {"supplier": OWN}, False, {"title"}, "own"),
        ("contract", "title", {"supplier": OWN, "products": CLOSED}, False, NOTHING, "own"),
        ("contract", "title", {"supplier": CLOSED, "title": OPEN}, False, NOTHING, "public"),
        ("contract", "value", {"supplier": CLOSED}, False, NOTHING, "public"),
        ("contract", "value_note", {"supplier": OWN, "value": CLOSED}, False, NOTHING, "own"),
        # Systems: hosting and satisfaction are shared between authorities alone, and notes too unless
        # their source is public already.
        ("system", "hosting", {}, False, {"hosting"}, "boroughs"),
        ("system", "satisfaction", {}, False, {"satisfaction"}, "boroughs"),
        ("system", "notes", {}, False, NOTHING, "boroughs"),
        ("system", "notes", {}, False, {"notes"}, "public"),
        ("system", "hosting", {"hosting": OPEN}, True, NOTHING, "public"),
        ("system", "product", {}, False, NOTHING, "public"),
        ("system", "product", {}, True, NOTHING, "boroughs"),
        ("system", "supplier", {}, True, NOTHING, "boroughs"),
        ("system", "contract", {}, True, NOTHING, "boroughs"),
        ("system", "status", {}, True, NOTHING, "public"),
    ],
)
def test_who_sees_a_fact(kind, fact, chosen, protective, published, seen):
    found = rules(kind, chosen=chosen, protective=protective, published=frozenset(published))
    assert found[fact].seen == seen


def test_a_reason_goes_with_what_is_kept_back():
    found = rules("contract", chosen={"value": CLOSED}, protective=True, published=NOTHING)
    assert found["value"].reason == "commercial until 2027"
    assert found["supplier"].reason == PROTECTIVE_REASON


def test_every_fact_has_a_rule():
    for kind, facts in FACTS.items():
        found = rules(kind, chosen={}, protective=False, published=NOTHING)
        assert found.keys() == {*facts.columns, "record"}


def test_closing_a_fact_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="No fact of a contract that can be closed: suplier"):
        rules("contract", chosen={"suplier": CLOSED}, protective=False, published=NOTHING)


@pytest.mark.parametrize(
    ("seen", "public", "boroughs"),
    [(Seen.PUBLIC, True, True), (Seen.BOROUGHS, False, True), (Seen.OWN, False, False)],
)
def test_who_is_in_which_audience(seen, public, boroughs):
    assert seen.includes(Audience.PUBLIC) is public
    assert seen.includes(Audience.BOROUGHS) is boroughs
