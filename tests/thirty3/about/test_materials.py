"""Everything in the repository that others made is on the page of licences."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from thirty3.about.materials import LICENCES, REFERENCE_DATA, SOFTWARE

ROOT = Path(settings.BASE_DIR)
MATERIALS = (*REFERENCE_DATA, *SOFTWARE)
# What is our own, or is told of elsewhere on the page.
OURS = {
    "fixtures/contracts-finder": "records: the page lists their source",
    "fixtures/demonstration": "invented",
    "fixtures/london": "records: each names its source, and the page lists those sources",
    "fixtures/g-cloud": "records, whose source the page lists",
    "fixtures/law": "figures of law, each with its source",
    "fixtures/toolkit": "our own words; what they state carries its source",
    "fixtures/sources.csv": "the descriptions of those sources",
    "fixtures/reference/email-domains.csv": "from the authorities' own websites",
    "fixtures/reference/other-names.csv": "collected from notices and registers, one name at a time",
    "fixtures/reference/partnerships.csv": "each names the page that tells of it",
    "fixtures/reference/partnership-members.csv": "each names the page that tells of it",
    "fixtures/reference/service-areas.csv": "our own",
    "fixtures/reference/functions.csv": "our own",
    "fixtures/reference/problem-terms.csv": "our own",
    "fixtures/reference/skills.csv": "our own",
    "fixtures/reference/sme-limits.csv": "figures of law, each with its source",
    "fixtures/reference/technology-words.csv": "our own",
    "fixtures/reference/same-words.csv": "our own",
    "fixtures/reference/shared-domains.csv": "each names the page of the service",
    "static/css": "our own",
    "static/js": "our own",
}
NOT_MATERIAL = (".md", "LICENSE.txt")


def held() -> list[str]:
    files = [
        path for folder in ("fixtures", "static") for path in (ROOT / folder).rglob("*") if path.is_file()
    ]
    return sorted(p.relative_to(ROOT).as_posix() for p in files if not p.name.endswith(NOT_MATERIAL))


def test_every_file_that_others_made_has_its_licence_on_the_page() -> None:
    known = (*OURS, *(folder for material in MATERIALS for folder in material.folders))
    unknown = [path for path in held() if not any(path == one or path.startswith(f"{one}/") for one in known)]
    assert unknown == []


def test_the_page_names_no_file_that_is_not_there() -> None:
    known = {*OURS, *(folder for material in MATERIALS for folder in material.folders)}
    assert [path for path in sorted(known) if not (ROOT / path).exists()] == []


@pytest.mark.django_db(databases="__all__")
def test_the_page_says_the_licence_and_the_words_of_each(client: Client) -> None:
    from django.utils.html import escape

    html = client.get("/about/licences/").text
    for material in MATERIALS:
        assert material.licence in LICENCES or not material.licence_url
        for words in (material.name, material.maker, material.licence, material.attribution, material.use):
            assert words
            assert escape(words) in html
