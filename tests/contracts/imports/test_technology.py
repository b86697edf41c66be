"""Technology is told from everything else that councils buy, and the reason is said."""

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contracts.imports.interpreting.cells import RowCells
from contracts.imports.interpreting.contracts import read_contract
from contracts.imports.interpreting.names import Names
from contracts.imports.opening import open_file
from contracts.imports.proposals import ReadRow
from contracts.imports.technology import judge
from contracts.imports.technology_words import ANY, WORDS, find
from contracts.models import Contract
from tests.importing import counted, csv_file, staged, workbook
from thirty3.words import plain_words

BY_TITLE = {
    "Housing management system": "technology",
    "Waste management system": "technology",
    "Grounds maintenance software": "technology",
    "Microsoft licences": "technology",
    "Software licence renewal": "technology",
    "ICT consultancy": "technology",
    "IT support": "technology",
    "Contact centre telephony": "technology",
    "Cyber security review": "technology",
    "Wide area network": "technology",
    "GIS licences and support": "technology",
    "Mobile phones and data": "technology",
    "Community halls online data": "technology",
    "Adult social care case management": "technology",
    "Pendulum license": "technology",
    "Grounds maintenance": "other",
    "Road network condition survey": "other",
    "Drainage system renewal": "other",
    "Fire alarm system": "other",
    "Heating systems": "other",
    "Platform lifts": "other",
    "Mobile cleaning": "other",
    "Access to Work": "other",
    "Architectural hardware": "other",
    "Security guarding": "other",
    "Digital print": "other",
    "System of financial control audit": "other",
    "Agency staff": "other",
    "Legal services": "other",
    "School catering services": "other",
    "Home care": "other",
    "Insurance": "other",
    "Electricity supply": "other",
    "Minibuses": "other",
    "Licensing scheme": "other",
    "Supply of ICT agency staff": "unclear",
    "Dynamic purchasing system": "unclear",
    "Make it happen": "unclear",
    "Project Proteus": "unclear",
    "": "unclear",
}


@pytest.mark.parametrize(("title", "verdict"), BY_TITLE.items(), ids=BY_TITLE.keys())
def test_a_title_is_judged_by_its_words(title: str, verdict: str) -> None:
    assert judge(title=title).verdict == verdict, judge(title=title).reason


@pytest.mark.parametrize(
    ("title", "codes", "verdict", "reason"),
    [
        ("Project Proteus", ["48000000"], "technology", "CPV 48000000: software package"),
        ("Project Proteus", ["72222300-0"], "technology", "CPV 72222300: information technology services"),
        ("Project Proteus", ["64200000"], "technology", "CPV 64200000"),
        ("Route agreement", ["60112000"], "other", "CPV 60112000: transport services"),
        ("Project Proteus", ["79000000"], "unclear", "neither"),
        ("Project Proteus", ["no code", "99999999"], "unclear", "neither"),
        # The main code stands first, and the most specific one under it decides.
        ("Project Proteus", ["45000000", "72000000"], "other", "CPV 45000000"),
        ("Project Proteus", ["72000000", "45000000"], "technology", "CPV 72000000"),
        ("Project Proteus", ["45000000", "45314300"], "technology", "CPV 45314300"),
        ("Project Proteus", ["30000000", "30192000"], "other", "CPV 30192000"),
        # A wide main code tells nothing, so that another may.
        ("Upgrade", ["51000000", "50300000", "45210000"], "technology", "CPV 50300000"),
        # Words outweigh a code, but fair ones do not.
        ("Housing software", ["79993000"], "technology", "the title says “software”"),
        ("Signal system", ["34942000"], "other", "CPV 34942000"),
        ("Agency staff", ["72000000"], "unclear", "the title says “Agency staff”, but CPV 72000000"),
        ("Supply of ICT agency staff", ["79620000"], "other", "CPV 79620000"),
    ],
)
def test_codes_and_words_are_weighed(title: str, codes: list[str], verdict: str, reason: str) -> None:
    judged = judge(title=title, cpv=codes)
    assert (judged.verdict, judged.reason[: len(reason)]) == (verdict, reason)


def test_a_named_system_or_function_is_technology() -> None:
    assert judge(title="Grounds maintenance", system=True).verdict == "technology"
    assert judge(title="Grounds maintenance", functions=True).verdict == "technology"


def test_a_category_tells_where_title_and_codes_do_not() -> None:
    judged = judge(title="Project Proteus", category="ICT services")
    assert (judged.verdict, judged.reason) == ("technology", "the category says “ICT services”")
    assert judge(title="Grounds maintenance", category="ICT").verdict == "other"


def test_a_description_tells_where_two_of_its_words_agree() -> None:
    assert judge(title="Proteus", description="Software hosted in a data centre.").verdict == "technology"
    assert judge(title="Proteus", description="Roofing and cladding of two blocks.").verdict == "other"
    assert judge(title="Proteus", description="Roofing. See our website and e-tendering portal.").verdict == (
        "unclear"
    )


def test_the_reason_is_in_the_words_of_the_title() -> None:
    assert judge(title="New: Housing Management-System").reason == (
        "the title says “Housing Management-System”"
    )
    assert judge(title="IT Consultancy").reason == "the title says “IT Consultancy”"


def test_the_longest_phrase_counts() -> None:
    assert [one.phrase for one in find("Waste management system and drainage system")] == [
        "Waste management system",
        "drainage system",
    ]


def test_the_list_holds_each_phrase_once_as_texts_are_compared() -> None:
    with WORDS.open(encoding="utf-8", newline="") as file:
        phrases = [row["words"] for row in csv.DictReader(file)]
    assert len(phrases) == len(set(phrases))
    assert all(plain_words(phrase) == phrase.removeprefix(f"{ANY} ") for phrase in phrases)


REGISTER: tuple[dict[str, Any], ...] = (
    {"title": "Housing management system"},
    {"title": "Grounds maintenance"},
    {"title": "Project Proteus"},
)


def register(tmp_path: Path, **more: Any) -> dict[str, tuple[str, list[str]]]:
    """What becomes of a register that lists everything: outcome and messages, by title."""
    rows = [{"borough": "Camden", "supplier": "Acme Ltd", "value": 5000} | row | more for row in REGISTER]
    batch = staged(csv_file(tmp_path / "register.csv", rows))
    return {
        row.title: (row.outcome, [problem["message"] for problem in row.problems])
        for row in batch.rows.order_by("position")
    }


def becomes(tmp_path: Path, title: str, answer: bool | None) -> ReadRow:
    """What a row of a register is read as, once a reviewer has answered whether it is technology."""
    path = csv_file(tmp_path / "register.csv", [{"borough": "Camden", "title": title, "value": 5000}])
    batch = staged(path)
    assert batch.source is not None
    [raw] = open_file(path).rows("contract")
    names = Names(batch, batch.source)
    return read_contract(RowCells(replace(raw, is_technology=answer)), names)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
class TestARegisterOfEverything:
    def test_lists_what_is_technology(self, tmp_path: Path) -> None:
        assert register(tmp_path)["Housing management system"][0] == "new"

    def test_sets_aside_what_is_not_and_says_why(self, tmp_path: Path) -> None:
        outcome, messages = register(tmp_path)["Grounds maintenance"]
        assert outcome == "set-aside"
        assert messages == ["This is not technology: the title says “Grounds maintenance”."]

    def test_asks_where_nothing_tells(self, tmp_path: Path) -> None:
        outcome, messages = register(tmp_path)["Project Proteus"]
        assert outcome == "doubtful"
        assert messages == [
            "Is this technology? We could not tell: neither the title nor anything beside it tells."
        ]
        assert not Contract.objects.exists()

    def test_asks_nothing_where_the_file_has_a_column_of_systems(self, tmp_path: Path) -> None:
        found = register(tmp_path, system="")
        assert {title: outcome for title, (outcome, _) in found.items()} == {
            "Housing management system": "new",
            "Grounds maintenance": "set-aside",
            "Project Proteus": "new",
        }

    def test_judges_no_row_that_names_a_system_or_a_function(self, tmp_path: Path) -> None:
        assert {outcome for outcome, _ in register(tmp_path, system="Proteus").values()} == {"new"}
        assert {outcome for outcome, _ in register(tmp_path, function="Parking").values()} == {"new"}

    def test_takes_a_reviewers_answer_for_what_it_is(self, tmp_path: Path) -> None:
        assert becomes(tmp_path, "Grounds maintenance", None).set_aside
        listed = becomes(tmp_path, "Grounds maintenance", True)
        assert (listed.set_aside, listed.doubtful, len(listed.proposals)) == ("", False, 1)
        refused = becomes(tmp_path, "Housing management system", False)
        assert refused.set_aside == "This is not technology: a reviewer said so."


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_in_a_file_of_technology_nothing_is_asked(tmp_path: Path) -> None:
    rows = [row | {"borough": "Camden"} for row in REGISTER]
    assert counted(staged(workbook(tmp_path / "tools.xlsx", contracts=rows))) == {"new": 3}
