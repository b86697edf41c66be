"""Registries: named things in order, each there once."""

from dataclasses import dataclass

import pytest
from django.template.loader import get_template
from django.urls import reverse

from thirty3 import registry
from thirty3.registry import MENU, PANELS, PROJECTIONS, REFERRERS, SEARCHABLE, Panel, Panels, Registry


@dataclass(frozen=True)
class Thing:
    name: str
    order: int = 0


@pytest.fixture
def things() -> Registry[Thing]:
    return Registry()


def test_things_come_in_order_and_by_name_where_it_is_the_same(things: Registry[Thing]) -> None:
    for thing in (Thing("c", 1), Thing("b", 2), Thing("a", 2), Thing("d", -1)):
        things.register(thing)
    assert [thing.name for thing in things] == ["d", "c", "a", "b"]
    assert [thing.name for thing in things] == ["d", "c", "a", "b"], "It can be read again."


def test_a_thing_is_found_by_its_name(things: Registry[Thing]) -> None:
    thing = things.register(Thing("a"))
    assert things["a"] is thing
    assert "a" in things
    assert "b" not in things
    with pytest.raises(KeyError):
        things["b"]


def test_a_name_is_given_once(things: Registry[Thing]) -> None:
    first = things.register(Thing("a", 1))
    with pytest.raises(ValueError, match="a is registered twice"):
        things.register(Thing("a", 2))
    assert list(things) == [first]


def test_panels_are_those_of_a_page_in_order() -> None:
    panels = Panels()
    for name, page, order in (("late", "borough", 2), ("other", "supplier", 1), ("early", "borough", 1)):
        panels.register(Panel(name, page, order, "x.html", lambda *of: None, queries=0))
    assert [panel.name for panel in panels.of("borough")] == ["early", "late"]
    assert [panel.name for panel in panels] == ["early", "other", "late"]
    assert panels.of("nowhere") == []


def test_every_registered_panel_has_its_template_and_a_budget() -> None:
    assert [panel.name for panel in PANELS.of("borough")]
    for panel in PANELS:
        assert get_template(panel.template)
        assert panel.queries > 0


def test_every_entry_of_the_menu_leads_somewhere() -> None:
    assert all(reverse(entry.url_name).startswith("/") and entry.label for entry in MENU)


def test_whoever_shows_a_fact_of_another_record_is_a_list_that_can_be_brought_up_to_date() -> None:
    assert {referrers.kind for referrers in REFERRERS} <= {projection.name for projection in PROJECTIONS}
    assert len(list(SEARCHABLE)) == len(list(PROJECTIONS)) > 0


def test_every_registry_takes_things_with_a_name_and_a_place() -> None:
    found = [one for one in vars(registry).values() if isinstance(one, Registry | Panels)]
    assert len(found) == 25
    for one in found:
        for thing in one:
            assert isinstance(thing.name, str)
            assert isinstance(thing.order, int)
