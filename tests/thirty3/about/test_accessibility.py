"""The accessibility statement says what the Regulations ask, and excuses what the axe test excuses."""

import ast
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from django.conf import settings as own_settings
from django.test import Client
from pytest_django.fixtures import Settings

from tests.browser import test_accessibility as axe
from tests.pages.reading import elements, text
from thirty3.about import accessibility
from thirty3.about.accessibility import KNOWN_FAULTS, excused

pytestmark = pytest.mark.django_db(databases="__all__")
TESTS = Path(own_settings.BASE_DIR) / "tests" / "browser"


def statement(client: Client) -> tuple[str, list[str]]:
    """The words of the statement, and its headings."""
    root = html5lib.parse(client.get("/about/accessibility/").text, namespaceHTMLElements=False)
    main = next(elements(root, "main"))
    return text(main), [text(heading) for heading in elements(main, "h2", "h3")]


def test_the_statement_tells_of_exactly_what_the_axe_test_excuses(client: Client) -> None:
    told = {(fault.rule, fault.selector) for fault in KNOWN_FAULTS}
    tested = {
        (rule, selector)
        for rules in (axe.OF_STAFF_SITE, axe.OF_EVERY_PAGE)
        for rule, selectors in rules.items()
        for selector in selectors
    }
    assert tested == told
    words, _ = statement(client)
    for fault in KNOWN_FAULTS:
        assert f"{fault.problem} This fails {fault.criterion}. {fault.reason}" in words


def test_no_browser_test_keeps_a_list_of_its_own() -> None:
    """Every call that takes excuses is given one of the two lists above, whole."""
    calls = [
        node
        for node in ast.walk(ast.parse((TESTS / "test_accessibility.py").read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("both_widths", "violations")
    ]
    names = {name.id for call in calls for name in ast.walk(call.args[1]) if isinstance(name, ast.Name)}
    assert names == {"OF_EVERY_PAGE", "OF_STAFF_SITE", "ours", "excused"}
    assert not [part for call in calls for part in ast.walk(call.args[1]) if isinstance(part, ast.Dict)]
    others = [path.name for path in TESTS.glob("test_*.py") if "axe.run" in path.read_text()]
    assert others == ["test_accessibility.py"]


def test_an_excuse_is_narrow_and_has_a_reason() -> None:
    for fault in KNOWN_FAULTS:
        assert fault.selector.startswith("#")
        for words in (fault.problem, fault.reason):
            assert words.endswith(".")
    assert excused(KNOWN_FAULTS).keys() == {fault.rule for fault in KNOWN_FAULTS}


def test_the_statement_has_every_part_that_the_model_statement_has(client: Client) -> None:
    words, headings = statement(client)
    for heading in (
        "Compliance status",
        "Non-accessible content",
        "Disproportionate burden",
        "Content that is not within the scope of the accessibility regulations",
        "Feedback and contact information",
        "Enforcement procedure",
        "Preparation of this accessibility statement",
    ):
        assert heading in headings
    assert "This accessibility statement applies to Thirty3 at " in words
    assert "partially compliant with the Web Content Accessibility Guidelines version 2.2, level AA" in words
    assert "This statement was prepared on 26 November 2026." in words
    assert "Equality and Human Rights Commission (EHRC)" in words
    assert "Equality Advisory and Support Service (EASS)" in words


def test_the_statement_claims_no_more_than_is_tested(client: Client) -> None:
    words, headings = statement(client)
    assert "do everything" not in words
    assert "with the keyboard alone, the main journeys" in words
    assert "What needs JavaScript" in headings
    assert "We have not yet tested with a screen reader." in words


def test_without_a_known_fault_the_statement_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accessibility, "KNOWN_FAULTS", ())
    words, _ = statement(client)
    assert "This website is fully compliant" in words
    assert "We know of no content of our own that is not accessible." in words
    assert "partially" not in words


def test_a_fault_of_the_public_pages_is_not_laid_at_the_staff_sites_door(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "All of them are in the staff site." in statement(client)[0]
    elsewhere = replace(KNOWN_FAULTS[0], staff_site=False)
    monkeypatch.setattr(accessibility, "KNOWN_FAULTS", (elsewhere, *KNOWN_FAULTS[1:]))
    assert "All of them are in the staff site." not in statement(client)[0]


@pytest.mark.parametrize("public_body", [True, False])
def test_the_statement_says_plainly_whether_the_regulations_bind_the_operator(
    client: Client, settings: Settings, public_body: bool
) -> None:
    settings.OPERATOR_NAME, settings.OPERATOR_IS_PUBLIC_BODY = "The Example Office", public_body
    words, _ = statement(client)
    committed = (
        "The Example Office is committed to making this website accessible, in accordance with the Public "
        "Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."
    )
    assert (committed in words) is public_body
    assert ("We follow the Regulations all the same" in words) is not public_body
    assert ("Equality Act 2010" in words) is not public_body
